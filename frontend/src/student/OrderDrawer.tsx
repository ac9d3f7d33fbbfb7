import { Descriptions, Drawer, Timeline, Typography } from "antd";
import type { TFunction } from "i18next";
import { useOrder } from "../api/queries";
import type { OrderDetail, RunDetail, TimelineEntry } from "../api/types";
import { useNames } from "../app/names";
import { useWords } from "../i18n/useWords";
import { Answer } from "../ui/States";
import { StatusBadge } from "../ui/StatusBadge";
import { formatCount, formatDate, formatMoney } from "../ui/formats";

const BAD_NEWS = new Set(["declined", "cancelled", "held", "lost", "refunded_lost", "refunded_returned", "damaged", "destroyed", "refused", "attempt_failed", "not_collected", "returned_to_sender", "refunded_damaged", "refunded_sent_back", "refunded_seized", "fined", "seized", "late", "not_as_described", "review_threat", "disputed_fraud", "disputed_not_received", "disputed_not_as_described", "disputed_credit_not_processed", "disputed_lost", "dispute_accepted", "dispute_expired", "dispute_lost"]);
const GOOD_NEWS = new Set(["delivered", "dispute_won"]);

function eventText(t: TFunction, { kind, code, reason }: TimelineEntry): string {
  if (reason) return t("store.order.declined", { code: reason, reason: t(`store.order.declines.${reason}`, { defaultValue: reason }) });
  return t(`store.order.events.${kind}.${code}`, { defaultValue: code });
}

function eventColour(code: string): string {
  if (BAD_NEWS.has(code)) return "red";
  return GOOD_NEWS.has(code) ? "green" : "blue";
}

function History({ entries }: { entries: TimelineEntry[] }) {
  const { t, language } = useWords();
  const items = entries.map((entry) => ({
    key: `${entry.day} ${entry.kind} ${entry.code}`,
    color: eventColour(entry.code),
    content: (
      <>
        {eventText(t, entry)}
        <div className="quiet small">
          {formatDate(entry.date, language)} · {t("store.orders.day", { day: entry.day + 1 })}
          {entry.amount_minor !== null && entry.currency !== null && ` · ${formatMoney(entry.amount_minor, { currency: entry.currency, language })}`}
        </div>
      </>
    ),
  }));
  return <Timeline items={items} />;
}

function useFacts(order: OrderDetail, run: RunDetail) {
  const { t, language } = useWords();
  const names = useNames(run);
  const paid = (minor: number) => formatMoney(minor, { currency: order.currency, language });
  const copy = { tooltips: [t("store.order.copy"), t("store.order.copied")] };
  const facts = [
    { key: "id", label: t("store.orders.number"), children: <Typography.Text copyable={copy}>{order.id}</Typography.Text> },
    { key: "status", label: t("store.orders.status"), children: <StatusBadge status={order.status} /> },
    { key: "sku", label: t("store.orders.sku"), children: names.sku(order.sku) },
    { key: "units", label: t("store.order.units"), children: formatCount(order.units, language) },
    { key: "market", label: t("store.orders.market"), children: names.market(order.market) },
    { key: "buyer", label: t("store.orders.buyer"), children: order.buyer.name || "–" },
    { key: "address", label: t("store.order.address"), children: order.buyer.address || order.buyer.city || "–" },
    { key: "total", label: t("store.orders.price"), children: paid(order.price_minor) },
    { key: "tax", label: t("store.order.tax"), children: paid(order.tax_minor) },
    { key: "payment", label: t("store.order.payment"), children: names.method(order.payment_method) },
  ];
  if (!order.parcel) return facts;
  const { service, warehouse, weight_g, shipping_minor, duty_minor } = order.parcel;
  const parcel = { service: names.service(service), warehouse: names.warehouse(warehouse), weight: formatCount(weight_g, language) };
  const costs = formatMoney(shipping_minor + duty_minor, { currency: run.home_currency, language });
  return [
    ...facts,
    { key: "parcel", label: t("store.order.parcel"), children: t("store.order.parcelText", parcel) },
    { key: "costs", label: t("store.order.costs"), children: costs },
  ];
}

function OrderFacts({ order, run }: { order: OrderDetail; run: RunDetail }) {
  const { t } = useWords();
  return (
    <>
      <Descriptions column={1} size="small" bordered items={useFacts(order, run)} />
      <Typography.Title level={2} className="section">
        {t("store.order.timeline")}
      </Typography.Title>
      <History entries={order.timeline} />
    </>
  );
}

function LoadedOrder({ store, order, run }: { store: string; order: string; run: RunDetail }) {
  return <Answer of={useOrder(store, order)}>{(data) => <OrderFacts order={data} run={run} />}</Answer>;
}

export type OrderDrawerProps = { store: string; order: string | null; run: RunDetail; onClose: () => void };

export function OrderDrawer({ store, order, run, onClose }: OrderDrawerProps) {
  const { t } = useWords();
  return (
    <Drawer
      open={order !== null}
      onClose={onClose}
      size={460}
      destroyOnHidden
      title={order && t("store.order.title", { number: order })}
    >
      {order && <LoadedOrder store={store} order={order} run={run} />}
    </Drawer>
  );
}
