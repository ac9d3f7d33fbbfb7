import { useMemo } from "react";
import { Outlet, useParams } from "react-router";
import { useRun, useSession } from "../api/queries";
import type { RunBrief } from "../api/types";
import { Failure, Loading } from "../ui/States";
import { Shell } from "./Shell";
import { Forbidden } from "./guards";
import { PlaceContext } from "./place";
import { useLive } from "./useLive";

/** Everything below one run: its clock in the header, its live line, its pages. */
function Room({ brief }: { brief: RunBrief }) {
  const run = useRun(brief.id);
  const live = useLive(brief.id);
  const place = useMemo(() => (run.data ? { run: run.data, brief, live } : null), [run.data, brief, live]);
  if (place) {
    return (
      <PlaceContext value={place}>
        <Shell>
          <Outlet />
        </Shell>
      </PlaceContext>
    );
  }
  return <Shell>{run.isPending ? <Loading rows={12} /> : <Failure problem={run.error} onRetry={() => void run.refetch()} />}</Shell>;
}

export function RunRoom() {
  const { run } = useParams();
  const { data } = useSession();
  const brief = data?.runs.find(({ id }) => id === run);
  if (brief) return <Room key={brief.id} brief={brief} />;
  return (
    <Shell>
      <Forbidden />
    </Shell>
  );
}
