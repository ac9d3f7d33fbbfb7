import { Card, Table } from "antd";
import type { TableColumnsType } from "antd";
import { Link } from "react-router";
import { useScorecards } from "../api/queries";
import type { RunDetail, Scorecard } from "../api/types";
import { usePlace } from "../app/place";
import { useWords } from "../i18n/useWords";
import type { Words } from "../i18n/useWords";
import { errorText, levelText } from "../scorecard/levels";
import { Page } from "../ui/Page";
import { ScrollRegion } from "../ui/ScrollRegion";
import { Answer, Nothing } from "../ui/States";
import { formatMoney } from "../ui/formats";

function axisColumns(cards: Scorecard[], { t, language, pick }: Words): TableColumnsType<Scorecard> {
  return (cards[0]?.axes ?? []).map(({ code, name }) => ({
    title: pick(name),
    key: code,
    align: "right",
    render: (_, card) => {
      const axis = card.axes.find((one) => one.code === code);
      if (!axis?.measurable || axis.level_e2 === null) return <span className="quiet">{t("scorecard.axes.notMeasurable")}</span>;
      return t("scorecard.axes.plusMinus", {
        level: levelText(axis.level_e2, language),
        error: errorText(axis.se_e2 ?? 0, language),
      });
    },
  }));
}

function useColumns(cards: Scorecard[], run: RunDetail): TableColumnsType<Scorecard> {
  const words = useWords();
  const { t, language, pick } = words;
  const money = (minor: number) => formatMoney(minor, { currency: run.home_currency, language, whole: true, signed: true });
  return [
    {
      title: t(run.role === "grader" ? "scorecard.list.alias" : "scorecard.list.store"),
      key: "store",
      render: (_, { store }) => (
        <Link to={`/runs/${run.id}/scorecards/${store.id}`} aria-label={t("scorecard.list.openOf", { name: pick(store.name) })}>
          {pick(store.name)}
        </Link>
      ),
    },
    {
      title: t("scorecard.list.level"),
      key: "level",
      align: "right",
      render: (_, { composite }) => <strong>{levelText(composite.level_e2, language)}</strong>,
    },
    ...axisColumns(cards, words),
    { title: t("scorecard.list.worth"), key: "worth", align: "right", render: (_, { composite }) => money(composite.money_minor) },
  ];
}

function CardList({ cards, run }: { cards: Scorecard[]; run: RunDetail }) {
  const { t } = useWords();
  const columns = useColumns(cards, run);
  return (
    <Card>
      <ScrollRegion label={t("scorecard.list.title")}>
        <Table rowKey={({ store }) => store.id} className="one-line" columns={columns} dataSource={cards} pagination={false} />
      </ScrollRegion>
    </Card>
  );
}

export default function ScorecardsPage() {
  const { t } = useWords();
  const { run } = usePlace();
  return (
    <Page title={t("scorecard.list.title")} note={run.role === "grader" ? t("scorecard.list.text") : undefined}>
      <Answer of={useScorecards(run.id)}>
        {(cards) =>
          cards.length ? (
            <CardList cards={cards} run={run} />
          ) : (
            <Nothing title={t("scorecard.empty")} text={t("scorecard.emptyText")} />
          )
        }
      </Answer>
    </Page>
  );
}
