import { useMemo } from "react";
import type { LocalText, RunDetail } from "../api/types";
import { useWords } from "../i18n/useWords";

type Named = { code: string; name: LocalText };
type Namer = (code: string | null) => string;

export type Names = { sku: Namer; market: Namer; service: Namer; warehouse: Namer; channel: Namer; method: Namer };

function namer(list: Named[], pick: (text: LocalText) => string): Namer {
  const names = new Map(list.map(({ code, name }) => [code, pick(name)]));
  return (code) => (code === null ? "–" : (names.get(code) ?? code));
}

/** The names of a run's things in the reader's language, by code. */
export function useNames(run: RunDetail): Names {
  const { pick } = useWords();
  return useMemo(
    () => ({
      sku: namer(run.skus, pick),
      market: namer(run.markets, pick),
      service: namer(run.services, pick),
      warehouse: namer(run.warehouses, pick),
      channel: namer(run.channels, pick),
      method: namer(run.payment_methods, pick),
    }),
    [run, pick],
  );
}
