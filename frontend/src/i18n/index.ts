import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { LocalText } from "../api/types";
import enApp from "./en/app.json";
import enClassroom from "./en/classroom.json";
import enDecisions from "./en/decisions.json";
import enDesk from "./en/desk.json";
import enDisputes from "./en/disputes.json";
import enReports from "./en/reports.json";
import enPeople from "./en/people.json";
import enRuns from "./en/runs.json";
import enPrivacy from "./en/privacy.json";
import enScorecard from "./en/scorecard.json";
import enStore from "./en/store.json";
import enTeam from "./en/team.json";
import zhApp from "./zh-CN/app.json";
import zhClassroom from "./zh-CN/classroom.json";
import zhDecisions from "./zh-CN/decisions.json";
import zhDesk from "./zh-CN/desk.json";
import zhDisputes from "./zh-CN/disputes.json";
import zhReports from "./zh-CN/reports.json";
import zhPeople from "./zh-CN/people.json";
import zhRuns from "./zh-CN/runs.json";
import zhPrivacy from "./zh-CN/privacy.json";
import zhScorecard from "./zh-CN/scorecard.json";
import zhStore from "./zh-CN/store.json";
import zhTeam from "./zh-CN/team.json";

export type Language = "en" | "zh-CN";
export const LANGUAGES: Language[] = ["zh-CN", "en"];

export const catalogues = {
  en: { app: enApp, classroom: enClassroom, decisions: enDecisions, desk: enDesk, disputes: enDisputes, people: enPeople, privacy: enPrivacy, reports: enReports, runs: enRuns, scorecard: enScorecard, store: enStore, team: enTeam },
  "zh-CN": { app: zhApp, classroom: zhClassroom, decisions: zhDecisions, desk: zhDesk, disputes: zhDisputes, people: zhPeople, privacy: zhPrivacy, reports: zhReports, runs: zhRuns, scorecard: zhScorecard, store: zhStore, team: zhTeam },
};

const STORAGE_KEY = "simlab.language";

export function firstLanguage(stored: string | null, preferred: readonly string[]): Language {
  if (stored === "en" || stored === "zh-CN") return stored;
  return preferred[0]?.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}

function rememberLanguage(language: string): void {
  localStorage.setItem(STORAGE_KEY, language);
  document.documentElement.lang = language;
}

export function changeLanguage(language: Language): void {
  rememberLanguage(language);
  void i18next.changeLanguage(language);
}

/** A text of the scenario in the reader's language. */
export function pickText(text: LocalText, language: string): string {
  return language.startsWith("zh") ? text.zh : text.en;
}

const language = firstLanguage(localStorage.getItem(STORAGE_KEY), navigator.languages);
document.documentElement.lang = language;

void i18next.use(initReactI18next).init({
  lng: language,
  fallbackLng: "en",
  supportedLngs: LANGUAGES,
  resources: { en: { translation: catalogues.en }, "zh-CN": { translation: catalogues["zh-CN"] } },
  interpolation: { escapeValue: false },
});

export default i18next;
