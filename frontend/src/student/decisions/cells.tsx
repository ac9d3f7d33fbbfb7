import { ExclamationCircleOutlined } from "@ant-design/icons";
import { InputNumber, Select, Switch } from "antd";
import type { ReactNode } from "react";
import { useDecisionKinds } from "../../api/queries";
import { useWords } from "../../i18n/useWords";
import { cellId } from "./draft";
import type { Cell, Draft } from "./draft";

export type CellProps = { draft: Draft; cell: Cell; label: string; disabled?: boolean };

type PayloadSchema = { properties?: Record<string, { minimum?: number; maximum?: number }> };

const noteId = (cell: Cell): string => `note-${cellId(cell).replace(/[^\w-]/g, "-")}`;

type FrameProps = { draft: Draft; cell: Cell; was: string; complaint?: string; children: ReactNode };

/** The input, and below it what was refused or what stands until now. */
function CellFrame({ draft, cell, was, complaint, children }: FrameProps) {
  const { t } = useWords();
  const error = complaint ?? draft.error(cell)?.detail;
  return (
    <div className="cell">
      {children}
      <div id={noteId(cell)} className="cell-note">
        {error ? (
          <span role="alert" className="cell-error">
            <ExclamationCircleOutlined aria-hidden="true" /> {error}
          </span>
        ) : (
          draft.isChanged(cell) && <span className="quiet">{t("decisions.changed", { value: was })}</span>
        )}
      </div>
    </div>
  );
}

function accessible(draft: Draft, cell: Cell, label: string) {
  return {
    "aria-label": label,
    "aria-invalid": draft.error(cell) !== undefined,
    "aria-describedby": noteId(cell),
    status: draft.error(cell) ? ("error" as const) : draft.isChanged(cell) ? ("warning" as const) : undefined,
  };
}

/** The server counts in minor units; its limits are told in the units the reader typed. */
function useLimitText(draft: Draft, cell: Cell, show: (value: number) => string): string | undefined {
  const { t } = useWords();
  const kinds = useDecisionKinds();
  const code = draft.error(cell)?.code;
  const schema = kinds.data?.find((kind) => kind.code === cell.kind)?.schema as PayloadSchema | undefined;
  const { minimum, maximum } = schema?.properties?.[cell.field] ?? {};
  if (code === "greater_than_equal" && minimum !== undefined) return t("decisions.atLeast", { value: show(minimum) });
  if (code === "less_than_equal" && maximum !== undefined) return t("decisions.atMost", { value: show(maximum) });
  return undefined;
}

export type NumberCellProps = CellProps & { digits?: number; show: (value: number) => string };

/** A figure kept in minor units (`digits` of them) and typed in major ones. */
export function NumberCell({ draft, cell, label, disabled, digits = 0, show }: NumberCellProps) {
  const unit = 10 ** digits;
  const value = draft.value(cell);
  const complaint = useLimitText(draft, cell, show);
  return (
    <CellFrame draft={draft} cell={cell} was={show(Number(cell.standing))} complaint={complaint}>
      <InputNumber<number>
        {...accessible(draft, cell, label)}
        className="cell-number"
        value={typeof value === "number" ? value / unit : null}
        precision={digits}
        controls={false}
        disabled={disabled}
        onChange={(typed) => draft.change(cell, typed === null ? null : Math.round(typed * unit))}
      />
    </CellFrame>
  );
}

export type ChoiceCellProps = CellProps & { options: { value: string; label: string }[] };

export function ChoiceCell({ draft, cell, label, disabled, options }: ChoiceCellProps) {
  const was = options.find((option) => option.value === cell.standing)?.label ?? String(cell.standing);
  return (
    <CellFrame draft={draft} cell={cell} was={was}>
      <Select
        {...accessible(draft, cell, label)}
        className="cell-choice"
        value={String(draft.value(cell))}
        options={options}
        disabled={disabled}
        onChange={(chosen) => draft.change(cell, chosen)}
      />
    </CellFrame>
  );
}

export function SwitchCell({ draft, cell, label, disabled }: CellProps) {
  const { t } = useWords();
  const word = (listed: boolean) => t(listed ? "decisions.listed" : "decisions.notListed");
  const { status: _, ...props } = accessible(draft, cell, label);
  return (
    <CellFrame draft={draft} cell={cell} was={word(cell.standing === true)}>
      <Switch {...props} size="small" checked={draft.value(cell) === true} disabled={disabled} onChange={(on) => draft.change(cell, on)} />
      <span className="cell-word">{word(draft.value(cell) === true)}</span>
    </CellFrame>
  );
}
