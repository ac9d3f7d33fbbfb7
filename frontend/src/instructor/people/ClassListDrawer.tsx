import { InboxOutlined } from "@ant-design/icons";
import { Alert, App, Button, Drawer, Radio, Space, Table, Upload } from "antd";
import { useState } from "react";
import { useClassList } from "../../api/people";
import { ApiProblem } from "../../api/problems";
import type { Course, Difference, FieldError } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { useProblemText } from "../../ui/States";
import { DifferenceView } from "./DifferenceView";

type Mistake = { key: string; detail: string };

function mistakesOf(errors: FieldError[]): Mistake[] {
  return errors.map(({ pointer, code, detail }) => ({ key: `${pointer} ${code}`, detail }));
}

/** Everything that is wrong with the list; nothing of it was taken. */
function Mistakes({ problem }: { problem: ApiProblem }) {
  const { t } = useWords();
  const rows = mistakesOf(problem.errors);
  return (
    <>
      <Alert type="error" showIcon role="alert" title={t("people.list.wrong", { count: rows.length })} className="band" />
      <Table<Mistake> size="small" rowKey="key" columns={[{ title: t("people.list.mistake"), dataIndex: "detail" }]} dataSource={rows} pagination={false} />
    </>
  );
}

function Choice({ isWhole, onChange }: { isWhole: boolean; onChange: (whole: boolean) => void }) {
  const { t } = useWords();
  return (
    <Radio.Group
      value={isWhole}
      onChange={(event) => onChange(event.target.value as boolean)}
      className="band"
      options={[
        { value: true, label: t("people.list.whole") },
        { value: false, label: t("people.list.part") },
      ]}
    />
  );
}

/** A class list is shown first, with everybody it would add, move or let go; only then is it taken. */
export function ClassListDrawer({ course, onClose }: { course: Course; onClose: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const [isWhole, setWhole] = useState(true);
  const [file, setFile] = useState<File | null>(null);
  const [found, setFound] = useState<Difference | null>(null);
  const send = useClassList(course.id);
  const look = (wanted: File, whole: boolean) => {
    setFile(wanted);
    setWhole(whole);
    setFound(null);
    send.mutate({ file: wanted, whole }, { onSuccess: setFound });
  };
  const take = () => {
    if (!file || !found) return;
    send.mutate(
      { file, whole: isWhole, confirm: found.digest },
      {
        onSuccess: () => {
          void message.success(t("people.list.taken"));
          onClose();
        },
      },
    );
  };
  const problem = send.error;
  const isMistaken = problem instanceof ApiProblem && problem.errors.some(({ pointer }) => pointer.startsWith("/file"));
  return (
    <Drawer open title={t("people.list.title")} onClose={onClose} size={760}>
      <Choice isWhole={isWhole} onChange={(whole) => (file ? look(file, whole) : setWhole(whole))} />
      <div className="drop">
        <Upload.Dragger
          accept=".csv,.txt,.tsv,.xlsx"
          showUploadList={false}
          beforeUpload={(wanted) => {
            look(wanted, isWhole);
            return false;
          }}
        >
          <p className="ant-upload-drag-icon">
            <InboxOutlined aria-hidden="true" />
          </p>
          <p>{file ? file.name : t("people.list.drop")}</p>
          <p className="quiet small">{t("people.list.columns")}</p>
        </Upload.Dragger>
      </div>
      <div className="answer" aria-live="polite">
        {isMistaken && <Mistakes problem={problem} />}
        {problem && !isMistaken && <Alert type="error" showIcon role="alert" title={problemText(problem)} />}
        {found && <DifferenceView found={found} />}
      </div>
      {found && (
        <Space className="answer">
          <Button type="primary" loading={send.isPending} onClick={take} data-testid="take-list">
            {t("people.list.take")}
          </Button>
          <Button onClick={onClose}>{t("people.cancel")}</Button>
        </Space>
      )}
    </Drawer>
  );
}
