import { createContext, useContext } from "react";
import type { LiveStatus } from "../api/live";
import type { OwnStore, RunBrief, RunDetail, RunState } from "../api/types";

/** Where in the product the reader is: which run, and as whom. */
export type Place = { run: RunDetail; brief: RunBrief; live: LiveStatus };

export const PlaceContext = createContext<Place | null>(null);

export function usePlace(): Place {
  const place = useContext(PlaceContext);
  if (!place) throw new Error("outside a run");
  return place;
}

const OVER = new Set<RunState>(["finished", "graded", "released"]);

/** The run and the reader's own store in it; the routes let only those in who have one. Of a run that is over nothing can be changed. */
export function useOwnStore(): { run: RunDetail; store: OwnStore; isOver: boolean } {
  const { run, brief } = usePlace();
  if (!brief.store) throw new Error("no store");
  return { run, store: brief.store, isOver: OVER.has(run.state) };
}
