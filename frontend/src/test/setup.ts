import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";
import { changeLanguage } from "../i18n";
import { FakeEventSource } from "./live";

// A cold start of the lazy parts takes seconds on a busy machine.
configure({ asyncUtilTimeout: 15_000 });

class StillObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

vi.stubGlobal("ResizeObserver", StillObserver);
vi.stubGlobal("EventSource", FakeEventSource);
vi.stubGlobal("matchMedia", (media: string) => ({
  matches: false,
  media,
  addListener: () => undefined,
  removeListener: () => undefined,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
}));

beforeEach(() => changeLanguage("en"));
afterEach(() => {
  cleanup();
  FakeEventSource.all = [];
});
