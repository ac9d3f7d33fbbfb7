import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, InputNumber, Select, Switch } from "antd";
import { useState } from "react";
import { submitDecision } from "../../api/changes";
import { keys } from "../../api/keys";
import { ApiProblem } from "../../api/problems";
import { useDecisionForms } from "../../api/queries";
import type { DecisionForm, FormField } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { Answer, useProblemText } from "../../ui/States";

type Payload = Record<string, unknown>;

function Control({ field, ...given }: { field: FormField }) {
  const { pick } = useWords();
  const options = field.options.map(({ code, name }) => ({ value: code, label: pick(name) }));
  if (field.type === "code" || field.type === "codes") {
    const isMany = field.type === "codes";
    return <Select {...given} mode={isMany ? "multiple" : undefined} allowClear={!field.required} showSearch optionFilterProp="label" options={options} />;
  }
  if (field.type === "boolean") return <Switch {...given} />;
  if (field.type === "integer") return <InputNumber {...given} precision={0} min={field.minimum ?? undefined} max={field.maximum ?? undefined} className="cell-number" />;
  return <Input {...given} />;
}

/** What was left empty is not sent: the field then keeps its standing value. */
function filled(values: Payload): Payload {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ""));
}

function useSubmit(store: string, kind: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (payload: Payload) => submitDecision(store, { kind, payload }),
    onSuccess: () =>
      Promise.all([keys.decisions(store), keys.settings(store)].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

type KindFormProps = { store: string; day: number; disabled: boolean; kind: DecisionForm };

function KindForm({ store, day, disabled, kind }: KindFormProps) {
  const { t, pick } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const [form] = Form.useForm<Payload>();
  const send = useSubmit(store, kind.code);
  const showProblem = (problem: unknown): void => {
    const complaints = kind.fields.flatMap(({ name }) => {
      const detail = problem instanceof ApiProblem ? problem.about(name)?.detail : undefined;
      return detail ? [{ name, errors: [detail] }] : [];
    });
    if (complaints.length) form.setFields(complaints);
    else void message.error(problemText(problem));
  };
  const showSuccess = () => void message.success(t("decisions.form.sent", { title: pick(kind.title), day: day + 1 }));
  return (
    <Form
      form={form}
      layout="vertical"
      className="purchase"
      disabled={disabled}
      onFinish={(values) => send.mutate(filled(values), { onSuccess: showSuccess, onError: showProblem })}
    >
      {kind.fields.map((field) => (
        <Form.Item
          key={field.name}
          name={field.name}
          label={pick(field.title)}
          valuePropName={field.type === "boolean" ? "checked" : "value"}
          initialValue={field.type === "boolean" && field.required ? false : undefined}
          rules={[{ required: field.required, message: t("decisions.form.need") }]}
        >
          <Control field={field} />
        </Form.Item>
      ))}
      <Button type="primary" htmlType="submit" loading={send.isPending}>
        {t("decisions.submit")}
      </Button>
    </Form>
  );
}

type AllDecisionsProps = Omit<KindFormProps, "kind">;

function Chooser({ forms, ...rest }: AllDecisionsProps & { forms: DecisionForm[] }) {
  const { t, pick } = useWords();
  const [code, setCode] = useState<string>();
  const axes = [...new Set(forms.map(({ axis }) => axis))];
  const options = axes.map((axis) => ({
    label: t(`decisions.form.axis.${axis}`),
    options: forms.filter((kind) => kind.axis === axis).map((kind) => ({ value: kind.code, label: pick(kind.title) })),
  }));
  const kind = forms.find((one) => one.code === code);
  return (
    <>
      <Select
        aria-label={t("decisions.form.choose")}
        placeholder={t("decisions.form.search")}
        className="area-choice"
        showSearch
        optionFilterProp="label"
        value={code}
        onChange={setCode}
        options={options}
      />
      {kind && <KindForm key={kind.code} kind={kind} {...rest} />}
    </>
  );
}

/** Every kind of decision of the scenario as a form made from its schema. */
export function AllDecisions(props: AllDecisionsProps) {
  return <Answer of={useDecisionForms(props.store)}>{(forms) => <Chooser forms={forms} {...props} />}</Answer>;
}
