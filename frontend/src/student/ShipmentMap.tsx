import { useMemo } from "react";
import type { Market, RunDetail, Shipments, Warehouse } from "../api/types";
import { CHART } from "../app/theme";
import { useWords } from "../i18n/useWords";
import type { Words } from "../i18n/useWords";
import { EChart } from "../ui/EChart";
import { COASTLINE, projection, registerCoastline } from "../ui/coastline";
import { formatCount } from "../ui/formats";
import { parcelsByRoute } from "./routes";
import type { Route } from "./routes";

registerCoastline();

const THINNEST_PIXELS = 1.2;
const THICKEST_PIXELS = 7;
const CROWDED_DEGREES = 20;

type Place = Pick<Market, "name" | "lat" | "lon">;

function lineWidth(parcels: number, most: number): number {
  return THINNEST_PIXELS + (THICKEST_PIXELS - THINNEST_PIXELS) * Math.sqrt(parcels / most);
}

function routeLines(routes: Route[], run: RunDetail, words: Words) {
  const most = Math.max(1, ...routes.map((route) => route.parcels));
  const places = new Map<string, Place>([
    ...run.warehouses.map((place): [string, Place] => [`w:${place.code}`, place]),
    ...run.markets.map((place): [string, Place] => [`m:${place.code}`, place]),
  ]);
  return routes.flatMap((route) => {
    const from = places.get(`w:${route.warehouse}`);
    const to = places.get(`m:${route.market}`);
    if (!from || !to) return [];
    const count = words.t("store.shipments.parcels", { count: route.parcels });
    return [
      {
        name: `${words.pick(from.name)} → ${words.pick(to.name)}: ${count}`,
        coords: [[from.lon, from.lat], [to.lon, to.lat]],
        lineStyle: { width: lineWidth(route.parcels, most) },
      },
    ];
  });
}

const label = (position: string, bold = false) => ({
  show: true,
  formatter: "{b}",
  position,
  color: CHART.ink,
  fontSize: 11,
  fontWeight: bold ? 600 : 400,
  textBorderColor: "#ffffff",
  textBorderWidth: 3,
});

/** Beside its point; above where another market lies close on that side. */
function labelPosition(market: Market, markets: Market[]): string {
  const isCrowded = markets.some(
    ({ lat, lon }) => lon > market.lon && lon - market.lon < CROWDED_DEGREES && Math.abs(lat - market.lat) < CROWDED_DEGREES / 2,
  );
  return isCrowded ? "top" : "right";
}

function marketPoints(markets: Market[], open: Map<string, number>, words: Words) {
  return markets.map((market) => ({
    name: `${words.pick(market.name)} ${formatCount(open.get(market.code) ?? 0, words.language)}`,
    value: [market.lon, market.lat],
    label: { position: labelPosition(market, markets) },
  }));
}

function warehousePoints(warehouses: Warehouse[], words: Words) {
  return warehouses.map((place) => ({ name: words.pick(place.name), value: [place.lon, place.lat] }));
}

function mapOption(shipments: Shipments, run: RunDetail, words: Words) {
  const routes = parcelsByRoute(shipments);
  const open = new Map<string, number>();
  for (const route of routes) open.set(route.market, (open.get(route.market) ?? 0) + route.parcels);
  return {
    tooltip: { trigger: "item", formatter: "{b}", confine: true },
    geo: {
      map: COASTLINE,
      projection,
      roam: false,
      silent: true,
      left: 4,
      right: 4,
      top: 4,
      bottom: 4,
      itemStyle: { areaColor: CHART.land, borderColor: CHART.coast, borderWidth: 0.6 },
    },
    series: [
      {
        type: "lines",
        coordinateSystem: "geo",
        lineStyle: { color: CHART.sales, opacity: 0.55, curveness: 0.22, cap: "round" },
        data: routeLines(routes, run, words),
      },
      {
        type: "scatter",
        coordinateSystem: "geo",
        symbol: "circle",
        symbolSize: 9,
        itemStyle: { color: CHART.ads, borderColor: "#ffffff", borderWidth: 1.5 },
        label: label("right"),
        data: marketPoints(run.markets, open, words),
        z: 4,
      },
      {
        type: "scatter",
        coordinateSystem: "geo",
        symbol: "rect",
        symbolSize: 10,
        itemStyle: { color: CHART.total, borderColor: "#ffffff", borderWidth: 1.5 },
        label: label("left", true),
        data: warehousePoints(run.warehouses, words),
        z: 5,
      },
    ],
  };
}

export default function ShipmentMap({ shipments, run }: { shipments: Shipments; run: RunDetail }) {
  const words = useWords();
  const option = useMemo(() => mapOption(shipments, run, words), [shipments, run, words]);
  return <EChart option={option} height={330} label={words.t("store.shipments.map")} />;
}
