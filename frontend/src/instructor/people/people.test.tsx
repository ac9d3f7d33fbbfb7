import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { serve, visit } from "../../test/render";

beforeEach(() => localStorage.clear());

async function upload(): Promise<void> {
  await userEvent.click(await screen.findByRole("button", { name: /Import class list/ }));
  const field = document.querySelector<HTMLInputElement>("input[type=file]");
  if (!field) throw new Error("no file field");
  await userEvent.upload(field, new File(["学号,姓名"], "list.csv", { type: "text/csv" }));
}

it("shows what a class list would change before it is taken", async () => {
  const server = serve("instructor");
  visit("/runs/1/people");
  await upload();
  expect(await screen.findByText("1 new, 1 changed, 1 leave, 1 as before")).toBeVisible();
  expect(screen.getByText("New sections and teams: 第3组")).toBeVisible();
  expect(screen.getByText("Team: 第1组 → 第2组")).toBeVisible();
  expect(server.changes).toHaveLength(1);
  await userEvent.click(screen.getByTestId("take-list"));
  await waitFor(() => expect(screen.queryByTestId("take-list")).not.toBeInTheDocument());
  expect(server.changes.map(({ what }) => what)).toEqual(Array.from({ length: 2 }, () => "POST /api/v1/courses/1/roster"));
});

it("names every mistake of a list", async () => {
  const server = serve("instructor");
  server.listProblems = [
    { pointer: "/file/2/A", code: "missing_number", detail: "Row 2, column A (学号): The student number is missing." },
    { pointer: "/file/4/E", code: "unknown_role", detail: "Row 4, column E (角色): Not a role." },
  ];
  visit("/runs/1/people");
  await upload();
  expect(await screen.findByText("2 mistakes; nothing was imported")).toBeVisible();
  expect(screen.getByText(/Row 4, column E/)).toBeVisible();
  expect(screen.queryByTestId("take-list")).not.toBeInTheDocument();
});

it("prints slips with code, number and pass phrase, once", async () => {
  const print = vi.fn<() => void>();
  vi.stubGlobal("print", print);
  const server = serve("instructor");
  visit("/runs/1/people");
  await userEvent.click(await screen.findByRole("button", { name: /Print slips/ }));
  const slip = (await screen.findByRole("heading", { name: "李雷" })).closest("article");
  if (!slip) throw new Error("no slip");
  for (const text of ["KT7WNX4P", "20240002", "kfw7-ma3t-9xpd"]) expect(within(slip).getByText(text)).toBeVisible();
  expect(server.changes).toEqual([{ what: "POST /api/v1/courses/1/slips", body: {} }]);
  await userEvent.click(screen.getByRole("button", { name: "Print" }));
  expect(print).toHaveBeenCalledOnce();
  await userEvent.click(screen.getByRole("button", { name: "Done" }));
  expect(await screen.findByText("3 people")).toBeVisible();
  expect(screen.queryByText("kfw7-ma3t-9xpd")).not.toBeInTheDocument();
});

it("changes one person", async () => {
  const server = serve("instructor");
  visit("/runs/1/people");
  await userEvent.click(await screen.findByRole("button", { name: "Edit 王小明" }));
  const name = await within(await screen.findByRole("dialog")).findByLabelText("Name");
  await userEvent.clear(name);
  await userEvent.type(name, "王明");
  const drawer = screen.getByRole("dialog");
  await userEvent.click(within(drawer).getByRole("button", { name: "Save" }));
  await waitFor(() => expect(server.changes).toHaveLength(1));
  expect(server.changes[0]).toMatchObject({
    what: "PATCH /api/v1/courses/1/seats/s1",
    body: { name: "王明", student_number: "20240001", team: "1", team_role: "finance", extra_time_percent: 25 },
  });
});

it("lets an assistant look and not change", async () => {
  serve("assistant");
  visit("/runs/1/people");
  expect(await screen.findByText("王小明")).toBeVisible();
  expect(screen.queryByRole("button", { name: /Import class list/ })).not.toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Edit 王小明" })).not.toBeInTheDocument();
});

it("puts a bot into an empty seat and takes it out", async () => {
  serve("instructor");
  visit("/runs/1/check-in");
  expect(await screen.findByText("1 of 2 are here")).toBeVisible();
  await userEvent.click(screen.getByTestId("bot-12"));
  await userEvent.click(await screen.findByText("Rule bot"));
  expect(await screen.findByText("Rule bot from day 61")).toBeVisible();
  await userEvent.click(screen.getByTestId("give-back-12"));
  expect(await screen.findByTestId("bot-12")).toBeVisible();
});

it("fills in the class code of the address, and remembers it", async () => {
  const server = serve(null);
  visit("/join?code=KT7WNX4P");
  expect(await screen.findByRole("textbox", { name: "Class code" })).toHaveValue("KT7WNX4P");
  await userEvent.type(screen.getByLabelText("Student number"), "nobody");
  await userEvent.type(screen.getByLabelText("Pass phrase or password"), "kfw7-ma3t-9xpd");
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("do not belong together");
  expect(server.role).toBeNull();
  expect(localStorage.getItem("simlab.class-code")).toBe("KT7WNX4P");
  await userEvent.clear(screen.getByLabelText("Student number"));
  await userEvent.type(screen.getByLabelText("Student number"), "lin");
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
  await waitFor(() => expect(server.role).toBe("instructor"));
});

it("keeps the chosen language for every device", async () => {
  const server = serve("instructor");
  visit("/runs/1/check-in");
  await screen.findByText("1 of 2 are here");
  await userEvent.click(screen.getByTestId("language"));
  await waitFor(() => expect(server.changes).toEqual([{ what: "PATCH /api/v1/session", body: { language: "zh" } }]));
  expect(await screen.findByRole("heading", { name: "签到" })).toBeVisible();
});
