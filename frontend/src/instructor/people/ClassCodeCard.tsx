import { App, Button, Card, Popconfirm, Typography } from "antd";
import { useJoin, useRenewClassCode } from "../../api/people";
import { useWords } from "../../i18n/useWords";
import { Answer, useProblemText } from "../../ui/States";
import type { CourseDesk } from "./PeoplePage";

/** An address that no phone can open. */
function isOnlyHere(url: string): boolean {
  return ["127.0.0.1", "localhost", "[::1]"].includes(new URL(url).hostname);
}

/** What is written on the board: the code, the address, and both as a picture. */
export function ClassCodeCard({ course, mayChange }: CourseDesk) {
  const { t } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const renew = useRenewClassCode(course.id);
  const renewCode = () => renew.mutate(undefined, { onError: (problem) => void message.error(problemText(problem)) });
  const button = (
    <Popconfirm title={t("people.code.renewSure")} okText={t("people.code.renew")} cancelText={t("people.cancel")} onConfirm={renewCode}>
      <Button size="small" loading={renew.isPending}>
        {t("people.code.renew")}
      </Button>
    </Popconfirm>
  );
  return (
    <Card title={t("people.code.title")} extra={mayChange && button}>
      <Answer of={useJoin(course.id)} rows={3}>
        {(join) => (
          <div className="join">
            <img src={join.qr} alt={t("people.code.qr")} className="join-qr" />
            <div>
              <Typography.Text strong copyable className="class-code">
                {join.class_code}
              </Typography.Text>
              <div className="quiet small">{join.url}</div>
              {isOnlyHere(join.url) && <div className="only-here small">{t("people.code.onlyHere")}</div>}
            </div>
          </div>
        )}
      </Answer>
    </Card>
  );
}
