import { App, Button, Form, InputNumber, Segmented } from "antd";
import { useSetClock } from "../api/changes";
import type { ClockSetting } from "../api/changes";
import { ApiProblem } from "../api/problems";
import type { RunDetail } from "../api/types";
import { useWords } from "../i18n/useWords";
import { useProblemText } from "../ui/States";
import { TimetableFields, USUAL_LESSON } from "./TimetableFields";

const USUAL_PACE_SECONDS = 60;

/** By hand, one simulated day every so many seconds, or so many days at hours of the week. */
export function PaceForm({ run }: { run: RunDetail }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const [form] = Form.useForm<ClockSetting>();
  const clock = Form.useWatch("clock", form) ?? run.clock;
  const set = useSetClock(run.id);
  const showProblem = (problem: unknown): void => {
    const detail = problem instanceof ApiProblem ? problem.about("pace_seconds")?.detail : undefined;
    if (detail) form.setFields([{ name: "pace_seconds", errors: [detail] }]);
    else void message.error(problemText(problem));
  };
  const apply = (setting: ClockSetting): void =>
    set.mutate(setting, { onSuccess: () => void message.success(t("classroom.clock.saved")), onError: showProblem });
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={{
        clock: run.clock,
        pace_seconds: run.pace_seconds ?? USUAL_PACE_SECONDS,
        timetable: run.timetable.length ? run.timetable : [USUAL_LESSON],
      }}
      onFinish={apply}
    >
      <Form.Item name="clock" label={t("classroom.clock.mode")}>
        <Segmented
          aria-label={t("classroom.clock.mode")}
          options={(["manual", "paced", "timetable"] as const).map((value) => ({ value, label: t(`classroom.clock.${value}`) }))}
        />
      </Form.Item>
      {clock === "paced" && (
        <Form.Item name="pace_seconds" label={t("classroom.clock.pace")}>
          <InputNumber precision={0} className="cell-number" />
        </Form.Item>
      )}
      {clock === "timetable" && <TimetableFields />}
      <Button htmlType="submit" loading={set.isPending}>
        {t("classroom.clock.save")}
      </Button>
    </Form>
  );
}
