import { Card, Table, Tag } from "antd";
import type { TableColumnsType } from "antd";
import { Link } from "react-router";
import { useLeaderboard } from "../api/queries";
import type { LeaderboardRow, RunDetail } from "../api/types";
import { useWords } from "../i18n/useWords";
import { ScrollRegion } from "../ui/ScrollRegion";
import { Answer, Nothing } from "../ui/States";
import { formatCount, formatDecimal, formatMoney, formatShare } from "../ui/formats";

const NUMBER = { align: "right" as const, className: "figure" };

function useColumns(run: RunDetail): TableColumnsType<LeaderboardRow> {
  const { t, language, pick } = useWords();
  const money = (minor: number) => formatMoney(minor, { currency: run.home_currency, language, whole: true });
  const word = (key: string) => t(`classroom.leaderboard.${key}`);
  return [
    { title: word("rank"), dataIndex: "rank", width: 70, className: "figure" },
    {
      title: word("store"),
      key: "store",
      render: (_, { store }) => (
        <>
          <strong>{pick(store.name)}</strong> {store.is_bot && <Tag>{word("bot")}</Tag>}
          {store.team && store.team !== pick(store.name) && <div className="quiet small">{store.team}</div>}
        </>
      ),
    },
    { title: word("profit"), dataIndex: "profit_minor", ...NUMBER, render: money },
    { title: word("orders"), dataIndex: "orders", ...NUMBER, render: (count: number) => formatCount(count, language) },
    { title: word("cash"), dataIndex: "cash_minor", ...NUMBER, render: money },
    {
      title: word("rating"),
      dataIndex: "rating_e2",
      ...NUMBER,
      render: (rating: number | null) => (rating === null ? "–" : formatDecimal(rating / 100, language, 2)),
    },
    {
      title: word("onTime"),
      dataIndex: "on_time_e4",
      ...NUMBER,
      render: (share: number | null) => (share === null ? "–" : formatShare(share / 10_000, language)),
    },
    {
      title: word("scorecard"),
      key: "scorecard",
      render: (_, { store }) =>
        store.team ? (
          <Link
            to={`/runs/${run.id}/scorecards/${store.id}`}
            aria-label={t("classroom.leaderboard.openOf", { name: pick(store.name) })}
          >
            {word("open")}
          </Link>
        ) : (
          "–"
        ),
    },
  ];
}

function Ranking({ rows, run }: { rows: LeaderboardRow[]; run: RunDetail }) {
  const { t } = useWords();
  return (
    <ScrollRegion label={t("classroom.leaderboard.title")}>
      <Table
        rowKey={({ store }) => store.id}
        className="one-line"
        columns={useColumns(run)}
        dataSource={rows}
        pagination={false}
        size="middle"
      />
    </ScrollRegion>
  );
}

export function Leaderboard({ run }: { run: RunDetail }) {
  const { t } = useWords();
  return (
    <Card title={t("classroom.leaderboard.title")} data-testid="leaderboard">
      <p className="quiet">{t("classroom.leaderboard.note")}</p>
      <Answer of={useLeaderboard(run.id)}>
        {(rows) =>
          rows.length ? (
            <Ranking rows={rows} run={run} />
          ) : (
            <Nothing title={t("classroom.leaderboard.empty")} text={t("classroom.leaderboard.emptyText")} />
          )
        }
      </Answer>
    </Card>
  );
}
