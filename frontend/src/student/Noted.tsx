import type { ReactNode } from "react";
import { useWords } from "../i18n/useWords";

/** What a report says of itself, and that opening it is noted. */
export function Noted({ children }: { children: ReactNode }) {
  const { t } = useWords();
  return (
    <>
      {children}
      <br />
      {t("reports.noted")}
    </>
  );
}
