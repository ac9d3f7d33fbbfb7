import { Card, Select, Table } from "antd";
import { useState } from "react";
import { useCustoms } from "../api/queries";
import type { Customs, RunDetail } from "../api/types";
import { useNames } from "../app/names";
import { useOwnStore } from "../app/place";
import { useWords } from "../i18n/useWords";
import { Page } from "../ui/Page";
import { ScrollRegion } from "../ui/ScrollRegion";
import { Answer, Nothing } from "../ui/States";
import { formatMoney } from "../ui/formats";
import { OrderDrawer } from "./OrderDrawer";
import { Labelled } from "./desk/Choice";
import { useTold } from "./desk/DecideButton";
import { OrderLink } from "./desk/OrderLink";
import { Papers } from "./desk/Papers";

const ROWS_A_PAGE = 10;
const PAGES = { pageSize: ROWS_A_PAGE, hideOnSinglePage: true, showSizeChanger: false };
const POLICIES: Customs["document_policy"][] = ["none", "basic", "full"];

type Shared = { customs: Customs; run: RunDetail; onOpen: (order: string) => void };
type Held = Customs["held"][number];
type Finding = Customs["findings"][number];
type Compliance = Customs["compliance"][number];

function DocumentPolicy({ customs, store, disabled }: { customs: Customs; store: string; disabled: boolean }) {
  const { t } = useWords();
  const { send, isPending } = useTold(store);
  return (
    <Labelled label={t("desk.customs.policy")}>
      {(id) => (
        <Select
          id={id}
          className="wide-choice"
          value={customs.document_policy}
          options={POLICIES.map((policy) => ({ value: policy, label: t(`desk.customs.policies.${policy}`) }))}
          disabled={disabled}
          loading={isPending}
          onChange={(papers) => send({ kind: "answer_customs", payload: { papers } })}
        />
      )}
    </Labelled>
  );
}

function HeldTable({ customs, run, onOpen }: Shared) {
  const { t } = useWords();
  const names = useNames(run);
  if (!customs.held.length) return <Nothing title={t("desk.customs.noneHeld")} />;
  return (
    <ScrollRegion label={t("desk.customs.held", { count: customs.held.length })}>
      <Table<Held>
        rowKey="order"
        size="small"
        className="one-line"
        dataSource={customs.held}
        pagination={PAGES}
        columns={[
          { title: t("store.orders.number"), dataIndex: "order", render: (order: string) => <OrderLink order={order} onOpen={onOpen} /> },
          { title: t("decisions.product"), dataIndex: "sku", className: "long", render: names.sku },
          { title: t("decisions.market"), dataIndex: "market", render: names.market },
          { title: t("desk.customs.since"), dataIndex: "day", render: (day: number) => t("decisions.recent.day", { day: day + 1 }) },
          { title: t("desk.customs.heldFor"), dataIndex: "held_days", render: (count: number) => t("decisions.days", { count }) },
        ]}
      />
    </ScrollRegion>
  );
}

function FindingTable({ customs, run, onOpen }: Shared) {
  const { t, language } = useWords();
  const names = useNames(run);
  const faults = (found: Finding["faults"]) => found.map((fault) => t(`desk.customs.fault.${fault}`)).join(" · ") || t("desk.customs.noFault");
  if (!customs.findings.length) return <Nothing title={t("desk.customs.noFindings")} />;
  return (
    <ScrollRegion label={t("desk.customs.findings")}>
      <Table<Finding>
        rowKey="order"
        size="small"
        className="one-line"
        dataSource={customs.findings}
        pagination={PAGES}
        columns={[
          { title: t("desk.customs.on"), dataIndex: "day", render: (day: number) => t("decisions.recent.day", { day: day + 1 }) },
          { title: t("store.orders.number"), dataIndex: "order", render: (order: string) => <OrderLink order={order} onOpen={onOpen} /> },
          { title: t("decisions.product"), dataIndex: "sku", className: "long", render: names.sku },
          { title: t("decisions.market"), dataIndex: "market", render: names.market },
          { title: t("desk.customs.outcome"), dataIndex: "outcome", render: (outcome: string) => t(`desk.customs.outcomes.${outcome}`) },
          { title: t("desk.customs.found"), dataIndex: "faults", render: faults },
          { title: t("desk.customs.penalty"), dataIndex: "penalty_minor", align: "right", className: "figure", render: (minor: number) => formatMoney(minor, { currency: run.home_currency, language }) },
        ]}
      />
    </ScrollRegion>
  );
}

function ComplianceTable({ customs, run }: Omit<Shared, "onOpen">) {
  const { t, language } = useWords();
  const names = useNames(run);
  return (
    <Table<Compliance>
      rowKey={({ day, market, channel, sku }) => `${day} ${market} ${channel} ${sku}`}
      size="small"
      className="one-line"
      scroll={{ x: "max-content" }}
      dataSource={customs.compliance}
      pagination={PAGES}
      columns={[
        { title: t("desk.customs.on"), dataIndex: "day", render: (day: number) => t("decisions.recent.day", { day: day + 1 }) },
        { title: t("decisions.product"), dataIndex: "sku", className: "long", render: names.sku },
        { title: t("decisions.market"), dataIndex: "market", render: names.market },
        { title: t("desk.customs.channel"), dataIndex: "channel", render: names.channel },
        { title: t("desk.customs.fine"), dataIndex: "fine_minor", align: "right", className: "figure", render: (minor: number) => formatMoney(minor, { currency: run.home_currency, language }) },
      ]}
    />
  );
}

function Border({ customs }: { customs: Customs }) {
  const { t } = useWords();
  const { run, store, isOver } = useOwnStore();
  const [order, setOrder] = useState<string | null>(null);
  const shared = { customs, run, onOpen: setOrder };
  return (
    <>
      <Card title={t("desk.customs.requests")}>
        <p className="quiet">{t("desk.customs.requestsHint")}</p>
        <DocumentPolicy customs={customs} store={store.id} disabled={isOver} />
      </Card>
      <Card title={t("desk.customs.held", { count: customs.held.length })}>
        <HeldTable {...shared} />
      </Card>
      <Card title={t("desk.customs.findings")}>
        <FindingTable {...shared} />
      </Card>
      {customs.compliance.length > 0 && (
        <Card title={t("desk.customs.compliance")}>
          <ComplianceTable {...shared} />
        </Card>
      )}
      <Card title={t("desk.customs.papers")}>
        <Papers customs={customs} run={run} store={store.id} disabled={isOver} />
      </Card>
      <OrderDrawer store={store.id} order={order} run={run} onClose={() => setOrder(null)} />
    </>
  );
}

/** The store at the border: holds, findings, papers. */
export default function CustomsPage() {
  const { t } = useWords();
  const { store } = useOwnStore();
  return (
    <Page title={t("desk.customs.title")} note={t("desk.customs.intro")}>
      <Answer of={useCustoms(store.id)} rows={10}>
        {(customs) => <Border customs={customs} />}
      </Answer>
    </Page>
  );
}
