import { AppstoreOutlined, IdcardOutlined } from "@ant-design/icons";
import { Menu } from "antd";
import type { ReactNode } from "react";
import { Link, useLocation, useParams } from "react-router";
import { useSession } from "../api/queries";
import type { Role } from "../api/types";
import { useWords } from "../i18n/useWords";

type Entry = { path: string; icon: ReactNode };

const RUNS: Entry = { path: "runs", icon: <AppstoreOutlined aria-hidden="true" /> };
const PEOPLE: Entry = { path: "people", icon: <IdcardOutlined aria-hidden="true" /> };
const PRACTICE: Entry = { path: "practice", icon: <AppstoreOutlined aria-hidden="true" /> };
const ENTRIES: Partial<Record<Role, Entry[]>> = { instructor: [RUNS, PEOPLE], assistant: [RUNS, PEOPLE], student: [PRACTICE] };

/** The pages of a course, for who is in none of its runs. */
export function CourseMenu() {
  const { t } = useWords();
  const { course } = useParams();
  const { data } = useSession();
  const chosen = useLocation().pathname.split("/")[3] ?? "";
  const own = data?.courses.find(({ id }) => id === course);
  const items = (own ? (ENTRIES[own.role] ?? []) : []).map(({ path, icon }) => ({
    key: path,
    icon,
    label: <Link to={`/courses/${course}/${path}`}>{t(`app.menu.${path}`)}</Link>,
  }));
  if (!items.length) return null;
  return (
    <nav aria-label={t("app.menu.label")}>
      <Menu mode="inline" selectedKeys={[chosen]} items={items} className="menu" />
    </nav>
  );
}
