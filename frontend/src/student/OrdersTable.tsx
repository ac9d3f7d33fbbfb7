import { Button, Table } from "antd";
import type { TableColumnsType } from "antd";
import type { OrderRow, RunDetail } from "../api/types";
import { useNames } from "../app/names";
import { useWords } from "../i18n/useWords";
import { StatusBadge } from "../ui/StatusBadge";
import { addDays, formatDate, formatMoney } from "../ui/formats";

export type OrdersTableProps = { orders: OrderRow[]; run: RunDetail; loading: boolean; onOpen: (order: string) => void };

function useColumns(run: RunDetail, onOpen: (order: string) => void): TableColumnsType<OrderRow> {
  const { t, language } = useWords();
  const names = useNames(run);
  const promised = (day: number | null) => (day === null ? "–" : formatDate(addDays(run.start_date, day), language));
  return [
    {
      title: t("store.orders.number"),
      dataIndex: "id",
      render: (id: string) => (
        <Button type="link" className="order-link" aria-label={t("store.orders.open", { number: id })} onClick={() => onOpen(id)}>
          {id}
        </Button>
      ),
    },
    { title: t("store.orders.date"), dataIndex: "date", render: (date: string) => formatDate(date, language) },
    { title: t("store.orders.sku"), dataIndex: "sku", className: "long", render: names.sku },
    { title: t("store.orders.market"), dataIndex: "market", render: names.market },
    { title: t("store.orders.buyer"), key: "buyer", className: "long", render: (_, row) => row.buyer.name || "–" },
    {
      title: t("store.orders.price"),
      key: "price",
      align: "right",
      className: "figure",
      render: (_, row) => formatMoney(row.price_minor, { currency: row.currency, language }),
    },
    { title: t("store.orders.service"), dataIndex: "service", render: (code: string | null) => names.service(code) },
    { title: t("store.orders.promised"), dataIndex: "promised_day", render: promised },
    { title: t("store.orders.status"), key: "status", render: (_, row) => <StatusBadge status={row.status} /> },
  ];
}

export function OrdersTable({ orders, run, loading, onOpen }: OrdersTableProps) {
  return (
    <Table
      rowKey="id"
      size="middle"
      columns={useColumns(run, onOpen)}
      dataSource={orders}
      loading={loading}
      pagination={false}
      scroll={{ x: "max-content" }}
      className="one-line"
    />
  );
}
