import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { LocalText } from "../api/types";
import { pickText } from "./index";
import type { Language } from "./index";

export type Words = { t: TFunction; language: Language; pick: (text: LocalText) => string };

/** Everything a component needs to speak to its reader; the same object until the language changes. */
export function useWords(): Words {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language.startsWith("zh") ? "zh-CN" : "en";
  return useMemo(() => ({ t, language, pick: (text) => pickText(text, language) }), [t, language]);
}
