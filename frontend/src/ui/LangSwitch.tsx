import { GlobalOutlined } from "@ant-design/icons";
import { Select } from "antd";
import { changeLanguage, LANGUAGES } from "../i18n";
import { useWords } from "../i18n/useWords";

export function LangSwitch() {
  const { t, language } = useWords();
  return (
    <Select
      aria-label={t("app.language.label")}
      data-testid="language"
      value={language}
      variant="borderless"
      prefix={<GlobalOutlined aria-hidden="true" />}
      popupMatchSelectWidth={false}
      onChange={changeLanguage}
      options={LANGUAGES.map((code) => ({
        value: code,
        label: t(`app.language.${code === "en" ? "en" : "zh"}`),
      }))}
    />
  );
}
