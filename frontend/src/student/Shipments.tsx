import { Card, Col, Progress, Row, Table } from "antd";
import { lazy, Suspense } from "react";
import { useShipments } from "../api/queries";
import type { RunDetail } from "../api/types";
import { useWords } from "../i18n/useWords";
import { ScrollRegion } from "../ui/ScrollRegion";
import { Answer, Loading, Nothing } from "../ui/States";
import { formatCount } from "../ui/formats";
import { shipmentsByMarket } from "./routes";
import type { MarketShipments } from "./routes";

const ShipmentMap = lazy(() => import("./ShipmentMap"));

function useColumns(run: RunDetail, most: number) {
  const { t, language, pick } = useWords();
  const names = new Map(run.markets.map((market) => [market.code, pick(market.name)]));
  const stages = (row: MarketShipments) =>
    row.stages.map(({ stage, parcels }) => `${t(`store.shipments.stage.${stage}`)} ${parcels}`).join(" · ");
  return [
    {
      title: t("store.shipments.market"),
      dataIndex: "market",
      className: "no-wrap",
      render: (market: string) => names.get(market) ?? market,
    },
    {
      title: t("store.shipments.open"),
      key: "open",
      render: (_: unknown, row: MarketShipments) => (
        <>
          <div className="meter">
            <span className="figure">{formatCount(row.parcels, language)}</span>
            <Progress percent={(100 * row.parcels) / most} showInfo={false} size="small" status="normal" aria-hidden="true" />
          </div>
          <div className="quiet small">{stages(row)}</div>
        </>
      ),
    },
    {
      title: t("store.shipments.late"),
      key: "late",
      className: "no-wrap figure",
      align: "right" as const,
      render: (_: unknown, row: MarketShipments) =>
        row.delivered
          ? t("store.shipments.lateOf", { late: row.late, parcels: row.delivered })
          : t("store.shipments.none"),
    },
  ];
}

function MarketTable({ rows, run }: { rows: MarketShipments[]; run: RunDetail }) {
  const columns = useColumns(run, Math.max(1, ...rows.map((row) => row.parcels)));
  const { t } = useWords();
  return (
    <ScrollRegion label={t("store.shipments.title")}>
      <Table rowKey="market" size="small" columns={columns} dataSource={rows} pagination={false} />
    </ScrollRegion>
  );
}

export function Shipments({ store, run }: { store: string; run: RunDetail }) {
  const { t } = useWords();
  const shipments = useShipments(store);
  const isIdle = shipments.data?.open.length === 0 && shipments.data.delivered_7d.length === 0;
  return (
    <Card title={t("store.shipments.title")}>
      <Answer of={shipments} rows={5}>
        {(data) =>
          isIdle ? (
            <Nothing title={t("store.shipments.empty")} text={t("store.shipments.emptyText")} />
          ) : (
            <Row gutter={[24, 16]} align="middle">
              <Col xs={24} xl={14}>
                <Suspense fallback={<Loading rows={5} />}>
                  <ShipmentMap shipments={data} run={run} />
                </Suspense>
              </Col>
              <Col xs={24} xl={10}>
                <MarketTable rows={shipmentsByMarket(data, run.markets.map(({ code }) => code))} run={run} />
              </Col>
            </Row>
          )
        }
      </Answer>
    </Card>
  );
}
