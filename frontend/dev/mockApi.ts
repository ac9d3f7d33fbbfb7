/** `npm run dev:mock`: the pages without a back end. Sign in as ada, lin or grace with any password. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Plugin } from "vite";
import type * as serverModule from "../src/test/server";
import type { FakeServer } from "../src/test/server";

async function readBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString();
  return text ? JSON.parse(text) : undefined;
}

function openStream(server: FakeServer, response: ServerResponse): void {
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-cache" });
  response.write("retry: 3000\n\n");
  const topics = ["run", "store", "orders", "shipments", "leaderboard"];
  server.onDay = (day) => {
    response.write(`event: day\ndata: ${JSON.stringify({ run: "1", day, state: "running", topics })}\n\n`);
  };
}

export function mockApi(): Plugin {
  return {
    name: "simlab-mock-api",
    async configureServer(vite) {
      const module = (await vite.ssrLoadModule("/src/test/server.ts")) as typeof serverModule;
      const server = new module.FakeServer(null);
      vite.middlewares.use((request, response, next) => {
        const url = new URL(request.url ?? "/", "http://localhost");
        if (url.pathname === "/mock-live/events") return openStream(server, response);
        if (!url.pathname.startsWith("/api/")) return next();
        void readBody(request).then((body) => {
          const { status, body: said } = server.answer({ method: request.method ?? "GET", url, body });
          response.writeHead(status, { "Content-Type": status < 400 ? "application/json" : "application/problem+json" });
          response.end(said === undefined ? undefined : JSON.stringify(said));
        });
      });
    },
  };
}
