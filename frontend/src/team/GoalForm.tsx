import { Button, Form, InputNumber, Select } from "antd";
import type { StoreGoals } from "../api/types";
import { useWords } from "../i18n/useWords";
import { useTold } from "../student/desk/DecideButton";
import { unitsPerTyped } from "./kpis";

type Typed = { kpi: string; round: number; target: number };
type GoalFormProps = { store: string; goals: StoreGoals; currency: string; disabled: boolean };

/** One goal: which figure, in which round, and how much. */
export function GoalForm({ store, goals, currency, disabled }: GoalFormProps) {
  const { t, pick } = useWords();
  const [form] = Form.useForm<Typed>();
  const { send, isPending } = useTold(store);
  const chosen = Form.useWatch("kpi", form) as string | undefined;
  const unit = goals.kpis.find(({ code }) => code === chosen)?.unit ?? "pieces";
  const suffix = { home_money: currency, pieces: "", share_e4: "%", share_e6: "%", hundredths: "" }[unit];
  const rounds = Array.from({ length: goals.rounds - goals.round }, (_, later) => goals.round + later);
  const submit = ({ kpi, round, target }: Typed): void =>
    send({ kind: "set_goal", payload: { kpi, round, target: Math.round(target * unitsPerTyped(unit, currency)) } });
  return (
    <Form form={form} layout="vertical" className="purchase" disabled={disabled} onFinish={submit} initialValues={{ round: rounds[1] ?? rounds[0] }}>
      <Form.Item name="kpi" label={t("team.goals.kpi")} rules={[{ required: true, message: t("decisions.form.need") }]}>
        <Select options={goals.kpis.map(({ code, name }) => ({ value: code, label: pick(name) }))} />
      </Form.Item>
      <Form.Item name="round" label={t("team.goals.round")} extra={t("team.goals.roundHint")} rules={[{ required: true }]}>
        <Select options={rounds.map((round) => ({ value: round, label: t("team.goals.roundName", { round: round + 1, first: round * goals.round_days + 1 }) }))} />
      </Form.Item>
      <Form.Item name="target" label={suffix ? `${t("team.goals.target")} (${suffix})` : t("team.goals.target")} rules={[{ required: true, message: t("decisions.form.need") }]}>
        <InputNumber className="cell-number" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={isPending}>
        {t("team.goals.set")}
      </Button>
    </Form>
  );
}
