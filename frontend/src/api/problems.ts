import type { Decision, FieldError } from "./types";

/** What the server said no to (RFC 9457), or status 0 when it could not be reached at all. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly errors: FieldError[];
  /** What a team mate has decided about the same meanwhile. */
  readonly theirs?: Decision;

  constructor(status: number, title: string, errors: FieldError[] = [], theirs?: Decision) {
    super(title);
    this.name = "ApiProblem";
    this.status = status;
    this.errors = errors;
    this.theirs = theirs;
  }

  /** The complaint about one field of the request body, by the last part of its JSON pointer. */
  about(field: string): FieldError | undefined {
    return this.errors.find((error) => error.pointer.split("/").pop() === field);
  }

  /** The one line to show where no field can carry it. */
  get summary(): string {
    return this.errors[0]?.detail || this.message;
  }
}

function sentence({ detail, ...error }: FieldError): FieldError {
  return { ...error, detail: detail.charAt(0).toUpperCase() + detail.slice(1) };
}

type Outcome<T> = { data?: T; error?: unknown; response: Response };

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

export function toProblem(status: number, body: unknown): ApiProblem {
  if (!isRecord(body)) return new ApiProblem(status, "");
  const title = typeof body.title === "string" ? body.title : "";
  const errors = Array.isArray(body.errors) ? (body.errors as FieldError[]).map(sentence) : [];
  return new ApiProblem(status, title, errors, isRecord(body.theirs) ? (body.theirs as Decision) : undefined);
}

/** The data of an answer, or its problem thrown. */
export async function unwrap<T>(call: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await call.catch(() => {
    throw new ApiProblem(0, "");
  });
  if (!response.ok) throw toProblem(response.status, error);
  return data as T;
}
