import { Card, Table } from "antd";
import type { TableColumnsType } from "antd";
import { useDecisionForms, useDecisionKinds, useDecisions } from "../../api/queries";
import type { Decision, RunDetail } from "../../api/types";
import { useNames } from "../../app/names";
import type { Names } from "../../app/names";
import { useWords } from "../../i18n/useWords";
import type { Words } from "../../i18n/useWords";
import { ScrollRegion } from "../../ui/ScrollRegion";
import { Answer, Nothing } from "../../ui/States";
import { formatCount, formatMoney } from "../../ui/formats";
import { DecisionActions, DecisionState } from "./DecisionActions";
import { valueText } from "./fieldValues";

const DECISIONS_A_PAGE = 10;
/** These have a page of their own. */
const OF_THE_TEAM = new Set(["set_goal", "forecast", "journal"]);

type Namer = (value: unknown, payload: Decision["payload"]) => string;

/** How the fields read that need no name before them; all others are told with theirs. */
function fieldTexts(run: RunDetail, names: Names, { t, language }: Words): Record<string, Namer> {
  const currencies = new Map(run.markets.map(({ code, currency }) => [code, currency]));
  const money = (value: unknown, currency = run.home_currency) => formatMoney(Number(value), { currency, language });
  return {
    sku: (value) => names.sku(String(value)),
    market: (value) => names.market(String(value)),
    channel: (value) => names.channel(String(value)),
    service: (value) => names.service(String(value)),
    price_minor: (value, payload) => money(value, currencies.get(String(payload.market))),
    ad_budget_minor: (value) => money(value),
    listed: (value) => t(value ? "decisions.listed" : "decisions.notListed"),
    cover_days: (value) => t("decisions.days", { count: Number(value) }),
    units: (value) => t("decisions.pieces", { count: Number(value), shown: formatCount(Number(value), language) }),
  };
}

/** What a decision says, field by field, in the words of its form. */
export function usePayloadText(store: string, run: RunDetail): (decision: Pick<Decision, "kind" | "payload"> & { text?: string | null }) => string {
  const words = useWords();
  const forms = useDecisionForms(store);
  const texts = fieldTexts(run, useNames(run), words);
  const fields = new Map(forms.data?.map((form) => [form.code, new Map(form.fields.map((field) => [field.name, field]))]));
  const told = (kind: string, payload: Decision["payload"], name: string, value: unknown): string => {
    const field = fields.get(kind)?.get(name);
    if (texts[name]) return texts[name](value, payload);
    return field ? `${words.pick(field.title)}: ${valueText(field, value, payload, run, words)}` : String(value);
  };
  return ({ kind, payload, text }) => text ?? Object.entries(payload).map(([name, value]) => told(kind, payload, name, value)).join(" · ");
}

function useColumns(store: string, run: RunDetail): TableColumnsType<Decision> {
  const { t, pick } = useWords();
  const kinds = useDecisionKinds();
  const what = usePayloadText(store, run);
  const titles = new Map(kinds.data?.map(({ code, title }) => [code, pick(title)]));
  const day = (number: number) => t("decisions.recent.day", { day: number + 1 });
  return [
    { title: t("decisions.recent.kind"), dataIndex: "kind", render: (kind: string) => titles.get(kind) ?? kind },
    { title: t("decisions.recent.what"), key: "what", render: (_, decision) => what(decision) },
    { title: t("decisions.recent.effective"), dataIndex: "effective_day", render: day },
    { title: t("team.history.state"), key: "state", render: (_, decision) => <DecisionState decision={decision} /> },
    {
      title: t("decisions.recent.by"),
      key: "by",
      render: (_, { by, source }) => [by, t(`decisions.recent.source.${source}`)].filter(Boolean).join(" · "),
    },
    { title: t("team.history.actions"), key: "actions", render: (_, decision) => <DecisionActions store={store} run={run} decision={decision} /> },
  ];
}

function DecisionList({ decisions, store, run }: { decisions: Decision[]; store: string; run: RunDetail }) {
  const { t } = useWords();
  return (
    <ScrollRegion label={t("decisions.recent.title")}>
      <Table
        rowKey="id"
        size="small"
        className="one-line"
        columns={useColumns(store, run)}
        dataSource={decisions}
        pagination={{ pageSize: DECISIONS_A_PAGE, hideOnSinglePage: true, showSizeChanger: false }}
      />
    </ScrollRegion>
  );
}

export function RecentDecisions({ store, run }: { store: string; run: RunDetail }) {
  const { t } = useWords();
  return (
    <Card title={t("decisions.recent.title")} data-testid="recent-decisions">
      <Answer of={useDecisions(store)} rows={3}>
        {({ results }) => {
          const decisions = results.filter(({ kind }) => !OF_THE_TEAM.has(kind));
          if (!decisions.length) return <Nothing title={t("decisions.recent.empty")} text={t("decisions.recent.emptyText")} />;
          return <DecisionList decisions={decisions} store={store} run={run} />;
        }}
      </Answer>
    </Card>
  );
}
