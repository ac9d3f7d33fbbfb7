import { Card, Table } from "antd";
import { useState } from "react";
import { useInbox } from "../api/queries";
import type { ClosedCase, Inbox, RunDetail } from "../api/types";
import { useNames } from "../app/names";
import { useOwnStore } from "../app/place";
import { useWords } from "../i18n/useWords";
import { Page } from "../ui/Page";
import { ScrollRegion } from "../ui/ScrollRegion";
import { Answer, Nothing } from "../ui/States";
import { formatMoney } from "../ui/formats";
import { OrderDrawer } from "./OrderDrawer";
import { OpenCases } from "./desk/OpenCases";
import { OrderLink } from "./desk/OrderLink";
import { StandingPolicies } from "./desk/StandingPolicies";

const CASES_A_PAGE = 10;

function ClosedCases({ cases, run, onOpen }: { cases: ClosedCase[]; run: RunDetail; onOpen: (order: string) => void }) {
  const { t, language } = useWords();
  const names = useNames(run);
  const outcome = ({ claimed, bad_review }: ClosedCase): string =>
    [claimed && t("desk.inbox.claimed"), bad_review && t("desk.inbox.badReview")].filter(Boolean).join(" · ") || t("desk.inbox.satisfied");
  return (
    <ScrollRegion label={t("desk.inbox.closed")}>
      <Table<ClosedCase>
        rowKey="case_no"
        size="small"
        className="one-line"
        data-testid="closed-cases"
        dataSource={cases}
        pagination={{ pageSize: CASES_A_PAGE, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: t("desk.inbox.settled"), dataIndex: "due_day", render: (day: number) => t("decisions.recent.day", { day: day + 1 }) },
          { title: t("desk.inbox.complaint"), dataIndex: "kind", render: (kind: string) => t(`desk.inbox.kind.${kind}`) },
          { title: t("store.orders.number"), dataIndex: "order", render: (order: string) => <OrderLink order={order} onOpen={onOpen} /> },
          { title: t("decisions.product"), dataIndex: "sku", className: "long", render: names.sku },
          { title: t("desk.inbox.answer"), key: "answer", render: (_, { answer, by_team }) => `${t(`desk.inbox.answers.${answer}`)} · ${t(by_team ? "desk.inbox.byTeam" : "desk.inbox.byPolicy")}` },
          { title: t("desk.inbox.refund"), key: "refund", align: "right", className: "figure", render: (_, { refund_minor, currency }) => formatMoney(refund_minor, { currency, language }) },
          { title: t("desk.inbox.outcome"), key: "outcome", render: (_, row) => outcome(row) },
        ]}
      />
    </ScrollRegion>
  );
}

function Cases({ inbox }: { inbox: Inbox }) {
  const { t } = useWords();
  const { run, store, isOver } = useOwnStore();
  const [order, setOrder] = useState<string | null>(null);
  return (
    <>
      <Card title={t("desk.inbox.open", { count: inbox.open.length })}>
        {inbox.open.length ? (
          <OpenCases inbox={inbox} run={run} store={store.id} disabled={isOver} onOpen={setOrder} />
        ) : (
          <Nothing title={t("desk.inbox.empty")} text={t("desk.inbox.emptyText")} />
        )}
      </Card>
      <Card title={t("desk.inbox.policies")}>
        <StandingPolicies inbox={inbox} store={store.id} disabled={isOver} />
      </Card>
      <Card title={t("desk.inbox.closed")}>
        {inbox.closed.length ? <ClosedCases cases={inbox.closed} run={run} onOpen={setOrder} /> : <Nothing title={t("desk.inbox.noneClosed")} />}
      </Card>
      <OrderDrawer store={store.id} order={order} run={run} onClose={() => setOrder(null)} />
    </>
  );
}

/** Complaints of buyers that the team may decide before its standing policy does. */
export default function InboxPage() {
  const { t } = useWords();
  const { store } = useOwnStore();
  return (
    <Page title={t("desk.inbox.title")} note={t("desk.inbox.intro")}>
      <Answer of={useInbox(store.id)} rows={10}>
        {(inbox) => <Cases inbox={inbox} />}
      </Answer>
    </Page>
  );
}
