import { App, Button, Descriptions, Modal, Space } from "antd";
import { useOwnStore } from "../../app/place";
import { useWords } from "../../i18n/useWords";
import { useProblemText } from "../../ui/States";
import { usePayloadText } from "./RecentDecisions";
import type { Collision, Draft } from "./draft";

function OneCollision({ collision, draft }: { collision: Collision; draft: Draft }) {
  const { t, language } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const { run, store } = useOwnStore();
  const what = usePayloadText(store.id, run);
  const { yours, theirs } = collision;
  const at = new Date(theirs.created_at).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
  const settle = (isMine: boolean): void =>
    void draft.settle(collision, isMine).catch((problem: unknown) => void message.error(problemText(problem)));
  return (
    <>
      <Descriptions
        bordered
        size="small"
        column={1}
        items={[
          { key: "yours", label: t("team.collision.yours"), children: what(yours) },
          { key: "theirs", label: t("team.collision.theirs", { name: theirs.by ?? t("team.collision.somebody"), at }), children: what(theirs) },
        ]}
      />
      <Space className="collision-choice">
        <Button onClick={() => settle(false)}>{t("team.collision.keep")}</Button>
        <Button type="primary" onClick={() => settle(true)}>
          {t("team.collision.send")}
        </Button>
      </Space>
    </>
  );
}

/** Both values of what a team mate has changed meanwhile, one after the other, until each is settled. */
export function Collisions({ draft }: { draft: Draft }) {
  const { t } = useWords();
  const [first] = draft.collisions;
  return (
    <Modal open={Boolean(first)} title={t("team.collision.title")} closable={false} footer={null}>
      <p>{t("team.collision.text")}</p>
      {first && <OneCollision key={first.id} collision={first} draft={draft} />}
    </Modal>
  );
}
