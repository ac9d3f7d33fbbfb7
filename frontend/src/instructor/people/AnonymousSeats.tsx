import { App, Form, InputNumber, Modal, Select } from "antd";
import { useAddAnonymousSeats, useMakeSlips } from "../../api/people";
import { useWords } from "../../i18n/useWords";
import { useProblemText } from "../../ui/States";
import type { CourseDesk } from "./PeoplePage";
import type { Groups } from "./SeatsCard";

type Wanted = { count: number; teams?: string[] };

/** Seats with made-up names, and their slips at once. */
export function AnonymousSeats({ course, teams, onSlips, onClose }: CourseDesk & Groups & { onClose: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const [form] = Form.useForm<Wanted>();
  const add = useAddAnonymousSeats(course.id);
  const slips = useMakeSlips(course.id);
  const onError = (problem: unknown) => void message.error(problemText(problem));
  const make = (wanted: Wanted) =>
    add.mutate(wanted, { onSuccess: (seats) => slips.mutate({ seats: seats.map(({ id }) => id) }, { onSuccess: onSlips, onError }), onError });
  return (
    <Modal
      open
      title={t("people.anonymous.title")}
      okText={t("people.anonymous.make")}
      cancelText={t("people.cancel")}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={add.isPending || slips.isPending}
    >
      <p className="quiet">{t("people.anonymous.text")}</p>
      <Form<Wanted> form={form} layout="vertical" initialValues={{ count: 20, teams: teams.map(({ id }) => id) }} onFinish={make}>
        <Form.Item name="count" label={t("people.anonymous.count")}>
          <InputNumber min={1} max={200} precision={0} className="cell-number" />
        </Form.Item>
        <Form.Item name="teams" label={t("people.anonymous.teams")}>
          <Select mode="multiple" options={teams.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
