import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "./client";
import { unwrap } from "./problems";
import type { components } from "./schema";

export type Notice = components["schemas"]["Notice"];
export const OWN_DATA_ADDRESS = "/api/v1/session/data";
const NOTICE = ["notice"] as const;

export function useNotice() {
  return useQuery({ queryKey: NOTICE, queryFn: () => unwrap(api.GET("/api/v1/session/notice")), staleTime: Infinity, retry: false });
}

/** The person has read this version of the notice. */
export function useReadNotice() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (version: string) => unwrap(api.POST("/api/v1/session/notice", { body: { version } })),
    onSuccess: (notice) => client.setQueryData(NOTICE, notice),
  });
}
