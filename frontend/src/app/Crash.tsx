import { Button, Result } from "antd";
import { useWords } from "../i18n/useWords";

/** The last net: what a page throws while it draws. */
export function Crash() {
  const { t } = useWords();
  return (
    <Result
      status="500"
      title={t("app.states.crashed")}
      extra={<Button onClick={() => window.location.reload()}>{t("app.states.reload")}</Button>}
    />
  );
}
