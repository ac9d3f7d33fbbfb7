import { App, Button, Form, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useDecide } from "../../api/changes";
import { ApiProblem } from "../../api/problems";
import { useDecisionForms, useStandingValues } from "../../api/queries";
import type { DecisionForm, FormField, RunDetail, StandingValue } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { Answer, useProblemText } from "../../ui/States";
import { formatCount } from "../../ui/formats";
import { currencyOf, digitsOf, payloadOf, standingOf, toShown, valueText } from "./fieldValues";
import type { Values } from "./fieldValues";

const SMALL_RANGE = 1000;

/** The control of one field; the form's item gives it its value, its name for screen readers and its errors. */
function Control({ field, digits, ...given }: { field: FormField; digits: number }) {
  const { t, pick } = useWords();
  const options = field.options.map(({ code, name }) => ({ value: field.type === "level" ? Number(code) : code, label: pick(name) }));
  if (field.type === "code" || field.type === "codes") {
    const isMany = field.type === "codes";
    return <Select {...given} mode={isMany ? "multiple" : undefined} allowClear={!field.required} showSearch optionFilterProp="label" options={options} />;
  }
  if (field.type === "level") return <Select {...given} allowClear={!field.required} options={options} />;
  if (field.type === "boolean") {
    const answers = [true, false].map((value) => ({ value, label: t(value ? "decisions.form.yes" : "decisions.form.no") }));
    return <Select {...given} allowClear={!field.required} options={answers} />;
  }
  if (field.type === "integer") return <InputNumber {...given} precision={digits} className="cell-number" />;
  return <Input {...given} />;
}

type FieldProps = { field: FormField; run: RunDetail; day: number; standing: StandingValue[] };

/** What stands of this field until now, once the form says of what. */
function useStandingText({ field, run, standing }: FieldProps, values: Values): string | undefined {
  const words = useWords();
  const stands = standingOf(standing, values)?.[field.name];
  if (stands === undefined || stands === null) return undefined;
  return words.t("decisions.form.stands", { value: valueText(field, stands, values, run, words) });
}

/** A field with the units the reader types in, its limits, and what is wrong with it. */
function FormItem(props: FieldProps) {
  const { field, run, day } = props;
  const { t, language, pick } = useWords();
  const values = (Form.useWatch([], Form.useFormInstance()) as Values | undefined) ?? {};
  const stands = useStandingText(props, values);
  const currency = currencyOf(field, values, run);
  const [least, most] = [field.minimum, field.maximum].map((limit) => (limit === null ? null : toShown(field, limit, values, run)));
  const limits = { from: formatCount(least ?? 0, language), to: formatCount(most ?? 0, language) };
  const isRange = field.type === "integer" && least != null && most != null;
  const hint = (): string | undefined => {
    if (field.unit === "day") return t("decisions.form.nextDay", { day: day + 1 });
    return isRange && most <= SMALL_RANGE && !currency ? t("decisions.form.range", limits) : undefined;
  };
  return (
    <Form.Item
      name={field.name}
      label={currency ? `${pick(field.title)} (${currency})` : pick(field.title)}
      extra={[stands, hint()].filter(Boolean).join(" · ") || undefined}
      rules={[
        { required: field.required, message: t("decisions.form.need") },
        ...(isRange ? [{ type: "number" as const, min: least, max: most, message: t("decisions.form.between", limits) }] : []),
      ]}
    >
      <Control field={field} digits={digitsOf(field, values, run)} />
    </Form.Item>
  );
}

export type AllDecisionsProps = { store: string; run: RunDetail; day: number; disabled: boolean };
type KindFormProps = AllDecisionsProps & { kind: DecisionForm };

function KindForm({ store, run, day, disabled, kind }: KindFormProps) {
  const { t, pick } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const [form] = Form.useForm<Values>();
  const send = useDecide(store);
  const standing = useStandingValues(store, kind.code).data ?? [];
  const showProblem = (problem: unknown): void => {
    const complaints = kind.fields.flatMap(({ name }) => {
      const detail = problem instanceof ApiProblem ? problem.about(name)?.detail : undefined;
      return detail ? [{ name, errors: [detail] }] : [];
    });
    if (complaints.length) form.setFields(complaints);
    else void message.error(problemText(problem));
  };
  const showSuccess = () => void message.success(t("decisions.form.sent", { title: pick(kind.title), day: day + 1 }));
  const submit = (values: Values): void =>
    send.mutate({ kind: kind.code, payload: payloadOf(kind, values, run) }, { onSuccess: showSuccess, onError: showProblem });
  return (
    <Form
      form={form}
      name={kind.code}
      layout="vertical"
      className="purchase"
      requiredMark="optional"
      scrollToFirstError={{ block: "center" }}
      disabled={disabled}
      onFinish={submit}
    >
      <p className="quiet">{pick(kind.does)}</p>
      {kind.fields.map((field) => (
        <FormItem key={field.name} field={field} run={run} day={day} standing={standing} />
      ))}
      <Button type="primary" htmlType="submit" loading={send.isPending}>
        {t("decisions.submit")}
      </Button>
    </Form>
  );
}

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

/** Every kind of decision about the shop as a form made from its schema; goals and journal have a page of their own. */
export function AllDecisions(props: AllDecisionsProps) {
  return <Answer of={useDecisionForms(props.store)}>{(forms) => <Chooser forms={forms.filter(({ axis }) => axis !== "none")} {...props} />}</Answer>;
}

/** The form of one kind of decision, on a page of its own subject. */
export function OneDecision({ code, ...rest }: AllDecisionsProps & { code: string }) {
  return (
    <Answer of={useDecisionForms(rest.store)}>
      {(forms) => {
        const kind = forms.find((one) => one.code === code);
        return kind ? <KindForm kind={kind} {...rest} /> : null;
      }}
    </Answer>
  );
}
