import type { RunDetail } from "../api/types";
import { addDays } from "./formats";

/** People count days from 1 and look back: the clock shows the last day that was played, before that the first to come. */
export function shownDate(run: Pick<RunDetail, "day" | "start_date">): string {
  return addDays(run.start_date, Math.max(run.day - 1, 0));
}
