import { PrinterOutlined } from "@ant-design/icons";
import { Alert, Button, Space } from "antd";
import type { Slips } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { Page } from "../../ui/Page";

type Slip = Slips["slips"][number];

/** Both languages on every slip: a class is rarely of one. */
function SlipCard({ slip, course, join }: { slip: Slip; course: string; join: Slips["join"] }) {
  return (
    <article className="slip">
      <img src={join.qr} alt={join.url} />
      <div>
        <h3>{slip.name}</h3>
        <div className="small">{[course, slip.section, slip.team].filter(Boolean).join(" · ")}</div>
        <dl>
          <dt>班级码 Class code</dt>
          <dd>{join.class_code}</dd>
          <dt>学号 Number</dt>
          <dd>{slip.student_number}</dd>
          <dt>口令 Pass phrase</dt>
          <dd>{slip.pass_phrase}</dd>
        </dl>
        <div className="small">{join.url}</div>
      </div>
    </article>
  );
}

/** Slips to print and cut; they cannot be shown again. */
export function SlipSheet({ slips, onDone }: { slips: Slips; onDone: () => void }) {
  const { t } = useWords();
  const buttons = (
    <Space>
      <Button type="primary" icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()}>
        {t("people.slips.print")}
      </Button>
      <Button onClick={onDone}>{t("people.slips.done")}</Button>
    </Space>
  );
  return (
    <Page title={t("people.slips.title", { count: slips.slips.length })} extra={buttons}>
      <Alert type="warning" showIcon title={t("people.slips.once")} className="no-print" />
      <div className="slips">
        {slips.slips.map((slip) => (
          <SlipCard key={slip.seat} slip={slip} course={slips.course} join={slips.join} />
        ))}
      </div>
    </Page>
  );
}
