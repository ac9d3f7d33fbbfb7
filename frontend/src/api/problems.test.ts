import { describe, expect, it } from "vitest";
import { csrfToken } from "./client";
import { ApiProblem, toProblem, unwrap } from "./problems";

const BODY = {
  type: "about:blank",
  title: "Not accepted",
  status: 400,
  errors: [{ pointer: "/payload/price_minor", code: "greater_than_equal", detail: "must be at least 1" }],
};

describe("a problem", () => {
  it("knows its field", () => {
    const problem = toProblem(400, BODY);
    expect(problem.about("price_minor")?.detail).toBe("Must be at least 1");
    expect(problem.about("sku")).toBeUndefined();
    expect(problem.summary).toBe("Must be at least 1");
  });

  it("survives answers that are not problems at all", () => {
    expect(toProblem(502, "<html>").errors).toEqual([]);
    expect(toProblem(500, undefined).status).toBe(500);
  });

  it("is what a refused call throws; a dead line is status 0", async () => {
    const refused = Promise.resolve({ error: BODY, response: new Response(null, { status: 400 }) });
    await expect(unwrap(refused)).rejects.toBeInstanceOf(ApiProblem);
    await expect(unwrap(Promise.reject(new TypeError("network")))).rejects.toMatchObject({ status: 0 });
  });
});

it("the CSRF token is read from among the cookies", () => {
  expect(csrfToken("a=1; csrftoken=secret; b=2")).toBe("secret");
  expect(csrfToken("xcsrftoken=other")).toBe("");
});
