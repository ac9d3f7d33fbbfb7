import { Select } from "antd";
import type { Inbox } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { useTold } from "./DecideButton";
import { Labelled } from "./Choice";
import { ANSWERS } from "./OpenCases";

/** What is answered when the team says nothing in time; a change is submitted at once. */
export function StandingPolicies({ inbox, store, disabled }: { inbox: Inbox; store: string; disabled: boolean }) {
  const { t } = useWords();
  const { send, isPending } = useTold(store);
  const options = ANSWERS.map((answer) => ({ value: answer, label: t(`desk.inbox.answers.${answer}`) }));
  return (
    <>
      <p className="quiet">{t("desk.inbox.policiesHint")}</p>
      <div className="filters" data-testid="standing-policies">
        {inbox.standing.map((policy) => (
          <Labelled key={policy.case} label={t(`desk.inbox.kind.${policy.case}`)}>
            {(id) => (
              <Select
                id={id}
                className="filter"
                value={policy.answer}
                options={options}
                disabled={disabled}
                loading={isPending}
                onChange={(answer) => send({ kind: "standing_policy", payload: { case: policy.case, answer } })}
              />
            )}
          </Labelled>
        ))}
      </div>
    </>
  );
}
