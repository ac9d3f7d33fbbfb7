import { GlobalOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { changeLanguage, LANGUAGES } from "../i18n";
import { useWords } from "../i18n/useWords";

const NAMES = { en: "English", "zh-CN": "中文" };

/** The other language under its own name; what is typed and chosen on the page stays. */
export function LangSwitch() {
  const { language } = useWords();
  const other = LANGUAGES.find((code) => code !== language) ?? language;
  return (
    <Button type="text" lang={other} icon={<GlobalOutlined aria-hidden="true" />} onClick={() => changeLanguage(other)} data-testid="language">
      {NAMES[other]}
    </Button>
  );
}
