import { App, Button } from "antd";
import { useDecide } from "../../api/changes";
import type { NewDecision } from "../../api/changes";
import { useWords } from "../../i18n/useWords";
import { useProblemText } from "../../ui/States";

/** Submits a decision and tells at the top of the page what came of it. */
export function useTold(store: string) {
  const { t } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const decide = useDecide(store);
  const send = (decision: NewDecision): void =>
    decide.mutate(decision, {
      onSuccess: ({ effective_day }) => void message.success(t("desk.accepted", { day: effective_day + 1 })),
      onError: (problem) => void message.error(problemText(problem)),
    });
  return { send, isPending: decide.isPending };
}

type DecideButtonProps = { store: string; decision: NewDecision; label: string; name: string; disabled: boolean };

/** `label` is what is seen; `name` says to a screen reader what it is about. */
export function DecideButton({ store, decision, label, name, disabled }: DecideButtonProps) {
  const { send, isPending } = useTold(store);
  return (
    <Button size="small" aria-label={name} loading={isPending} disabled={disabled} onClick={() => send(decision)}>
      {label}
    </Button>
  );
}
