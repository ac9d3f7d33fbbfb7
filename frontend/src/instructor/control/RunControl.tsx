import { BranchesOutlined, FieldTimeOutlined, LockOutlined, UnlockOutlined } from "@ant-design/icons";
import { App, Button, Card, Checkbox, Input, InputNumber, Modal, Space } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useBranch, useChangeRun, useExtendDeadline, useRelease } from "../../api/control";
import type { RunBrief, RunDetail } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { useProblemText } from "../../ui/States";

const USUAL_MINUTES = 10;
const OVER = new Set(["finished", "graded", "released"]);

type Props = { run: RunDetail; course: string };

function useSay() {
  const { message } = App.useApp();
  const problemText = useProblemText();
  return { onError: (problem: unknown) => void message.error(problemText(problem)), done: (text: string) => void message.success(text) };
}

function Freeze({ run, course }: Props) {
  const { t } = useWords();
  const { onError } = useSay();
  const change = useChangeRun(course);
  const isFrozen = run.decisions_frozen;
  return (
    <Button
      icon={isFrozen ? <UnlockOutlined aria-hidden="true" /> : <LockOutlined aria-hidden="true" />}
      loading={change.isPending}
      onClick={() => change.mutate({ run: run.id, decisions_frozen: !isFrozen }, { onError })}
    >
      {t(isFrozen ? "runs.control.unfreeze" : "runs.control.freeze")}
    </Button>
  );
}

function Extend({ run }: { run: RunDetail }) {
  const { t, language } = useWords();
  const { onError, done } = useSay();
  const extend = useExtendDeadline(run.id);
  const [minutes, setMinutes] = useState(USUAL_MINUTES);
  if (!run.next_due_at) return null;
  const at = new Date(run.next_due_at).toLocaleString(language, { dateStyle: "short", timeStyle: "short" });
  return (
    <div>
      <p className="quiet">{t("runs.control.due", { at })}</p>
      <Space.Compact>
        <InputNumber
          aria-label={t("runs.control.minutes")}
          min={1}
          max={20_160}
          precision={0}
          value={minutes}
          onChange={(value) => setMinutes(value ?? USUAL_MINUTES)}
          className="cell-number"
        />
        <Button
          icon={<FieldTimeOutlined aria-hidden="true" />}
          loading={extend.isPending}
          onClick={() => extend.mutate(minutes, { onError, onSuccess: () => done(t("runs.control.extended", { minutes })) })}
        >
          {t("runs.control.extend")}
        </Button>
      </Space.Compact>
    </div>
  );
}

function BranchDialogue({ run, course, onClose }: Props & { onClose: () => void }) {
  const { t, pick } = useWords();
  const { onError } = useSay();
  const navigate = useNavigate();
  const branch = useBranch(course, run.id);
  const last = Math.min(run.day, run.days - 1);
  const [day, setDay] = useState(last);
  const [title, setTitle] = useState(t("runs.control.branchTitle", { title: pick(run.title), day: last }));
  const [same_luck, setSameLuck] = useState(false);
  return (
    <Modal
      open
      title={t("runs.control.branch")}
      okText={t("runs.create")}
      cancelText={t("runs.cancel")}
      confirmLoading={branch.isPending}
      onOk={() => branch.mutate({ day, title, same_luck }, { onError, onSuccess: ({ id }) => (onClose(), void navigate(`/runs/${id}/class`)) })}
      onCancel={onClose}
    >
      <p className="quiet">{t("runs.control.branchNote")}</p>
      <Space direction="vertical" className="wide-choice">
        <div className="labelled">
          <label htmlFor="branch-day">{t("runs.control.branchDay")}</label>
          <InputNumber id="branch-day" min={1} max={last} precision={0} value={day} onChange={(value) => setDay(value ?? last)} />
        </div>
        <div className="labelled">
          <label htmlFor="branch-title">{t("runs.columns.title")}</label>
          <Input id="branch-title" maxLength={200} value={title} onChange={({ target }) => setTitle(target.value)} />
        </div>
        <Checkbox disabled={!OVER.has(run.state)} checked={same_luck} onChange={({ target }) => setSameLuck(target.checked)}>
          {t("runs.control.sameLuck")}
        </Checkbox>
      </Space>
    </Modal>
  );
}

function Ending({ run, course, mayRelease }: Props & { mayRelease: boolean }) {
  const { t } = useWords();
  const { modal } = App.useApp();
  const { onError, done } = useSay();
  const change = useChangeRun(course);
  const release = useRelease(course, run.id);
  const ask = (what: "finish" | "release", act: () => Promise<unknown>) =>
    void modal.confirm({
      title: t(`runs.control.${what}Sure`),
      okText: t(`runs.control.${what}`),
      cancelText: t("runs.cancel"),
      onOk: () => act().then(() => done(t(`runs.control.${what}Done`)), onError),
    });
  if (run.day > 0 && (run.state === "running" || run.state === "paused")) {
    return (
      <Button loading={change.isPending} onClick={() => ask("finish", () => change.mutateAsync({ run: run.id, state: "finished" }))}>
        {t("runs.control.finish")}
      </Button>
    );
  }
  if (run.state === "graded" && mayRelease) {
    return (
      <Button type="primary" loading={release.isPending} onClick={() => ask("release", () => release.mutateAsync(undefined))}>
        {t("runs.control.release")}
      </Button>
    );
  }
  return null;
}

/** What staff do to a run between its days. */
export function RunControl({ run, brief }: { run: RunDetail; brief: RunBrief }) {
  const { t } = useWords();
  const [isBranching, setBranching] = useState(false);
  const isOver = OVER.has(run.state);
  return (
    <Card title={t("runs.control.title")} data-testid="run-control">
      <Space wrap>
        {!isOver && <Freeze run={run} course={brief.course} />}
        {run.day > 0 && (
          <Button icon={<BranchesOutlined aria-hidden="true" />} onClick={() => setBranching(true)}>
            {t("runs.control.branch")}
          </Button>
        )}
        <Ending run={run} course={brief.course} mayRelease={run.role === "instructor"} />
      </Space>
      {!isOver && <Extend run={run} />}
      {run.released_seed && <p className="quiet">{t("runs.control.seed", { seed: run.released_seed })}</p>}
      {isBranching && <BranchDialogue run={run} course={brief.course} onClose={() => setBranching(false)} />}
    </Card>
  );
}
