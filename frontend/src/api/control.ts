/** Runs of a course and what staff do to them; practice runs of one's own. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "./client";
import { keys } from "./keys";
import { unwrap } from "./problems";
import type { components } from "./schema";

type Schemas = components["schemas"];
export type Announcement = Schemas["Announcement"];
export type Board = Schemas["Board"];
export type BoardTeam = Schemas["BoardTeam"];
export type ClassRun = Schemas["ClassRun"];
export type NewBranch = Schemas["NewBranchRequest"];
export type NewRun = Schemas["NewRunRequest"];
export type Practice = Schemas["Practice"];
export type PracticeRun = Schemas["PracticeRun"];
export type RunChange = Schemas["PatchedRunChangeRequest"];
export type Scenario = Schemas["Scenario"];
export type Shock = Schemas["Shock"];
export type ShockPreview = Schemas["ShockPreview"];

const BOARD_POLL_MILLISECONDS = 15_000;
const WAITING_POLL_MILLISECONDS = 1500;

const ofCourse = (course: string) => ({ params: { path: { course } } });
const ofRun = (run: string) => ({ params: { path: { run } } });
const ofPractice = (practice: string) => ({ params: { path: { practice } } });

export function useClassRuns(course: string) {
  return useQuery({
    queryKey: keys.classRuns(course),
    queryFn: () => unwrap(api.GET("/api/v1/courses/{course}/runs", ofCourse(course))),
    refetchInterval: BOARD_POLL_MILLISECONDS,
  });
}

export function useTeams(course: string) {
  return useQuery({
    queryKey: keys.teams(course),
    queryFn: () => unwrap(api.GET("/api/v1/courses/{course}/teams", ofCourse(course))),
  });
}

export function useScenarios(course: string) {
  return useQuery({
    queryKey: keys.scenarios(course),
    queryFn: () => unwrap(api.GET("/api/v1/courses/{course}/scenarios", ofCourse(course))),
  });
}

export function useBoard(run: string) {
  return useQuery({
    queryKey: keys.board(run),
    queryFn: () => unwrap(api.GET("/api/v1/runs/{run}/board", ofRun(run))),
    refetchInterval: BOARD_POLL_MILLISECONDS,
  });
}

export function useAnnouncements(run: string) {
  return useQuery({
    queryKey: keys.announcements(run),
    queryFn: () => unwrap(api.GET("/api/v1/runs/{run}/announcements", ofRun(run))),
  });
}

export function useShocks(run: string) {
  return useQuery({ queryKey: keys.shocks(run), queryFn: () => unwrap(api.GET("/api/v1/runs/{run}/shocks", ofRun(run))) });
}

/** Looks often while an answer is being worked out. */
export function useShockPreviews(run: string) {
  return useQuery({
    queryKey: keys.shockPreviews(run),
    queryFn: () => unwrap(api.GET("/api/v1/runs/{run}/shock-previews", ofRun(run))),
    refetchInterval: ({ state }) => (state.data?.some(({ ready }) => !ready) ? WAITING_POLL_MILLISECONDS : false),
  });
}

export function usePractice(course: string) {
  return useQuery({
    queryKey: keys.practice(course),
    queryFn: () => unwrap(api.GET("/api/v1/courses/{course}/practice", ofCourse(course))),
    refetchInterval: BOARD_POLL_MILLISECONDS,
  });
}

/** Changes after which these are asked for again. */
function useChange<Asked, Given>(stale: readonly (readonly string[])[], change: (asked: Asked) => Promise<Given>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

const runsOf = (course: string) => [keys.classRuns(course), keys.scenarios(course), keys.session];

export function useCreateRun(course: string) {
  return useChange(runsOf(course), (body: NewRun) => unwrap(api.POST("/api/v1/courses/{course}/runs", { ...ofCourse(course), body })));
}

export function useUploadScenario(course: string) {
  return useChange(runsOf(course), (text: string) =>
    unwrap(api.POST("/api/v1/courses/{course}/scenarios", { ...ofCourse(course), body: { text } })),
  );
}

export function useAllowPractice(course: string) {
  return useChange(runsOf(course), ({ scenario, for_practice }: { scenario: string; for_practice: boolean }) =>
    unwrap(
      api.PATCH("/api/v1/courses/{course}/scenarios/{scenario}", { params: { path: { course, scenario } }, body: { for_practice } }),
    ),
  );
}

export function useChangeRun(course: string) {
  const client = useQueryClient();
  return useChange(runsOf(course), async ({ run, ...body }: RunChange & { run: string }) => {
    const changed = await unwrap(api.PATCH("/api/v1/runs/{run}", { ...ofRun(run), body }));
    await Promise.all([keys.run(run), keys.board(run)].map((queryKey) => client.invalidateQueries({ queryKey })));
    return changed;
  });
}

export function useDeleteRun(course: string) {
  return useChange(runsOf(course), (run: string) => unwrap(api.DELETE("/api/v1/runs/{run}", ofRun(run))));
}

export function useCopyRun(course: string) {
  return useChange(runsOf(course), ({ run, title }: { run: string; title: string }) =>
    unwrap(api.POST("/api/v1/runs/{run}/copies", { ...ofRun(run), body: { title } })),
  );
}

export function useBranch(course: string, run: string) {
  return useChange(runsOf(course), (body: NewBranch) => unwrap(api.POST("/api/v1/runs/{run}/branches", { ...ofRun(run), body })));
}

export function useRelease(course: string, run: string) {
  return useChange([...runsOf(course), keys.run(run)], () => unwrap(api.POST("/api/v1/runs/{run}/release", ofRun(run))));
}

export function useExtendDeadline(run: string) {
  return useChange([keys.run(run), keys.board(run)], (minutes: number) =>
    unwrap(api.POST("/api/v1/runs/{run}/deadline", { ...ofRun(run), body: { minutes } })),
  );
}

export function useAnnounce(run: string) {
  return useChange([keys.announcements(run)], (text: string) =>
    unwrap(api.POST("/api/v1/runs/{run}/announcements", { ...ofRun(run), body: { text } })),
  );
}

export function usePreviewShock(run: string) {
  return useChange([keys.shockPreviews(run)], (code: string) =>
    unwrap(api.POST("/api/v1/runs/{run}/shock-previews", { ...ofRun(run), body: { code } })),
  );
}

export function useThrowShock(run: string) {
  return useChange([keys.shocks(run)], (code: string) =>
    unwrap(api.POST("/api/v1/runs/{run}/shocks", { ...ofRun(run), body: { code } })),
  );
}

export function useOpenPractice(course: string) {
  return useChange([keys.practice(course), keys.session], (scenario: string) =>
    unwrap(api.POST("/api/v1/courses/{course}/practice", { ...ofCourse(course), body: { scenario } })),
  );
}

export function usePlayPractice(course: string) {
  return useChange([keys.practice(course)], ({ run, days }: { run: string; days: number }) =>
    unwrap(api.POST("/api/v1/practice/{practice}/days", { ...ofPractice(run), body: { days } })),
  );
}

export function useGradePractice(course: string) {
  return useChange([keys.practice(course)], (run: string) => unwrap(api.POST("/api/v1/practice/{practice}/grading", ofPractice(run))));
}

export function useDeletePractice(course: string) {
  return useChange([keys.practice(course), keys.session], (run: string) =>
    unwrap(api.DELETE("/api/v1/practice/{practice}", ofPractice(run))),
  );
}
