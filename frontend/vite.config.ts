import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const BACKEND = process.env.SIMLAB_BACKEND ?? "http://127.0.0.1:8000";

export default defineConfig(({ command }) => ({
  base: command === "build" ? "/static/spa/" : "/",
  plugins: [react()],
  server: { proxy: { "/api": BACKEND } },
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
    testTimeout: 60_000,
    maxWorkers: 2,
  },
}));
