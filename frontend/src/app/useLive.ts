import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../api/client";
import { hearDay, openLine } from "../api/live";
import type { LiveStatus } from "../api/live";
import { unwrap } from "../api/problems";

/** One live line per tab, for as long as a run is on screen. */
export function useLive(): LiveStatus {
  const client = useQueryClient();
  const [status, setStatus] = useState<LiveStatus>("connecting");
  useEffect(
    () =>
      openLine({
        ticket: () => unwrap(api.GET("/api/live")),
        onDay: (event) => hearDay(client, event),
        onStatus: setStatus,
      }),
    [client],
  );
  return status;
}
