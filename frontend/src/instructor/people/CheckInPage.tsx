import { App, Badge, Button, Card, Dropdown, Table, Tag } from "antd";
import type { TableColumnsType } from "antd";
import { useCheckIn, useSeatBot } from "../../api/people";
import type { Bot } from "../../api/people";
import type { CheckIn, SeenSeat, TeamCheckIn } from "../../api/types";
import { usePlace } from "../../app/place";
import { useWords } from "../../i18n/useWords";
import { Page } from "../../ui/Page";
import { ScrollRegion } from "../../ui/ScrollRegion";
import { Answer, useProblemText } from "../../ui/States";

const BOTS: Bot[] = ["novice", "rule", "expert"];

function Person({ seat }: { seat: SeenSeat }) {
  const { t, language } = useWords();
  const when = seat.seen_at ? new Date(seat.seen_at).toLocaleTimeString(language, { timeStyle: "short" }) : t("people.checkIn.never");
  const word = seat.is_here ? t("people.checkIn.here") : when;
  return (
    <span className="person">
      <Badge status={seat.is_here ? "success" : "default"} /> {seat.name} <span className="quiet small">{word}</span>
    </span>
  );
}

/** One click for a bot of usual skill, another to give the seat back. */
function BotButton({ team, run, isOver }: { team: TeamCheckIn; run: string; isOver: boolean }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const seat = useSeatBot(run);
  const change = (bot: Bot | null) => seat.mutate({ store: team.store, bot }, { onError: (problem) => void message.error(problemText(problem)) });
  if (isOver) return null;
  if (team.bot) {
    return (
      <Button size="small" loading={seat.isPending} onClick={() => change(null)} data-testid={`give-back-${team.store}`}>
        {t("people.checkIn.giveBack")}
      </Button>
    );
  }
  const items = BOTS.map((bot) => ({ key: bot, label: t(`people.bot.${bot}`), onClick: () => change(bot) }));
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <Button size="small" type={team.is_empty ? "primary" : "default"} loading={seat.isPending} data-testid={`bot-${team.store}`}>
        {t("people.checkIn.seatBot")}
      </Button>
    </Dropdown>
  );
}

function useColumns(run: string, isOver: boolean): TableColumnsType<TeamCheckIn> {
  const { t, pick } = useWords();
  const botWords = (code: string, fromDay: number | null) => {
    const bot = t(`people.bot.${code}`);
    return fromDay === null ? bot : t("people.checkIn.byBot", { bot, day: fromDay + 1 });
  };
  return [
    {
      title: t("people.seat.team"),
      key: "team",
      render: (_, team) => (
        <>
          <strong>{team.team}</strong>
          {pick(team.name) !== team.team && <div className="quiet small">{pick(team.name)}</div>}
        </>
      ),
    },
    {
      title: t("people.checkIn.people"),
      key: "people",
      render: (_, { seats }) => (seats.length ? seats.map((seat) => <Person key={seat.id} seat={seat} />) : <span className="quiet">{t("people.checkIn.nobody")}</span>),
    },
    {
      title: t("people.checkIn.state"),
      key: "state",
      render: (_, team) => {
        if (team.bot) return <Tag color="processing">{botWords(team.bot, team.bot_from_day)}</Tag>;
        return team.is_empty ? <Tag color="warning">{t("people.checkIn.empty")}</Tag> : <Tag color="success">{t("people.checkIn.here")}</Tag>;
      },
    },
    { title: t("people.checkIn.bot"), key: "bot", render: (_, team) => <BotButton team={team} run={run} isOver={isOver} /> },
  ];
}

function Teams({ shown }: { shown: CheckIn }) {
  const { t } = useWords();
  const { run } = usePlace();
  const isOver = !["draft", "open", "running", "paused"].includes(run.state);
  const columns = useColumns(run.id, isOver);
  return (
    <>
      <Card>
        <p className="quiet">{t("people.checkIn.note")}</p>
        <ScrollRegion label={t("people.checkIn.title")}>
          <Table<TeamCheckIn> rowKey="store" columns={columns} dataSource={shown.teams} pagination={false} />
        </ScrollRegion>
      </Card>
      {shown.without_store.length > 0 && (
        <Card title={t("people.checkIn.withoutStore", { count: shown.without_store.length })}>
          {shown.without_store.map((seat) => (
            <Person key={seat.id} seat={seat} />
          ))}
        </Card>
      )}
    </>
  );
}

export default function CheckInPage() {
  const { t } = useWords();
  const { run } = usePlace();
  const shown = useCheckIn(run.id);
  const seats = shown.data?.teams.flatMap((team) => team.seats) ?? [];
  const here = seats.filter((seat) => seat.is_here).length;
  return (
    <Page title={t("people.checkIn.title")} note={shown.data && t("people.checkIn.count", { here, all: seats.length })}>
      <Answer of={shown}>{(found) => <Teams shown={found} />}</Answer>
    </Page>
  );
}
