import { Col, Row } from "antd";
import { usePlace } from "../app/place";
import { useWords } from "../i18n/useWords";
import { Page } from "../ui/Page";
import { ClockControl } from "./ClockControl";
import { AnnounceCard } from "./control/AnnounceCard";
import { BoardCard } from "./control/BoardCard";
import { RunControl } from "./control/RunControl";
import { ShocksCard } from "./control/ShocksCard";
import { Failures } from "./Failures";
import { Leaderboard } from "./Leaderboard";

export default function ClassPage() {
  const { t, pick } = useWords();
  const { run, brief } = usePlace();
  const teaches = brief.role !== "observer";
  return (
    <Page title={t("classroom.title")} note={pick(run.scenario.summary)}>
      <Row gutter={[16, 16]}>
        {teaches && (
          <>
            <Col span={24}>
              <Failures run={run.id} />
            </Col>
            <Col xs={24} xl={8}>
              <ClockControl run={run} />
            </Col>
            <Col xs={24} xl={16}>
              <BoardCard run={run} />
            </Col>
            <Col xs={24} md={12} xl={8}>
              <RunControl run={run} brief={brief} />
            </Col>
            <Col xs={24} md={12} xl={8}>
              <AnnounceCard run={run.id} />
            </Col>
            <Col xs={24} md={12} xl={8}>
              <ShocksCard run={run} />
            </Col>
          </>
        )}
        <Col span={24}>
          <Leaderboard run={run} />
        </Col>
      </Row>
    </Page>
  );
}
