import { Badge, Card, Col, Row, Typography } from "antd";
import type { ReactNode } from "react";
import type { Scorecard } from "../api/types";
import { useWords } from "../i18n/useWords";
import { Page } from "../ui/Page";
import { formatMoney } from "../ui/formats";
import { Axes } from "./Axes";
import { Hashes } from "./Hashes";
import { LevelTrack } from "./LevelTrack";
import { Waterfall } from "./Waterfall";
import { Weeks } from "./Weeks";
import { explanation } from "./explanation";
import { levelText } from "./levels";

const REFERENCE_LEVEL = 3;

export type ScorecardProps = { card: Scorecard; currency: string; extra?: ReactNode };

function Composite({ card, currency }: ScorecardProps) {
  const { t, language } = useWords();
  const { level_e2, level_band, money_minor, se_minor } = card.composite;
  const worth = (minor: number, signed = false) => formatMoney(minor, { currency, language, whole: true, signed });
  const band = { low: levelText(level_band.low_e2, language), high: levelText(level_band.high_e2, language) };
  return (
    <Card title={t("scorecard.composite")} className="composite" data-testid="composite">
      <div className="composite-level">
        <span className="composite-number">{levelText(level_e2, language)}</span>
        <span className="quiet">{t("scorecard.outOf")}</span>
      </div>
      <div className="quiet">{t("scorecard.band", band)}</div>
      <LevelTrack level={level_e2 / 100} low={level_band.low_e2 / 100} high={level_band.high_e2 / 100} reference={REFERENCE_LEVEL} />
      <div className="quiet small">{t("scorecard.anchors")}</div>
      <div>{t("scorecard.worth", { money: worth(money_minor, true), error: worth(se_minor) })}</div>
    </Card>
  );
}

function Explanation({ card, currency }: ScorecardProps) {
  const words = useWords();
  return (
    <Card title={words.t("scorecard.explain.title")} className="fill">
      <ul className="sentences">
        {explanation(card, currency, words).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Typography.Paragraph className="quiet">{words.t("scorecard.explain.method")}</Typography.Paragraph>
    </Card>
  );
}

/** One team's grade, from the level down to the evidence. */
export function ScorecardView({ card, currency, extra }: ScorecardProps) {
  const { t, pick } = useWords();
  return (
    <Page
      title={t("scorecard.of", { store: pick(card.store.name) })}
      note={<Badge status={card.formative ? "warning" : "success"} text={t(card.formative ? "scorecard.formative" : "scorecard.released")} />}
      extra={extra}
    >
      <Row gutter={[16, 16]}>
        <Col xs={24} lg={8}>
          <Composite card={card} currency={currency} />
        </Col>
        <Col xs={24} lg={16}>
          <Explanation card={card} currency={currency} />
        </Col>
        <Col xs={24}>
          <Axes axes={card.axes} currency={currency} />
        </Col>
        <Col xs={24} xl={12}>
          <Waterfall bars={card.waterfall} currency={currency} />
        </Col>
        <Col xs={24} xl={12}>
          <Weeks weeks={card.weeks} botRounds={card.bot_rounds} currency={currency} />
        </Col>
        <Col xs={24}>
          <Hashes hashes={card.hashes} />
        </Col>
      </Row>
    </Page>
  );
}
