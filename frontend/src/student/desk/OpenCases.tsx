import { Badge, Button, Select } from "antd";
import { useState } from "react";
import type { CaseAnswer, Inbox, OpenCase, RunDetail } from "../../api/types";
import { useNames } from "../../app/names";
import { useWords } from "../../i18n/useWords";
import { formatMoney } from "../../ui/formats";
import { useTold } from "./DecideButton";
import { OrderLink } from "./OrderLink";

export const ANSWERS: CaseAnswer[] = ["refuse", "apologise", "partial_refund", "full_refund"];
const WHOLE = 10_000;

type Shared = { inbox: Inbox; run: RunDetail; store: string; disabled: boolean; onOpen: (order: string) => void };

/** Each answer with what it gives back of this order. */
function useAnswerOptions({ kind, price_minor, currency }: OpenCase, inbox: Inbox) {
  const { t, language } = useWords();
  const refund = (answer: CaseAnswer): number =>
    Math.round((price_minor * (inbox.refunds.find((one) => one.case === kind && one.answer === answer)?.refund_e4 ?? 0)) / WHOLE);
  return ANSWERS.map((answer) => {
    const word = t(`desk.inbox.answers.${answer}`);
    return { value: answer, label: refund(answer) ? `${word}: ${formatMoney(refund(answer), { currency, language })}` : word };
  });
}

function AnswerForm({ one, inbox, store, disabled }: { one: OpenCase } & Omit<Shared, "run" | "onOpen">) {
  const { t } = useWords();
  const [answer, setAnswer] = useState<CaseAnswer | null>(one.given_answer);
  const { send, isPending } = useTold(store);
  const label = t("desk.inbox.answerOf", { number: one.case_no });
  return (
    <div className="answer">
      <Select aria-label={label} className="filter" placeholder={t("desk.inbox.choose")} value={answer} options={useAnswerOptions(one, inbox)} onChange={setAnswer} disabled={disabled} />
      <Button
        type="primary"
        loading={isPending}
        disabled={disabled || answer === null || answer === one.given_answer}
        onClick={() => send({ kind: "answer_case", payload: { case_no: one.case_no, answer } })}
      >
        {t("desk.inbox.send")}
      </Button>
    </div>
  );
}

function Deadline({ one }: { one: OpenCase }) {
  const { t } = useWords();
  const status = one.given_answer ? "success" : one.days_left ? "processing" : "error";
  const text = one.given_answer
    ? t("desk.inbox.answered", { answer: t(`desk.inbox.answers.${one.given_answer}`) })
    : t("desk.inbox.else", { answer: t(`desk.inbox.answers.${one.standing_answer}`) });
  return (
    <>
      <Badge status={status} text={one.days_left ? t("desk.inbox.due", { day: one.due_day + 1, count: one.days_left }) : t("desk.inbox.dueNow", { day: one.due_day + 1 })} />
      <div className="quiet small">{text}</div>
    </>
  );
}

/** One case a row, the most urgent first; in a narrow window its parts stand below one another. */
export function OpenCases({ inbox, run, store, disabled, onOpen }: Shared) {
  const { t, language } = useWords();
  const names = useNames(run);
  return (
    <ul className="cases" data-testid="open-cases">
      {inbox.open.map((one) => (
        <li key={one.case_no} className="case">
          <div>
            <strong>{t(`desk.inbox.kind.${one.kind}`)}</strong>
            <div className="quiet small">{t("desk.inbox.opened", { number: one.case_no, day: one.opened_day + 1 })}</div>
          </div>
          <div>
            {names.sku(one.sku)}
            <div className="quiet small">
              {names.market(one.market)} · {formatMoney(one.price_minor, { currency: one.currency, language })} · <OrderLink order={one.order} onOpen={onOpen} />
            </div>
          </div>
          <div>
            <Deadline one={one} />
          </div>
          <AnswerForm key={one.given_answer} one={one} inbox={inbox} store={store} disabled={disabled} />
        </li>
      ))}
    </ul>
  );
}
