import { App, Form, Input, Modal } from "antd";
import { useChangeOwn } from "../api/changes";
import { useWords } from "../i18n/useWords";
import { showFieldErrors } from "../ui/fieldErrors";
import { useProblemText } from "../ui/States";

type Wanted = { password: string; new_password: string };

/** Instead of what the slip says. */
export function OwnPassword({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const [form] = Form.useForm<Wanted>();
  const change = useChangeOwn();
  const set = (wanted: Wanted) =>
    change.mutate(wanted, {
      onSuccess: () => {
        void message.success(t("app.account.done"));
        onClose();
      },
      onError: (problem) => void (showFieldErrors(form, problem) || message.error(problemText(problem))),
    });
  const needed = [{ required: true, message: t("app.account.needPassword") }];
  return (
    <Modal
      open
      title={t("app.account.passwordTitle")}
      okText={t("app.account.set")}
      cancelText={t("people.cancel")}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={change.isPending}
    >
      <Form<Wanted> form={form} layout="vertical" requiredMark={false} onFinish={set}>
        <Form.Item name="password" label={t("app.account.present")} rules={needed}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="new_password" label={t("app.account.own")} rules={needed}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
