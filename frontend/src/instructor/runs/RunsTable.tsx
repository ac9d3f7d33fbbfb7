import { App, Button, Dropdown, Input, Modal, Table, Tag } from "antd";
import type { TableColumnsType } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useChangeRun, useCopyRun, useDeleteRun } from "../../api/control";
import type { ClassRun } from "../../api/control";
import { useWords } from "../../i18n/useWords";
import { ScrollRegion } from "../../ui/ScrollRegion";
import { useProblemText } from "../../ui/States";

type Asking = { run: ClassRun; what: "rename" | "copy"; title: string };

function TitleDialogue({ course, asking, onClose }: { course: string; asking: Asking; onClose: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const [title, setTitle] = useState(asking.title);
  const rename = useChangeRun(course);
  const copy = useCopyRun(course);
  const options = { onSuccess: onClose, onError: (problem: unknown) => void message.error(problemText(problem)) };
  const send = () =>
    asking.what === "rename" ? rename.mutate({ run: asking.run.id, title }, options) : copy.mutate({ run: asking.run.id, title }, options);
  return (
    <Modal
      open
      title={t(`runs.${asking.what}`)}
      okText={t("runs.save")}
      cancelText={t("runs.cancel")}
      confirmLoading={rename.isPending || copy.isPending}
      okButtonProps={{ disabled: !title.trim() }}
      onOk={send}
      onCancel={onClose}
    >
      <Input aria-label={t("runs.columns.title")} value={title} maxLength={200} onChange={({ target }) => setTitle(target.value)} />
    </Modal>
  );
}

function Actions({ course, run, onAsk }: { course: string; run: ClassRun; onAsk: (asking: Asking) => void }) {
  const { t, pick } = useWords();
  const { message, modal } = App.useApp();
  const problemText = useProblemText();
  const remove = useDeleteRun(course);
  const title = pick(run.title);
  const deleteIt = () =>
    modal.confirm({
      title: t("runs.deleteSure", { title }),
      okText: t("runs.delete"),
      cancelText: t("runs.cancel"),
      okButtonProps: { danger: true },
      onOk: () => remove.mutateAsync(run.id).catch((problem: unknown) => void message.error(problemText(problem))),
    });
  const items = [
    { key: "rename", label: t("runs.rename"), onClick: () => onAsk({ run, what: "rename", title }) },
    { key: "copy", label: t("runs.copy"), onClick: () => onAsk({ run, what: "copy", title: t("runs.copyOf", { title }) }) },
    ...(run.state === "draft" ? [{ key: "delete", danger: true, label: t("runs.delete"), onClick: () => void deleteIt() }] : []),
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <Button size="small" aria-label={t("runs.actionsOf", { title })}>
        {t("runs.actions")}
      </Button>
    </Dropdown>
  );
}

/** The runs that the class plays together; what students practise is theirs. */
export function RunsTable({ course, runs }: { course: string; runs: ClassRun[] }) {
  const { t, language, pick } = useWords();
  const [asking, setAsking] = useState<Asking | null>(null);
  const titles = new Map(runs.map(({ id, title }) => [id, pick(title)]));
  const word = (key: string) => t(`runs.columns.${key}`);
  const columns: TableColumnsType<ClassRun> = [
    {
      title: word("title"),
      key: "title",
      render: (_, run) => (
        <>
          <Link to={`/runs/${run.id}/class`}>{pick(run.title)}</Link>
          {run.branch_of && (
            <div className="quiet small">{t("runs.branchOf", { title: titles.get(run.branch_of) ?? run.branch_of, day: run.branch_day })}</div>
          )}
        </>
      ),
    },
    {
      title: word("state"),
      key: "state",
      render: (_, run) => (
        <>
          <Tag>{t(`runs.state.${run.state}`)}</Tag>
          {run.decisions_frozen && <Tag color="blue">{t("runs.frozen")}</Tag>}
        </>
      ),
    },
    { title: word("purpose"), key: "purpose", render: (_, run) => t(`runs.purpose.${run.purpose}`) },
    { title: word("day"), key: "day", className: "figure", render: (_, run) => `${run.day} / ${run.days}` },
    { title: word("teams"), key: "teams", className: "figure", render: (_, run) => t(run.worlds > 1 ? "runs.apart" : "runs.together", { count: run.teams }) },
    { title: word("scenario"), dataIndex: "scenario" },
    {
      title: word("clock"),
      key: "clock",
      render: (_, run) =>
        run.next_due_at ? new Date(run.next_due_at).toLocaleString(language, { dateStyle: "short", timeStyle: "short" }) : t(`classroom.clock.${run.clock}`),
    },
    { key: "actions", render: (_, run) => <Actions course={course} run={run} onAsk={setAsking} /> },
  ];
  return (
    <ScrollRegion label={t("runs.list")}>
      <Table rowKey="id" size="middle" className="one-line" columns={columns} dataSource={runs.filter(({ owner }) => !owner)} pagination={false} />
      {asking && <TitleDialogue course={course} asking={asking} onClose={() => setAsking(null)} />}
    </ScrollRegion>
  );
}
