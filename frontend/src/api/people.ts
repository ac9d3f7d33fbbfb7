/** A course and its people: what is asked for and what is changed. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "./client";
import { keys } from "./keys";
import { unwrap } from "./problems";
import type { components } from "./schema";

type Schemas = components["schemas"];
export type GroupKind = "sections" | "teams";
export type CourseChange = Schemas["PatchedCourseChangeRequest"];
export type SeatChange = Schemas["PatchedSeatChangeRequest"];
export type NewSeat = Schemas["NewSeatRequest"];
export type SlipsWanted = Schemas["SlipsWantedRequest"];
export type ClassList = { file: File; whole: boolean; confirm?: string };
export type Bot = Schemas["BotChoiceRequest"]["bot"];

const CHECK_IN_POLL_MILLISECONDS = 15_000;

export function useCourse(course: string) {
  return useQuery({
    queryKey: keys.course(course),
    queryFn: () => unwrap(api.GET("/api/v1/courses/{course}", { params: { path: { course } } })),
  });
}

export function useJoin(course: string) {
  return useQuery({
    queryKey: keys.join(course),
    queryFn: () => unwrap(api.GET("/api/v1/courses/{course}/join", { params: { path: { course } } })),
  });
}

export function useSeats(course: string) {
  return useQuery({
    queryKey: keys.seats(course),
    queryFn: () => unwrap(api.GET("/api/v1/courses/{course}/seats", { params: { path: { course } } })),
  });
}

export function useGroups(course: string, kind: GroupKind) {
  return useQuery({
    queryKey: keys.groups(course, kind),
    queryFn: () =>
      unwrap(
        kind === "sections"
          ? api.GET("/api/v1/courses/{course}/sections", { params: { path: { course } } })
          : api.GET("/api/v1/courses/{course}/teams", { params: { path: { course } } }),
      ),
  });
}

/** After a change of people everything about the course is asked for again. */
function useCourseChange<Asked, Given>(course: string, change: (asked: Asked) => Promise<Given>) {
  const client = useQueryClient();
  const stale = [keys.course(course), keys.join(course), keys.seats(course), ["groups", course], keys.session];
  return useMutation({
    mutationFn: change,
    onSuccess: () => Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

export function useChangeCourse(course: string) {
  return useCourseChange(course, (body: CourseChange) => unwrap(api.PATCH("/api/v1/courses/{course}", { params: { path: { course } }, body })));
}

export function useRenewClassCode(course: string) {
  return useCourseChange(course, () => unwrap(api.POST("/api/v1/courses/{course}/class-code", { params: { path: { course } } })));
}

export function useAddGroup(course: string, kind: GroupKind) {
  return useCourseChange(course, (name: string) => {
    const asked = { params: { path: { course } }, body: { name } };
    return unwrap(kind === "sections" ? api.POST("/api/v1/courses/{course}/sections", asked) : api.POST("/api/v1/courses/{course}/teams", asked));
  });
}

export function useRenameGroup(course: string, kind: GroupKind) {
  return useCourseChange(course, ({ id, name }: { id: string; name: string }) =>
    unwrap(
      kind === "sections"
        ? api.PATCH("/api/v1/courses/{course}/sections/{section}", { params: { path: { course, section: id } }, body: { name } })
        : api.PATCH("/api/v1/courses/{course}/teams/{team}", { params: { path: { course, team: id } }, body: { name } }),
    ),
  );
}

export function useRemoveGroup(course: string, kind: GroupKind) {
  return useCourseChange(course, (id: string) =>
    unwrap(
      kind === "sections"
        ? api.DELETE("/api/v1/courses/{course}/sections/{section}", { params: { path: { course, section: id } } })
        : api.DELETE("/api/v1/courses/{course}/teams/{team}", { params: { path: { course, team: id } } }),
    ),
  );
}

export function useAddSeat(course: string) {
  return useCourseChange(course, (body: NewSeat) => unwrap(api.POST("/api/v1/courses/{course}/seats", { params: { path: { course } }, body })));
}

export function useChangeSeat(course: string) {
  return useCourseChange(course, ({ id, ...body }: SeatChange & { id: string }) =>
    unwrap(api.PATCH("/api/v1/courses/{course}/seats/{seat}", { params: { path: { course, seat: id } }, body })),
  );
}

export function useAddAnonymousSeats(course: string) {
  return useCourseChange(course, (body: Schemas["AnonymousSeatsRequest"]) =>
    unwrap(api.POST("/api/v1/courses/{course}/anonymous-seats", { params: { path: { course } }, body })),
  );
}

/** Without `confirm` the server only says what the list would change. */
export function useClassList(course: string) {
  return useCourseChange(course, ({ file, whole, confirm }: ClassList) => {
    const form = new FormData();
    form.append("file", file);
    form.append("whole", String(whole));
    if (confirm) form.append("confirm", confirm);
    const body = { file: file.name, whole, confirm };
    return unwrap(api.POST("/api/v1/courses/{course}/roster", { params: { path: { course } }, body, bodySerializer: () => form }));
  });
}

export function useMakeSlips(course: string) {
  return useCourseChange(course, (body: SlipsWanted) => unwrap(api.POST("/api/v1/courses/{course}/slips", { params: { path: { course } }, body })));
}

export function useCheckIn(run: string) {
  return useQuery({
    queryKey: keys.checkIn(run),
    queryFn: () => unwrap(api.GET("/api/v1/runs/{run}/check-in", { params: { path: { run } } })),
    refetchInterval: CHECK_IN_POLL_MILLISECONDS,
  });
}

/** null gives the seat back to the team. */
export function useSeatBot(run: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ store, bot }: { store: string; bot: Bot | null }) => {
      const path = { run, store };
      return unwrap(
        bot
          ? api.PUT("/api/v1/runs/{run}/stores/{store}/bot", { params: { path }, body: { bot } })
          : api.DELETE("/api/v1/runs/{run}/stores/{store}/bot", { params: { path } }),
      );
    },
    onSuccess: () => Promise.all([keys.checkIn(run), keys.leaderboard(run)].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}
