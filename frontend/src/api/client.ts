import createClient from "openapi-fetch";
import type { Middleware } from "openapi-fetch";
import i18n from "../i18n";
import type { paths } from "./schema";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

export function csrfToken(cookies: string): string {
  return /(?:^|;\s*)csrftoken=([^;]+)/.exec(cookies)?.[1] ?? "";
}

/** The session is a cookie; every change carries the CSRF token, every call the reader's language. */
const headers: Middleware = {
  onRequest({ request }) {
    request.headers.set("Accept-Language", i18n.language);
    if (!SAFE_METHODS.has(request.method)) request.headers.set("X-CSRFToken", csrfToken(document.cookie));
    return request;
  },
};

export const api = createClient<paths>({
  baseUrl: window.location.origin,
  credentials: "same-origin",
  // Looked up at each call, so that a test can stand in for the server.
  fetch: (request) => globalThis.fetch(request),
});
api.use(headers);
