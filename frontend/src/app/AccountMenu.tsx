import { DownloadOutlined, KeyOutlined, LockOutlined, LogoutOutlined, SafetyOutlined, UserOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useContext, useState } from "react";
import { Link, useNavigate } from "react-router";
import { useSignOut } from "../api/changes";
import { OWN_DATA_ADDRESS } from "../api/privacy";
import { useSession } from "../api/queries";
import { useWords } from "../i18n/useWords";
import { OwnPassword } from "./OwnPassword";
import { PlaceContext } from "./place";

export function AccountMenu() {
  const { t } = useWords();
  const place = useContext(PlaceContext);
  const { data: session } = useSession();
  const signOut = useSignOut();
  const [isOpen, setOpen] = useState(false);
  const go = useNavigate();
  if (!session?.user) return null;
  const role = place?.brief.role ?? session.role;
  const items = [
    { key: "who", type: "group" as const, label: role ? t(`app.role.${role}`) : session.user.username },
    { key: "password", icon: <LockOutlined aria-hidden="true" />, label: t("app.account.password"), onClick: () => setOpen(true) },
    ...(place ? [{ key: "tokens", icon: <KeyOutlined aria-hidden="true" />, label: t("app.account.tokens"), onClick: () => void go(`/runs/${place.brief.id}/tokens`) }] : []),
    { key: "notice", icon: <SafetyOutlined aria-hidden="true" />, label: <Link to="/privacy">{t("privacy.link")}</Link> },
    {
      key: "data",
      icon: <DownloadOutlined aria-hidden="true" />,
      label: (
        <a href={OWN_DATA_ADDRESS} download="simlab-data.json">
          {t("privacy.data")}
        </a>
      ),
    },
    { key: "out", icon: <LogoutOutlined aria-hidden="true" />, label: t("app.account.signOut"), onClick: () => signOut.mutate() },
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
        <Button type="text" icon={<UserOutlined aria-hidden="true" />} aria-label={t("app.account.label", { name: session.user.name })}>
          <span className="wide-only">{session.user.name}</span>
        </Button>
      </Dropdown>
      {isOpen && <OwnPassword onClose={() => setOpen(false)} />}
    </>
  );
}
