import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { mockApi } from "./dev/mockApi.ts";

export default defineConfig({ plugins: [react(), mockApi()] });
