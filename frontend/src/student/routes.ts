import type { ParcelStage, Shipments } from "../api/types";

export type Route = { warehouse: string; market: string; parcels: number };
export type MarketShipments = {
  market: string;
  parcels: number;
  stages: { stage: ParcelStage; parcels: number }[];
  delivered: number;
  late: number;
};

export const STAGES: ParcelStage[] = ["pick_up", "export", "line_haul", "import_hold", "last_mile", "redelivery", "pickup_point", "return_home"];

/** Open parcels per warehouse and market, whatever stage they are at. */
export function parcelsByRoute(shipments: Shipments): Route[] {
  const routes = new Map<string, Route>();
  for (const { warehouse, market, parcels } of shipments.open) {
    const key = `${warehouse} ${market}`;
    const route = routes.get(key) ?? { warehouse, market, parcels: 0 };
    routes.set(key, { ...route, parcels: route.parcels + parcels });
  }
  return [...routes.values()];
}

/** What a market has under way and what lately arrived there, in the order of the run's markets. */
export function shipmentsByMarket(shipments: Shipments, markets: string[]): MarketShipments[] {
  return markets.map((market) => {
    const open = shipments.open.filter((row) => row.market === market);
    const stages = STAGES.map((stage) => ({
      stage,
      parcels: open.filter((row) => row.stage === stage).reduce((sum, row) => sum + row.parcels, 0),
    }));
    const arrived = shipments.delivered_7d.find((row) => row.market === market);
    return {
      market,
      parcels: open.reduce((sum, row) => sum + row.parcels, 0),
      stages: stages.filter((row) => row.parcels > 0),
      delivered: arrived?.parcels ?? 0,
      late: arrived?.late ?? 0,
    };
  });
}
