import { UploadOutlined } from "@ant-design/icons";
import { Alert, App, Button, Card, Collapse, Switch, Tag, Upload } from "antd";
import { useState } from "react";
import { useAllowPractice, useUploadScenario } from "../../api/control";
import type { Scenario } from "../../api/control";
import { ApiProblem } from "../../api/problems";
import { useWords } from "../../i18n/useWords";
import { useProblemText } from "../../ui/States";

function Lines({ title, lines }: { title: string; lines: string[] }) {
  if (!lines.length) return null;
  return (
    <>
      <h3 className="section">{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

function LessonPage({ scenario }: { scenario: Scenario }) {
  const { t, pick } = useWords();
  const { plan, session, hints, debrief, marking } = scenario.lesson;
  const word = (key: string) => t(`runs.lesson.${key}`);
  return (
    <>
      <p>{pick(scenario.summary)}</p>
      <Lines title={word("objectives")} lines={scenario.learning_objectives.map(pick)} />
      <Lines title={word("plan")} lines={plan.map(({ week, text }) => `${t("runs.lesson.week", { week })} ${pick(text)}`)} />
      <Lines title={word("session")} lines={session.map(({ minutes, text }) => `${t("runs.lesson.minutes", { minutes })} ${pick(text)}`)} />
      <Lines title={word("hints")} lines={hints.map(pick)} />
      <Lines title={word("debrief")} lines={debrief.map(pick)} />
      <Lines title={word("marking")} lines={marking.map(pick)} />
    </>
  );
}

function PracticeSwitch({ course, scenario }: { course: string; scenario: Scenario }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const allow = useAllowPractice(course);
  const { id } = scenario;
  if (id === null || id === scenario.code) return null; // nobody of the course has used it yet
  return (
    <label>
      <Switch
        size="small"
        checked={scenario.for_practice}
        loading={allow.isPending}
        onChange={(for_practice) =>
          allow.mutate({ scenario: id, for_practice }, { onError: (problem) => void message.error(problemText(problem)) })
        }
      />{" "}
      {t("runs.forPractice")}
    </label>
  );
}

function UploadButton({ course, onMistakes }: { course: string; onMistakes: (mistakes: string[]) => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const upload = useUploadScenario(course);
  const send = async (file: File): Promise<void> => {
    onMistakes([]);
    upload.mutate(await file.text(), {
      onSuccess: ({ code, version }) => void message.success(t("runs.uploaded", { code, version })),
      onError: (problem) => {
        if (problem instanceof ApiProblem && problem.errors.length) onMistakes(problem.errors.map(({ detail }) => detail));
        else void message.error(problemText(problem));
      },
    });
  };
  return (
    <Upload accept=".yaml,.yml" showUploadList={false} beforeUpload={(file) => (void send(file), false)}>
      <Button icon={<UploadOutlined aria-hidden="true" />} loading={upload.isPending}>
        {t("runs.upload")}
      </Button>
    </Upload>
  );
}

/** What runs can be made of: each with its lesson page. */
export function ScenariosCard({ course, scenarios, onChoose }: { course: string; scenarios: Scenario[]; onChoose: (id: string) => void }) {
  const { t, pick } = useWords();
  const [mistakes, setMistakes] = useState<string[]>([]);
  const items = scenarios.map((scenario) => ({
    key: `${scenario.id} ${scenario.version}`,
    label: (
      <>
        <strong>{pick(scenario.title)}</strong> <Tag>{t("runs.days", { count: scenario.days })}</Tag>
        <Tag>{t("runs.places", { count: scenario.team_places })}</Tag>
        {!scenario.shipped && <Tag color="purple">{t("runs.own", { version: scenario.version })}</Tag>}
        {!scenario.tuned && <Tag color="magenta">{t("runs.untuned")}</Tag>}
      </>
    ),
    children: (
      <>
        <p className="answer">
          <Button size="small" onClick={() => onChoose(scenario.id ?? "")}>
            {t("runs.newOf")}
          </Button>
          <PracticeSwitch course={course} scenario={scenario} />
        </p>
        <LessonPage scenario={scenario} />
      </>
    ),
  }));
  return (
    <Card title={t("runs.scenarios")} extra={<UploadButton course={course} onMistakes={setMistakes} />}>
      {mistakes.length > 0 && (
        <Alert
          type="error"
          showIcon
          className="band"
          title={t("runs.mistakes", { count: mistakes.length })}
          description={mistakes.map((mistake) => (
            <div key={mistake}>{mistake}</div>
          ))}
        />
      )}
      <Collapse ghost items={items} />
    </Card>
  );
}
