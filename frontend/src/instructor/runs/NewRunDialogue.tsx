import { App, Form, Input, InputNumber, Modal, Segmented, Select } from "antd";
import { useNavigate } from "react-router";
import { useCreateRun, useTeams } from "../../api/control";
import type { NewRun, Scenario } from "../../api/control";
import { ApiProblem } from "../../api/problems";
import { useWords } from "../../i18n/useWords";
import { useProblemText } from "../../ui/States";
import { TimetableFields, USUAL_LESSON } from "../TimetableFields";

type Props = { course: string; scenarios: Scenario[]; chosen: string; onClose: () => void };
const FIELDS = ["scenario", "title", "teams", "pace_seconds", "timetable"] as const;

/** A new draft: what is played, by whom, together or apart, for practice or for a grade, and how days pass. */
export function NewRunDialogue({ course, scenarios, chosen, onClose }: Props) {
  const { t, pick } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const navigate = useNavigate();
  const teams = useTeams(course);
  const create = useCreateRun(course);
  const [form] = Form.useForm<NewRun>();
  const clock = Form.useWatch("clock", form) ?? "manual";
  const purpose = Form.useWatch("purpose", form) ?? "graded";
  const picked = Form.useWatch("scenario", form);
  const scenario = scenarios.find(({ id }) => id === picked);
  const showProblem = (problem: unknown): void => {
    const told = FIELDS.flatMap((name) => {
      const detail = problem instanceof ApiProblem ? problem.about(name)?.detail : undefined;
      return detail ? [{ name, errors: [detail] }] : [];
    });
    if (told.length) form.setFields(told);
    else void message.error(problemText(problem));
  };
  const send = (asked: NewRun): void =>
    create.mutate(
      { ...asked, title: asked.title?.trim() ? asked.title : undefined, teams: asked.teams?.length ? asked.teams : undefined },
      { onSuccess: ({ id }) => (onClose(), void navigate(`/runs/${id}/class`)), onError: showProblem },
    );
  const choices = (name: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`runs.${name}.${value}`) }));
  return (
    <Modal open title={t("runs.new")} okText={t("runs.create")} cancelText={t("runs.cancel")} confirmLoading={create.isPending} onOk={form.submit} onCancel={onClose}>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ scenario: chosen || scenarios[0]?.id, purpose: "graded", parallel: true, clock: "manual", pace_seconds: 60, timetable: [USUAL_LESSON] }}
        onFinish={send}
      >
        <Form.Item name="scenario" label={t("runs.columns.scenario")} extra={scenario && t("runs.placesNote", { count: scenario.team_places })}>
          <Select options={scenarios.map(({ id, title, version }) => ({ value: id, label: `${pick(title)} · ${version}` }))} />
        </Form.Item>
        <Form.Item name="title" label={t("runs.columns.title")}>
          <Input maxLength={200} placeholder={scenario && pick(scenario.title)} />
        </Form.Item>
        <Form.Item name="purpose" label={t("runs.columns.purpose")} extra={purpose === "graded" && scenario && !scenario.tuned ? t("runs.untunedNote") : undefined}>
          <Segmented options={choices("purpose", ["graded", "practice"])} />
        </Form.Item>
        <Form.Item name="parallel" label={t("runs.market")} extra={t("runs.marketNote")}>
          <Segmented options={[{ value: true, label: t("runs.parallel") }, { value: false, label: t("runs.shared") }]} />
        </Form.Item>
        <Form.Item name="teams" label={t("runs.columns.teams")}>
          <Select mode="multiple" allowClear placeholder={t("runs.allTeams")} optionFilterProp="label" options={(teams.data ?? []).map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
        <Form.Item name="clock" label={t("classroom.clock.mode")}>
          <Segmented options={(["manual", "paced", "timetable"] as const).map((value) => ({ value, label: t(`classroom.clock.${value}`) }))} />
        </Form.Item>
        {clock === "paced" && (
          <Form.Item name="pace_seconds" label={t("classroom.clock.pace")}>
            <InputNumber precision={0} min={1} max={3600} className="cell-number" />
          </Form.Item>
        )}
        {clock === "timetable" && <TimetableFields />}
      </Form>
    </Modal>
  );
}
