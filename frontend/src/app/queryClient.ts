import { QueryCache, QueryClient } from "@tanstack/react-query";
import { SIGNED_OUT } from "../api/changes";
import { keys } from "../api/keys";
import { ApiProblem } from "../api/problems";

const MOST_RETRIES = 2;

/** Only what may heal by itself is tried again: a lost connection, a server in trouble. */
function shouldRetry(failures: number, problem: unknown): boolean {
  if (failures >= MOST_RETRIES) return false;
  return !(problem instanceof ApiProblem) || problem.status === 0 || problem.status >= 500;
}

export function makeQueryClient(): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({
      onError: (problem) => {
        // A session that ended elsewhere: the guard then shows the sign-in page.
        if (problem instanceof ApiProblem && problem.status === 401) client.setQueryData(keys.session, SIGNED_OUT);
      },
    }),
    defaultOptions: { queries: { retry: shouldRetry, staleTime: 15_000, refetchOnWindowFocus: false } },
  });
  return client;
}
