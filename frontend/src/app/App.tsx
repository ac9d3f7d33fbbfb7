import { QueryClientProvider } from "@tanstack/react-query";
import { App as AntdApp, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { useState } from "react";
import { RouterProvider } from "react-router";
import { useWords } from "../i18n/useWords";
import { makeQueryClient } from "./queryClient";
import { makeRouter } from "./routes";
import { theme } from "./theme";

export function App() {
  const { language } = useWords();
  const [client] = useState(makeQueryClient);
  const [router] = useState(makeRouter);
  return (
    <ConfigProvider locale={language === "en" ? enUS : zhCN} theme={theme} button={{ autoInsertSpace: false }}>
      <AntdApp>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntdApp>
    </ConfigProvider>
  );
}
