import { AimOutlined, AppstoreOutlined, CheckSquareOutlined, DashboardOutlined, ExperimentOutlined, FormOutlined, IdcardOutlined, InboxOutlined, SafetyCertificateOutlined, SearchOutlined, ShopOutlined, SolutionOutlined, TeamOutlined, TrophyOutlined } from "@ant-design/icons";
import { Menu } from "antd";
import type { ReactNode } from "react";
import { Link, useLocation } from "react-router";
import type { Role, RunBrief, Section } from "../api/types";
import { useWords } from "../i18n/useWords";
import { usePlace } from "./place";

/** `section`: the part of a scenario that a page is about; other scenarios have no such page. */
type Entry = { path: string; icon: ReactNode; section?: Section };

const CLASS: Entry = { path: "class", icon: <TeamOutlined aria-hidden="true" /> };
const PEOPLE: Entry = { path: "people", icon: <IdcardOutlined aria-hidden="true" /> };
const CHECK_IN: Entry = { path: "check-in", icon: <CheckSquareOutlined aria-hidden="true" /> };
const RUNS: Entry = { path: "runs", icon: <AppstoreOutlined aria-hidden="true" /> };
const GOALS: Entry = { path: "class-goals", icon: <AimOutlined aria-hidden="true" /> };
const SCORECARDS: Entry = { path: "scorecards", icon: <SolutionOutlined aria-hidden="true" /> };

const ENTRIES: Record<Role, Entry[]> = {
  student: [
    { path: "store", icon: <ShopOutlined aria-hidden="true" /> },
    { path: "decisions", icon: <FormOutlined aria-hidden="true" /> },
    { path: "research", icon: <SearchOutlined aria-hidden="true" />, section: "catalogue" },
    { path: "tests", icon: <ExperimentOutlined aria-hidden="true" />, section: "marketing" },
    { path: "inbox", icon: <InboxOutlined aria-hidden="true" />, section: "buyer_service" },
    { path: "account", icon: <DashboardOutlined aria-hidden="true" />, section: "account_health" },
    { path: "customs", icon: <SafetyCertificateOutlined aria-hidden="true" />, section: "customs" },
    { path: "goals", icon: <AimOutlined aria-hidden="true" /> },
    { path: "scorecard", icon: <TrophyOutlined aria-hidden="true" /> },
    { path: "practice", icon: <AppstoreOutlined aria-hidden="true" /> },
  ],
  instructor: [CLASS, GOALS, PEOPLE, CHECK_IN, SCORECARDS, RUNS],
  assistant: [CLASS, GOALS, PEOPLE, CHECK_IN, SCORECARDS, RUNS],
  grader: [SCORECARDS],
  mentor: [SCORECARDS],
  observer: [CLASS],
};

export function MainMenu({ brief, onChoose }: { brief: RunBrief; onChoose?: () => void }) {
  const { t } = useWords();
  const chosen = useLocation().pathname.split("/")[3] ?? "";
  const { sections } = usePlace().run;
  const items = ENTRIES[brief.role].filter(({ section }) => !section || sections.includes(section)).map(({ path, icon }) => ({
    key: path,
    icon,
    label: <Link to={`/runs/${brief.id}/${path}`}>{t(`app.menu.${path}`)}</Link>,
  }));
  return (
    <nav aria-label={t("app.menu.label")}>
      <Menu mode="inline" selectedKeys={[chosen]} items={items} onClick={onChoose} className="menu" />
    </nav>
  );
}
