import { Select } from "antd";
import { useId } from "react";
import type { ReactNode } from "react";

export type Option = { value: string; label: string };

/** A label above its control. */
export function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="labelled">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

type ChoiceProps = { label: string; value: string | undefined; options: Option[]; onChange: (value: string) => void };

export function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <Labelled label={label}>
      {(id) => <Select id={id} className="filter" showSearch optionFilterProp="label" value={value} options={options} onChange={onChange} />}
    </Labelled>
  );
}
