import { geoNaturalEarth1 } from "d3-geo";
import { registerMap } from "echarts/core";
import type { FeatureCollection, MultiPolygon, Position } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import land from "world-atlas/land-110m.json";

export const COASTLINE = "coastline";
const ANTARCTIC_LATITUDE = -60;

// Turned so that the Pacific is whole: from Shenzhen to Los Angeles is drawn the short way.
const natural = geoNaturalEarth1().rotate([-150, 0]);

export const projection = {
  project: (point: number[]) => natural([point[0] ?? 0, point[1] ?? 0]) ?? [0, 0],
  unproject: (point: number[]) => natural.invert?.([point[0] ?? 0, point[1] ?? 0]) ?? [0, 0],
  stream: natural.stream,
};

const isInhabited = (polygon: Position[][]): boolean =>
  (polygon[0] ?? []).some((point) => (point[1] ?? 0) > ANTARCTIC_LATITUDE);

function coastlines(): FeatureCollection<MultiPolygon> {
  const topology = land as unknown as Topology<{ land: GeometryCollection }>;
  const parts = feature(topology, topology.objects.land).features as FeatureCollection<MultiPolygon>["features"];
  const features = parts.map((part) => ({
    ...part,
    properties: { name: "land" },
    geometry: { ...part.geometry, coordinates: part.geometry.coordinates.filter(isInhabited) },
  }));
  return { type: "FeatureCollection", features };
}

/** Coastlines only: borders and country names are disputed, and the exercise needs neither. */
export function registerCoastline(): void {
  registerMap(COASTLINE, { geoJSON: coastlines() as never, specialAreas: {} });
}
