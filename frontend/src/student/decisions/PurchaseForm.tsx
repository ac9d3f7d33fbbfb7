import { App, Button, Form, InputNumber, Select } from "antd";
import { useDecide } from "../../api/changes";
import { ApiProblem } from "../../api/problems";
import type { RunDetail } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { useProblemText } from "../../ui/States";

type Purchase = { sku: string; units: number };
const FIELDS = ["sku", "units"] as const;

export type PurchaseFormProps = { store: string; run: RunDetail; disabled: boolean };

export function PurchaseForm({ store, run, disabled }: PurchaseFormProps) {
  const { t, pick } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const [form] = Form.useForm<Purchase>();
  const place = useDecide(store);
  const showSuccess = (): void => {
    form.resetFields();
    void message.success(t("decisions.orderPlaced"));
  };
  const showProblem = (problem: unknown): void => {
    const complaints = FIELDS.flatMap((name) => {
      const detail = problem instanceof ApiProblem ? problem.about(name)?.detail : undefined;
      return detail ? [{ name, errors: [detail] }] : [];
    });
    if (complaints.length) form.setFields(complaints);
    else void message.error(problemText(problem));
  };
  return (
    <Form
      form={form}
      layout="vertical"
      className="purchase"
      disabled={disabled}
      onFinish={(payload) => place.mutate({ kind: "place_purchase_order", payload }, { onSuccess: showSuccess, onError: showProblem })}
    >
      <Form.Item name="sku" label={t("decisions.product")} rules={[{ required: true, message: t("decisions.needProduct") }]}>
        <Select showSearch optionFilterProp="label" options={run.skus.map(({ code, name }) => ({ value: code, label: pick(name) }))} />
      </Form.Item>
      <Form.Item
        name="units"
        label={t("decisions.units")}
        extra={t("decisions.unitsHint")}
        rules={[{ required: true, message: t("decisions.needUnits") }]}
      >
        <InputNumber precision={0} className="cell-number" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={place.isPending}>
        {t("decisions.placeOrder")}
      </Button>
    </Form>
  );
}
