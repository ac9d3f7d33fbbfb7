import { LineChartOutlined, ShopOutlined, TrophyOutlined } from "@ant-design/icons";
import { Alert, Button, Card, Form, Input, Segmented, Typography } from "antd";
import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { Link, Navigate, useLocation } from "react-router";
import { useSignIn } from "../api/changes";
import type { Credentials } from "../api/changes";
import { ApiProblem } from "../api/problems";
import { useSession } from "../api/queries";
import { useWords } from "../i18n/useWords";
import { LangSwitch } from "../ui/LangSwitch";
import { Logo } from "../ui/Logo";
import { useProblemText } from "../ui/States";

const PITCH: [string, ReactNode][] = [
  ["store", <ShopOutlined key="store" aria-hidden="true" />],
  ["world", <LineChartOutlined key="world" aria-hidden="true" />],
  ["grade", <TrophyOutlined key="grade" aria-hidden="true" />],
];

const CLASS_CODE_KEY = "simlab.class-code";
const FIRST_COURSE = 'simlab course create "…"';

type Way = "code" | "name";

const HUB = { x: 250, y: 150 };
const PORTS = [
  { x: 60, y: 70 },
  { x: 90, y: 100 },
  { x: 345, y: 120 },
  { x: 390, y: 235 },
  { x: 590, y: 110 },
];

/** Decoration: one hub, five markets. */
function Arcs() {
  return (
    <svg viewBox="0 0 640 280" className="pitch-arcs" aria-hidden="true">
      {PORTS.map(({ x, y }) => (
        <g key={x} fill="none" stroke="#8fb8ff">
          <path d={`M${HUB.x} ${HUB.y} Q ${(HUB.x + x) / 2} ${Math.min(HUB.y, y) - Math.abs(x - HUB.x) * 0.3} ${x} ${y}`} strokeWidth="1.5" />
          <circle cx={x} cy={y} r="4" fill="#ffd591" stroke="none" />
        </g>
      ))}
      <circle cx={HUB.x} cy={HUB.y} r="6" fill="#fff" />
    </svg>
  );
}

function Pitch() {
  const { t } = useWords();
  return (
    <section className="pitch">
      <p className="pitch-line">{t("app.tagline")}</p>
      <ul>
        {PITCH.map(([key, icon]) => (
          <li key={key}>
            <span className="pitch-icon">{icon}</span>
            <div>
              <strong>{t(`app.signIn.pitch.${key}.title`)}</strong>
              <div>{t(`app.signIn.pitch.${key}.text`)}</div>
            </div>
          </li>
        ))}
      </ul>
      <Arcs />
    </section>
  );
}

function NameFields() {
  const { t } = useWords();
  return (
    <>
      <Form.Item name="username" label={t("app.signIn.username")} rules={[{ required: true, message: t("app.signIn.needUsername") }]}>
        <Input autoComplete="username" />
      </Form.Item>
      <Form.Item name="password" label={t("app.signIn.password")} rules={[{ required: true, message: t("app.signIn.needPassword") }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
    </>
  );
}

function CodeFields() {
  const { t } = useWords();
  return (
    <>
      <Form.Item name="class_code" label={t("app.signIn.classCode")} rules={[{ required: true, message: t("app.signIn.needCode") }]}>
        <Input autoCapitalize="characters" autoCorrect="off" />
      </Form.Item>
      <Form.Item name="student_number" label={t("app.signIn.studentNumber")} rules={[{ required: true, message: t("app.signIn.needNumber") }]}>
        <Input autoComplete="username" />
      </Form.Item>
      <Form.Item
        name="password"
        label={t("app.signIn.phrase")}
        extra={t("app.signIn.phraseNote")}
        rules={[{ required: true, message: t("app.signIn.needPassword") }]}
      >
        <Input.Password autoComplete="current-password" autoCapitalize="none" />
      </Form.Item>
    </>
  );
}

/** Whoever joins by a link or has done so on this device has the class code filled in. */
function SignInForm({ classCode, joins }: { classCode: string; joins: boolean }) {
  const { t } = useWords();
  const problemText = useProblemText();
  const signIn = useSignIn();
  const [way, setWay] = useState<Way>(classCode || joins ? "code" : "name");
  const wasRefused = signIn.error instanceof ApiProblem && signIn.error.status === 400;
  const submit = (credentials: Credentials) => {
    if (credentials.class_code) localStorage.setItem(CLASS_CODE_KEY, credentials.class_code);
    else localStorage.removeItem(CLASS_CODE_KEY);
    signIn.mutate(credentials);
  };
  return (
    <Form<Credentials> layout="vertical" requiredMark={false} size="large" initialValues={{ class_code: classCode }} onFinish={submit}>
      <Segmented<Way>
        block
        className="band"
        aria-label={t("app.signIn.by")}
        value={way}
        onChange={(chosen) => {
          setWay(chosen);
          signIn.reset();
        }}
        options={[
          { value: "code", label: t("app.signIn.byCode") },
          { value: "name", label: t("app.signIn.byName") },
        ]}
      />
      {signIn.error && (
        <Alert
          type="error"
          showIcon
          role="alert"
          className="band"
          title={wasRefused ? t(way === "code" ? "app.signIn.wrongCode" : "app.signIn.wrong") : problemText(signIn.error)}
        />
      )}
      {way === "code" ? <CodeFields /> : <NameFields />}
      <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
        {t("app.signIn.submit")}
      </Button>
    </Form>
  );
}

export function SignIn() {
  const { t } = useWords();
  const { data: session } = useSession();
  const { state, search, pathname } = useLocation();
  const from = (state as { from?: string } | null)?.from ?? "/";
  const classCode = new URLSearchParams(search).get("code") ?? localStorage.getItem(CLASS_CODE_KEY) ?? "";
  useEffect(() => {
    document.title = `${t("app.signIn.title")} · SimLab`;
  }, [t]);
  if (session?.user) return <Navigate to={from} replace />;
  return (
    <main className="sign-in">
      <Pitch />
      <section className="sign-in-side">
        <div className="sign-in-top">
          <Logo />
          <LangSwitch />
        </div>
        <Card className="sign-in-card">
          <Typography.Title level={1}>{t("app.signIn.title")}</Typography.Title>
          {session?.is_new && (
            <Alert
              type="info"
              showIcon
              className="band"
              title={t("app.signIn.fresh")}
              description={
                <>
                  {t("app.signIn.freshText")} <Typography.Text code>{FIRST_COURSE}</Typography.Text>
                </>
              }
            />
          )}
          <SignInForm classCode={classCode} joins={pathname === "/join"} />
          <Link to="/privacy">{t("privacy.link")}</Link>
        </Card>
      </section>
    </main>
  );
}
