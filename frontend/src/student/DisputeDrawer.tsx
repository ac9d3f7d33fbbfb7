import { App, Button, Checkbox, Descriptions, Drawer, Space } from "antd";
import { useState } from "react";
import { useDecide } from "../api/changes";
import type { Dispute, Disputes, Evidence } from "../api/types";
import { useWords } from "../i18n/useWords";
import { useProblemText } from "../ui/States";
import { formatMoney } from "../ui/formats";

export type DisputeDrawerProps = { store: string; dispute: Dispute | null; told: Disputes; onClose: () => void };

/** The best chance that the chosen evidence gives: what the store does not have adds nothing. */
function bestOdds(dispute: Dispute, told: Disputes, chosen: Evidence[]): number {
  const odds = told.odds.find((row) => row.ground === dispute.ground);
  if (!odds) return 0;
  const sent = odds.points.filter((row) => chosen.includes(row.evidence) && dispute.proofs.includes(row.evidence));
  return sent.reduce((sum, row) => sum + row.points_e4, odds.base_e4) / 100;
}

function Facts({ dispute }: { dispute: Dispute }) {
  const { t, language } = useWords();
  const money = (minor: number) => formatMoney(minor, { currency: dispute.currency, language });
  const evidence = dispute.state === "opened" ? dispute.proofs : dispute.evidence;
  const items = [
    { key: "order", label: t("disputes.order"), children: dispute.order },
    { key: "ground", label: t("disputes.ground"), children: t(`disputes.grounds.${dispute.ground}`) },
    { key: "code", label: t("disputes.code"), children: dispute.reason_code },
    { key: "amount", label: t("disputes.amount"), children: money(dispute.amount_minor) },
    { key: "fee", label: t("disputes.fee"), children: money(dispute.fee_minor) },
    {
      key: "evidence",
      label: t(dispute.state === "opened" ? "disputes.proofs" : "disputes.evidence"),
      children: evidence.map((code) => t(`disputes.evidences.${code}`)).join(", ") || "–",
    },
  ];
  return <Descriptions column={1} size="small" bordered items={items} />;
}

/** Contest with evidence, or accept. The answer counts when the next day opens. */
function AnswerForm({ store, dispute, told, onClose }: { store: string; dispute: Dispute; told: Disputes; onClose: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const decide = useDecide(store);
  const [chosen, setChosen] = useState<Evidence[]>(dispute.given_evidence ?? dispute.proofs);
  const known = told.odds.find((row) => row.ground === dispute.ground)?.points ?? [];
  const options = known.map(({ evidence }) => ({
    value: evidence,
    label: dispute.proofs.includes(evidence) ? t(`disputes.evidences.${evidence}`) : t("disputes.missing", { evidence: t(`disputes.evidences.${evidence}`) }),
  }));
  const answer = (evidence: Evidence[]) => () => {
    decide.mutate(
      { kind: "represent", payload: { dispute_no: dispute.dispute_no, evidence } },
      {
        onSuccess: () => {
          void message.success(t(evidence.length ? "disputes.willContest" : "disputes.willAccept"));
          onClose();
        },
        onError: (problem) => void message.error(problemText(problem)),
      },
    );
  };
  const dollars = ((told.costs?.represent_cents ?? 0) + chosen.length * (told.costs?.evidence_cents ?? 0)) / 100;
  return (
    <Space orientation="vertical" className="answer">
      <strong id="evidence">{t("disputes.choose")}</strong>
      <Checkbox.Group aria-labelledby="evidence" options={options} value={chosen} onChange={setChosen} />
      <span className="quiet">{t("disputes.chance", { odds: bestOdds(dispute, told, chosen).toFixed(0), dollars })}</span>
      <Space>
        <Button type="primary" disabled={!chosen.length} loading={decide.isPending} onClick={answer(chosen)}>
          {t("disputes.contest")}
        </Button>
        <Button danger disabled={decide.isPending} onClick={answer([])}>
          {t("disputes.accept")}
        </Button>
      </Space>
    </Space>
  );
}

export function DisputeDrawer({ store, dispute, told, onClose }: DisputeDrawerProps) {
  const { t } = useWords();
  return (
    <Drawer open={dispute !== null} onClose={onClose} size={460} destroyOnHidden title={dispute && t("disputes.one", { number: dispute.dispute_no })}>
      {dispute && <Facts dispute={dispute} />}
      {dispute?.state === "opened" && <AnswerForm store={store} dispute={dispute} told={told} onClose={onClose} />}
    </Drawer>
  );
}
