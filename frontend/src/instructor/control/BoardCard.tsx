import { Alert, Card, Table, Tag } from "antd";
import type { TableColumnsType } from "antd";
import { useBoard } from "../../api/control";
import type { Board, BoardTeam } from "../../api/control";
import type { RunDetail } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { ScrollRegion } from "../../ui/ScrollRegion";
import { Answer, Nothing } from "../../ui/States";
import { formatMoney } from "../../ui/formats";

const NUMBER = { align: "right" as const, className: "figure" };
const STANDING_COLOURS: Record<string, string> = { warned: "magenta", listing_suspended: "red", account_suspended: "red", closed: "red" };

function useColumns(run: RunDetail): TableColumnsType<BoardTeam> {
  const { t, language, pick } = useWords();
  const money = (minor: number | null) =>
    minor === null ? "–" : formatMoney(minor, { currency: run.home_currency, language, whole: true });
  const word = (key: string) => t(`runs.board.${key}`);
  const moment = (at: string) => new Date(at).toLocaleString(language, { dateStyle: "short", timeStyle: "short" });
  return [
    {
      title: word("team"),
      key: "team",
      render: (_, { name, team, bot }) => (
        <>
          <strong>{team ?? pick(name)}</strong> {bot && <Tag color="purple">{t("runs.board.bot", { bot })}</Tag>}
        </>
      ),
    },
    {
      title: word("seats"),
      key: "seats",
      ...NUMBER,
      render: (_, { seats }) => t("runs.board.present", { present: seats.present, all: seats.all }),
    },
    {
      title: word("lastDecision"),
      key: "last",
      render: (_, { last_decision }) =>
        last_decision ? (
          <>
            {t("runs.board.onDay", { day: last_decision.day + 1 })} <span className="quiet small">{moment(last_decision.at)}</span>
          </>
        ) : (
          <Tag>{word("never")}</Tag>
        ),
    },
    { title: word("cash"), dataIndex: "cash_minor", ...NUMBER, render: money },
    { title: word("profit"), dataIndex: "profit_minor", ...NUMBER, render: money },
    {
      title: word("account"),
      key: "account",
      render: (_, { standing }) => (standing ? <Tag color={STANDING_COLOURS[standing]}>{t(`runs.board.standing.${standing}`)}</Tag> : "–"),
    },
    {
      title: word("cases"),
      key: "cases",
      render: (_, { cases }) => (
        <>
          {cases.open} {cases.due > 0 && <Tag color="magenta">{t("runs.board.due", { count: cases.due })}</Tag>}
          {cases.missed > 0 && <Tag color="red">{t("runs.board.missed", { count: cases.missed })}</Tag>}
        </>
      ),
    },
  ];
}

function Lag({ board }: { board: Board }) {
  const { t } = useWords();
  if (!board.days_waiting && !board.failed) return null;
  const title = board.failed ? t("runs.board.failed", { count: board.failed }) : t("runs.board.waiting", { count: board.days_waiting });
  return <Alert className="band" showIcon type={board.failed ? "error" : "info"} title={title} />;
}

/** How every team is getting on. */
export function BoardCard({ run }: { run: RunDetail }) {
  const { t } = useWords();
  const columns = useColumns(run);
  return (
    <Card title={t("runs.board.title")} data-testid="board">
      <Answer of={useBoard(run.id)}>
        {(board) =>
          board.teams.length ? (
            <>
              <Lag board={board} />
              <ScrollRegion label={t("runs.board.title")}>
                <Table rowKey="store" size="middle" className="one-line" columns={columns} dataSource={board.teams} pagination={false} />
              </ScrollRegion>
            </>
          ) : (
            <Nothing title={t("runs.board.empty")} />
          )
        }
      </Answer>
    </Card>
  );
}
