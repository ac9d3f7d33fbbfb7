import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Notice } from "../api/privacy";
import { changeLanguage } from "../i18n";
import type { FakeServer } from "../test/server";
import { serve, visit } from "../test/render";

const PARTS = [{ title: { en: "What is kept", zh: "保存哪些信息" }, text: { en: "Your name.", zh: "你的姓名。" } }];

/** A server with this notice; what was acknowledged. */
function withNotice(server: FakeServer, read_at: string | null): string[] {
  const read: string[] = [];
  const notice: Notice = { version: "2026-11", contact: "dpo@example.org", parts: PARTS, read_at };
  const answer = server.answer.bind(server);
  server.answer = (request) => {
    if (request.url.pathname !== "/api/v1/session/notice") return answer(request);
    if (request.method === "POST") read.push((request.body as { version: string }).version);
    return { status: 200, body: { ...notice, read_at: read.length ? "2026-11-24T08:00:00Z" : read_at } };
  };
  return read;
}

describe("the privacy notice", () => {
  it("is shown at the first visit and not again once it was read", async () => {
    const read = withNotice(serve("student"), null);
    visit("/runs/1/decisions");
    expect(await screen.findByText("Your name.")).toBeInTheDocument();
    changeLanguage("zh-CN");
    expect(await screen.findByText("你的姓名。")).toBeInTheDocument();
    changeLanguage("en");
    await userEvent.click(await screen.findByRole("button", { name: "I have read this" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "I have read this" })).toBeNull());
    expect(read).toEqual(["2026-11"]);
  });

  it("has an address of its own, also for whoever has not signed in", async () => {
    withNotice(serve(null), null);
    visit("/privacy");
    expect(await screen.findByText("Your name.")).toBeVisible();
    expect(screen.getByText(/dpo@example.org/)).toBeVisible();
    expect(screen.queryByRole("button", { name: "I have read this" })).toBeNull();
  });
});
