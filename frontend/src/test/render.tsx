import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { App as AntdApp } from "antd";
import { createMemoryRouter, RouterProvider } from "react-router";
import { vi } from "vitest";
import type { Role } from "../api/types";
import { makeQueryClient } from "../app/queryClient";
import { routes } from "../app/routes";
import { FakeServer } from "./server";

/** Stands in for the network; the answers come from the made-up run. */
export function serve(role: Role | null): FakeServer {
  const server = new FakeServer(role);
  vi.stubGlobal("fetch", async (request: Request) => {
    const text = await request.text();
    const { status, body } = server.answer({
      method: request.method,
      url: new URL(request.url),
      body: text && request.headers.get("Content-Type")?.includes("json") ? (JSON.parse(text) as unknown) : undefined,
    });
    const headers = { "Content-Type": "application/json" };
    return new Response(status === 204 ? null : JSON.stringify(body), { status, headers });
  });
  return server;
}

export function visit(path: string): void {
  const router = createMemoryRouter(routes, { initialEntries: [path] });
  render(
    <AntdApp>
      <QueryClientProvider client={makeQueryClient()}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </AntdApp>,
  );
}
