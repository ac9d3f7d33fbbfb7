import { Result } from "antd";
import { Link } from "react-router";
import { useWords } from "../i18n/useWords";

export function NotFound() {
  const { t } = useWords();
  return (
    <Result
      status="404"
      title={t("app.states.notFound")}
      subTitle={t("app.states.notFoundText")}
      extra={<Link to="/">{t("app.states.home")}</Link>}
    />
  );
}
