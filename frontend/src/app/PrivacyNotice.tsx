import { Alert, Button, Modal, Typography } from "antd";
import { Link } from "react-router";
import { useNotice, useReadNotice } from "../api/privacy";
import type { Notice } from "../api/privacy";
import { useWords } from "../i18n/useWords";
import { LangSwitch } from "../ui/LangSwitch";
import { Logo } from "../ui/Logo";
import { Page } from "../ui/Page";
import { Answer, useProblemText } from "../ui/States";

function NoticeText({ notice }: { notice: Notice }) {
  const { t, pick } = useWords();
  return (
    <>
      {notice.parts.map(({ title, text }) => (
        <section key={title.en}>
          <Typography.Title level={2} className="notice-title">
            {pick(title)}
          </Typography.Title>
          <Typography.Paragraph>{pick(text)}</Typography.Paragraph>
        </section>
      ))}
      <Typography.Paragraph type="secondary">
        {notice.contact && `${t("privacy.contact", { contact: notice.contact })} `}
        {t("privacy.version", { version: notice.version })}
      </Typography.Paragraph>
    </>
  );
}

/** Shown until this version has been read; nothing is agreed to, so there is one button. */
export function FirstNotice() {
  const { t } = useWords();
  const problemText = useProblemText();
  const { data: notice } = useNotice();
  const read = useReadNotice();
  if (!notice || notice.read_at) return null;
  return (
    <Modal
      open
      title={t("privacy.title")}
      closable={false}
      keyboard={false}
      width={680}
      footer={
        <Button type="primary" loading={read.isPending} onClick={() => read.mutate(notice.version)}>
          {t("privacy.read")}
        </Button>
      }
    >
      {read.error && <Alert type="error" showIcon role="alert" title={problemText(read.error)} />}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- WCAG 2.1.1: scrollable by keyboard */}
      <section aria-label={t("privacy.title")} tabIndex={0} className="notice-body">
        <NoticeText notice={notice} />
      </section>
    </Modal>
  );
}

/** The same text at an address of its own, also for whoever has not signed in. */
export function PrivacyPage() {
  const { t } = useWords();
  return (
    <main className="notice-page">
      <div className="sign-in-top">
        <Link to="/">
          <Logo />
        </Link>
        <LangSwitch />
      </div>
      <Page title={t("privacy.title")}>
        <Answer of={useNotice()} rows={12}>
          {(notice) => <NoticeText notice={notice} />}
        </Answer>
      </Page>
    </main>
  );
}
