import { useEffect, useState } from "react";

const SLOW_MILLISECONDS = 20_000;

export type Pending = { isPending: boolean; isSlow: boolean; expect: (dueDay: number) => void };

/** Asked-for days are pending until the clock says that they are closed, however that news arrives. */
export function usePendingDays(day: number): Pending {
  const [dueDay, setDueDay] = useState(0);
  const [slowAt, setSlowAt] = useState(-1);
  const isPending = day < dueDay;
  useEffect(() => {
    if (!isPending) return;
    const timer = window.setTimeout(() => setSlowAt(day), SLOW_MILLISECONDS);
    return () => window.clearTimeout(timer);
  }, [isPending, day]);
  return { isPending, isSlow: isPending && slowAt === day, expect: setDueDay };
}
