import { MenuOutlined } from "@ant-design/icons";
import { Button, Drawer, Layout, Select } from "antd";
import { useContext, useState } from "react";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { useSession } from "../api/queries";
import type { RunBrief } from "../api/types";
import { useWords } from "../i18n/useWords";
import { LangSwitch } from "../ui/LangSwitch";
import { LiveClock } from "../ui/LiveClock";
import { Logo } from "../ui/Logo";
import { AccountMenu } from "./AccountMenu";
import { CourseMenu } from "./CourseMenu";
import { firstPage } from "./guards";
import { MainMenu } from "./menu";
import { PlaceContext } from "./place";

/** The run's title; a choice where a person takes part in more than one. */
function RunTitle({ brief, runs }: { brief: RunBrief; runs: RunBrief[] }) {
  const { t, pick } = useWords();
  const navigate = useNavigate();
  if (runs.length < 2) return <span className="run-title">{pick(brief.title)}</span>;
  return (
    <Select
      aria-label={t("app.run.label")}
      variant="borderless"
      className="run-title"
      value={brief.id}
      options={runs.map(({ id, title, is_practice }) => ({ value: id, label: is_practice ? t("runs.practice.named", { title: pick(title) }) : pick(title) }))}
      onChange={(id) => {
        const run = runs.find((one) => one.id === id);
        if (run) void navigate(firstPage(run));
      }}
    />
  );
}

function SmallScreenMenu({ brief }: { brief: RunBrief }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        type="text"
        className="narrow-only"
        icon={<MenuOutlined aria-hidden="true" />}
        aria-label={t("app.menu.open")}
        onClick={() => setOpen(true)}
      />
      <Drawer open={isOpen} onClose={() => setOpen(false)} placement="left" size={260} title={<Logo />}>
        <MainMenu brief={brief} onChoose={() => setOpen(false)} />
      </Drawer>
    </>
  );
}

function Header() {
  const place = useContext(PlaceContext);
  const { data: session } = useSession();
  return (
    <Layout.Header className="header">
      {place && <SmallScreenMenu brief={place.brief} />}
      {place && <RunTitle brief={place.brief} runs={session?.runs ?? []} />}
      {place && <LiveClock run={place.run} live={place.live} />}
      <div className="header-end">
        <LangSwitch />
        <AccountMenu />
      </div>
    </Layout.Header>
  );
}

export function Shell({ children }: { children: ReactNode }) {
  const place = useContext(PlaceContext);
  return (
    <Layout className="shell">
      <Layout.Sider width={208} className="sider">
        <div className="sider-logo">
          <Logo />
        </div>
        {place ? <MainMenu brief={place.brief} /> : <CourseMenu />}
      </Layout.Sider>
      <Layout>
        <Header />
        <Layout.Content className="content">{children}</Layout.Content>
      </Layout>
    </Layout>
  );
}
