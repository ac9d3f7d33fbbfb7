import { GlobalOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useChangeOwn } from "../api/changes";
import { useSession } from "../api/queries";
import { changeLanguage, LANGUAGES } from "../i18n";
import { useWords } from "../i18n/useWords";

const NAMES = { en: "English", "zh-CN": "中文" };

/** The other language under its own name; what is typed and chosen on the page stays. Whoever is signed in has it on every device. */
export function LangSwitch() {
  const { language } = useWords();
  const { data: session } = useSession();
  const change = useChangeOwn();
  const other = LANGUAGES.find((code) => code !== language) ?? language;
  const choose = () => {
    changeLanguage(other);
    if (session?.user) change.mutate({ language: other === "en" ? "en" : "zh" });
  };
  return (
    <Button type="text" lang={other} icon={<GlobalOutlined aria-hidden="true" />} onClick={choose} data-testid="language">
      {NAMES[other]}
    </Button>
  );
}
