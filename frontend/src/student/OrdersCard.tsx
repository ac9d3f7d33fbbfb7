import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Card, Space } from "antd";
import { useState } from "react";
import { useOrders } from "../api/queries";
import type { OrderFilters } from "../api/queries";
import type { OrderPage, RunDetail } from "../api/types";
import { useWords } from "../i18n/useWords";
import { Answer, Nothing } from "../ui/States";
import { Downloads } from "./Downloads";
import { OrderDrawer } from "./OrderDrawer";
import { OrderFilterBar } from "./OrderFilterBar";
import { OrdersTable } from "./OrdersTable";

type Change = (filters: OrderFilters) => void;

function Pager({ page, filters, onChange }: { page: OrderPage; filters: OrderFilters; onChange: Change }) {
  const { t } = useWords();
  const turn = (cursor: string | null) => () => onChange({ ...filters, cursor: cursor ?? undefined });
  return (
    <nav aria-label={t("store.orders.pages")} className="pager">
      <Space>
        <Button icon={<LeftOutlined aria-hidden="true" />} disabled={!page.previous} onClick={turn(page.previous)}>
          {t("store.orders.newer")}
        </Button>
        <Button icon={<RightOutlined aria-hidden="true" />} iconPlacement="end" disabled={!page.next} onClick={turn(page.next)}>
          {t("store.orders.older")}
        </Button>
      </Space>
    </nav>
  );
}

function NoOrders({ filters, onChange }: { filters: OrderFilters; onChange: Change }) {
  const { t } = useWords();
  const isFiltered = Boolean(filters.status || filters.market || filters.sku);
  if (!isFiltered) return <Nothing title={t("store.orders.empty")} text={t("store.orders.emptyText")} />;
  return (
    <Nothing
      title={t("store.orders.noMatch")}
      action={<Button onClick={() => onChange({})}>{t("store.orders.clear")}</Button>}
    />
  );
}

export function OrdersCard({ store, run }: { store: string; run: RunDetail }) {
  const { t } = useWords();
  const [filters, setFilters] = useState<OrderFilters>({});
  const [opened, setOpened] = useState<string | null>(null);
  const orders = useOrders(store, filters);
  return (
    <Card title={t("store.orders.title")} extra={<Downloads store={store} />} data-testid="orders">
      <OrderFilterBar filters={filters} run={run} onChange={setFilters} />
      <Answer of={orders} rows={10}>
        {(page) =>
          page.results.length ? (
            <>
              <OrdersTable orders={page.results} run={run} loading={orders.isPlaceholderData} onOpen={setOpened} />
              <Pager page={page} filters={filters} onChange={setFilters} />
            </>
          ) : (
            <NoOrders filters={filters} onChange={setFilters} />
          )
        }
      </Answer>
      <OrderDrawer store={store} order={opened} run={run} onClose={() => setOpened(null)} />
    </Card>
  );
}
