import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import type { ViteUserConfig } from "vitest/config";
import type { Plugin } from "vite";

const BACKEND = process.env.SIMLAB_BACKEND ?? "http://127.0.0.1:8000";

async function mockPlugins(mode: string): Promise<Plugin[]> {
  if (mode !== "mock") return [];
  const { mockApi } = await import("./dev/mockApi");
  return [mockApi()];
}

export default defineConfig(async ({ mode }): Promise<ViteUserConfig> => ({
  base: "/static/spa/",
  plugins: [react(), ...(await mockPlugins(mode))],
  server: { proxy: mode === "mock" ? {} : { "/api": BACKEND } },
  build: {
    outDir: "dist",
    chunkSizeWarningLimit: 1600,
    rolldownOptions: {
      output: {
        // Libraries change rarely: in their own files they stay in the browser's cache over a term of releases.
        codeSplitting: {
          groups: [
            { name: "echarts", test: /node_modules[\\/](echarts|zrender)[\\/]/ },
            { name: "antd", test: /node_modules[\\/](antd|@ant-design|@rc-component)[\\/]/ },
            { name: "react", test: /node_modules[\\/](react|react-dom|react-router|scheduler|@tanstack|i18next|react-i18next)[\\/]/ },
          ],
        },
      },
    },
  },
  test: {
    environment: "jsdom",
    setupFiles: ["src/test/setup.ts"],
    css: false,
    testTimeout: 20_000,
  },
}));
