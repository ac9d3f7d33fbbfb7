import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { catalogues, firstLanguage, pickText } from "./index";

type Tree = { [key: string]: string | Tree };

function leaves(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[path + key, value]] : leaves(value, `${path}${key}.`),
  );
}

const placeholders = (text: string): string[] => [...text.matchAll(/{{(\w+)}}/g)].map((found) => found[1] ?? "").toSorted();

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf-8" })
    .filter((file) => /(?<!\.test)\.tsx?$/.test(file))
    .map((file) => readFileSync(join(folder, file), "utf-8"));
}

const english = new Map(leaves(catalogues.en));
const chinese = new Map(leaves(catalogues["zh-CN"]));

describe("the two catalogues", () => {
  it("have the same keys", () => {
    expect([...chinese.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  it("fill in the same placeholders", () => {
    for (const [key, text] of english) expect([key, ...placeholders(chinese.get(key) ?? "")]).toEqual([key, ...placeholders(text)]);
  });

  it("leave no text empty, and none in the wrong language", () => {
    const strays = [...english].filter(([, text]) => /\p{Script=Han}/u.test(text));
    expect(strays).toEqual([]);
    for (const text of [...english.values(), ...chinese.values()]) expect(text.trim()).not.toBe("");
  });

  it("hold every key that a page names", () => {
    const named = sources("src").flatMap((text) => [...text.matchAll(/\bt\("([\w.]+)"/g)].map((found) => found[1] ?? ""));
    const missing = named.filter((key) => !english.has(key) && !english.has(`${key}_other`));
    expect(named.length).toBeGreaterThan(50);
    expect(missing).toEqual([]);
  });
});

describe("the first language", () => {
  it("is Chinese for Chinese browsers, English for others, and what was chosen before all", () => {
    expect(firstLanguage(null, ["zh-TW", "en"])).toBe("zh-CN");
    expect(firstLanguage(null, ["fr-FR", "zh-CN"])).toBe("en");
    expect(firstLanguage(null, [])).toBe("en");
    expect(firstLanguage("en", ["zh-CN"])).toBe("en");
    expect(firstLanguage("klingon", ["zh-CN"])).toBe("zh-CN");
  });

  it("chooses the scenario's texts too", () => {
    expect(pickText({ en: "Germany", zh: "德国" }, "zh-CN")).toBe("德国");
    expect(pickText({ en: "Germany", zh: "德国" }, "en")).toBe("Germany");
  });
});
