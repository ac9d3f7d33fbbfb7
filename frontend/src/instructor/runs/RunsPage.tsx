import { PlusOutlined } from "@ant-design/icons";
import { Button, Card } from "antd";
import { useState } from "react";
import { useClassRuns, useScenarios } from "../../api/control";
import { usePlace } from "../../app/place";
import { useWords } from "../../i18n/useWords";
import { Page } from "../../ui/Page";
import { Answer, Nothing } from "../../ui/States";
import { NewRunDialogue } from "./NewRunDialogue";
import { RunsTable } from "./RunsTable";
import { ScenariosCard } from "./ScenariosCard";

export function Runs({ course }: { course: string }) {
  const { t } = useWords();
  const runs = useClassRuns(course);
  const scenarios = useScenarios(course);
  const [chosen, setChosen] = useState<string | null>(null);
  const begin = (
    <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => setChosen("")}>
      {t("runs.new")}
    </Button>
  );
  return (
    <Page title={t("runs.title")} note={t("runs.note")} extra={begin}>
      <Card title={t("runs.list")}>
        <Answer of={runs}>
          {(rows) =>
            rows.length ? <RunsTable course={course} runs={rows} /> : <Nothing title={t("runs.none")} text={t("runs.noneText")} action={begin} />
          }
        </Answer>
      </Card>
      <Answer of={scenarios}>{(list) => <ScenariosCard course={course} scenarios={list} onChoose={setChosen} />}</Answer>
      {chosen !== null && scenarios.data && (
        <NewRunDialogue course={course} scenarios={scenarios.data} chosen={chosen} onClose={() => setChosen(null)} />
      )}
    </Page>
  );
}

/** The runs of the course that the run on screen belongs to. */
export default function RunsPage() {
  return <Runs course={usePlace().brief.course} />;
}
