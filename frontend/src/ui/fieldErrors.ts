import type { FormInstance } from "antd";
import { ApiProblem } from "../api/problems";

/** Puts each complaint at its field; false if one belongs to no field of the form. */
export function showFieldErrors(form: FormInstance, problem: unknown): boolean {
  const errors = problem instanceof ApiProblem ? problem.errors : [];
  const fields = Object.keys(form.getFieldsValue() as Record<string, unknown>);
  const told = errors.map(({ pointer, detail }) => ({ name: pointer.slice(1), errors: [detail] }));
  if (!told.length || told.some(({ name }) => !fields.includes(name))) return false;
  form.setFields(told);
  return true;
}
