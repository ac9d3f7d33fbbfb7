import { CaretRightOutlined, PlusOutlined } from "@ant-design/icons";
import { App, Button, Card, Space, Table, Tag } from "antd";
import type { TableColumnsType } from "antd";
import { Link } from "react-router";
import { useDeletePractice, useGradePractice, useOpenPractice, usePlayPractice, usePractice } from "../api/control";
import type { Practice, PracticeRun } from "../api/control";
import { usePlace } from "../app/place";
import { useWords } from "../i18n/useWords";
import { Page } from "../ui/Page";
import { ScrollRegion } from "../ui/ScrollRegion";
import { Answer, Nothing, useProblemText } from "../ui/States";

const WEEK_DAYS = 7;
const OVER = new Set(["finished", "graded", "released"]);

function useOnError() {
  const { message } = App.useApp();
  const problemText = useProblemText();
  return { onError: (problem: unknown) => void message.error(problemText(problem)) };
}

function PlayButtons({ course, run }: { course: string; run: PracticeRun }) {
  const { t } = useWords();
  const play = usePlayPractice(course);
  const grade = useGradePractice(course);
  const remove = useDeletePractice(course);
  const options = useOnError();
  const days = Math.min(WEEK_DAYS, run.days - run.day);
  return (
    <Space wrap>
      {!OVER.has(run.state) && (
        <>
          <Button size="small" icon={<CaretRightOutlined aria-hidden="true" />} loading={play.isPending} onClick={() => play.mutate({ run: run.id, days: 1 }, options)}>
            {t("classroom.clock.nextDay")}
          </Button>
          <Button size="small" disabled={days < 2} onClick={() => play.mutate({ run: run.id, days }, options)}>
            {t("classroom.clock.nextDays", { count: days })}
          </Button>
        </>
      )}
      <Button size="small" disabled={!run.day || run.scored_days === run.day} loading={grade.isPending} onClick={() => grade.mutate(run.id, options)}>
        {t("runs.practice.grade")}
      </Button>
      <Button size="small" danger loading={remove.isPending} onClick={() => remove.mutate(run.id, options)}>
        {t("runs.delete")}
      </Button>
    </Space>
  );
}

function OwnRuns({ course, runs }: { course: string; runs: PracticeRun[] }) {
  const { t, language, pick } = useWords();
  const columns: TableColumnsType<PracticeRun> = [
    {
      title: t("runs.columns.title"),
      key: "title",
      render: (_, run) => (
        <>
          <Link to={`/runs/${run.id}/store`}>{pick(run.title)}</Link>
          <div className="quiet small">{new Date(run.created_at).toLocaleString(language, { dateStyle: "short", timeStyle: "short" })}</div>
        </>
      ),
    },
    { title: t("runs.columns.day"), key: "day", className: "figure", render: (_, run) => `${run.day} / ${run.days}` },
    {
      title: t("runs.practice.scorecard"),
      key: "scorecard",
      render: (_, run) =>
        run.scored_days === null ? "–" : <Link to={`/runs/${run.id}/scorecard`}>{t("runs.practice.scored", { count: run.scored_days })}</Link>,
    },
    { key: "actions", render: (_, run) => <PlayButtons course={course} run={run} /> },
  ];
  return (
    <ScrollRegion label={t("runs.practice.own")}>
      <Table rowKey="id" size="middle" columns={columns} dataSource={runs} pagination={false} />
    </ScrollRegion>
  );
}

function Scenarios({ course, scenarios }: { course: string; scenarios: Practice["scenarios"] }) {
  const { t, pick } = useWords();
  const open = useOpenPractice(course);
  const options = useOnError();
  return (
    <ul className="cases">
      {scenarios.map(({ id, title, summary, days, graded }) => (
        <li key={id}>
          <p>
            <strong>{pick(title)}</strong> <Tag>{t("runs.days", { count: days })}</Tag> {!graded && <Tag color="magenta">{t("runs.practice.ungraded")}</Tag>}
          </p>
          <p>{pick(summary)}</p>
          <Button icon={<PlusOutlined aria-hidden="true" />} loading={open.isPending && open.variables === id} onClick={() => open.mutate(id, options)}>
            {t("runs.practice.open")}
          </Button>
        </li>
      ))}
    </ul>
  );
}

export function PracticeOf({ course }: { course: string }) {
  const { t } = useWords();
  return (
    <Page title={t("runs.practice.title")} note={t("runs.practice.note")}>
      <Answer of={usePractice(course)}>
        {({ scenarios, runs, kept_unfinished }) => (
          <>
            <Card title={t("runs.practice.own")} extra={<span className="quiet small">{t("runs.practice.kept", { count: kept_unfinished })}</span>}>
              {runs.length ? <OwnRuns course={course} runs={runs} /> : <Nothing title={t("runs.practice.none")} />}
            </Card>
            <Card title={t("runs.practice.scenarios")}>
              {scenarios.length ? <Scenarios course={course} scenarios={scenarios} /> : <Nothing title={t("runs.practice.noScenario")} />}
            </Card>
          </>
        )}
      </Answer>
    </Page>
  );
}

/** Practice in the course of the run on screen. */
export default function PracticePage() {
  return <PracticeOf course={usePlace().brief.course} />;
}
