import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../api/client";
import { hearDay, openLine } from "../api/live";
import type { LiveStatus } from "../api/live";
import { unwrap } from "../api/problems";

/** One live line per tab, for as long as a run is on screen. */
export function useLive(run: string): LiveStatus {
  const client = useQueryClient();
  const [status, setStatus] = useState<LiveStatus>("connecting");
  useEffect(
    () =>
      openLine({
        ticket: () => unwrap(api.GET("/api/v1/live")),
        // The ticket is for all runs of this person; only one of them is on screen.
        onDay: (event) => event.run === run && hearDay(client, event),
        onStatus: setStatus,
      }),
    [client, run],
  );
  return status;
}
