import { readFileSync, readdirSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { analyze, type Document, type Files } from "../../../server/src/core/index.ts";
import { check } from "../../../server/src/core/workspace/check.ts";
import { tokenize } from "../../../server/src/core/syntax/bicep/lexer.ts";
import { parseBicep } from "../../../server/src/core/syntax/bicep/parse.ts";
import { checkSpans, wholeObjects } from "./laws.ts";

/** Every template of the rules and scenarios that is written in Bicep. */
const tests = fileURLToPath(new URL("../../", import.meta.url)).replaceAll("\\", "/");
const fixtures = ["rules", "scenarios"].flatMap((folder) =>
  readdirSync(`${tests}${folder}`, { recursive: true, encoding: "utf8" })
    .filter((name) => /(?<!\.fixed)\.bicep$/.test(name))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .sort(),
);

/** Every offset and far more places with `FUZZ=all`, which takes minutes; a sample of them with every run. */
const all = process.env["FUZZ"] === "all";
const [stride, places] = all ? [1, 40] : [17, 2];

/**
 * Findings that rest on something not being written, or not doing anything: a setting, a property, an endpoint, a dependency, a
 * record, an approval, a way in for a consumer.
 */
const absences = /^KV(?:10|208|21[12]|[345])/;

/** What a deleted or inserted token may truly change: a value, and with it how open a vault is; or how many rules it has. */
const openings = /^KV(?:10[1-4]|208)/;

/** Where what is lost, a declaration or a word, would have changed what is certainly true of the rest. */
const exceptions: readonly (readonly [string, RegExp])[] = [
  ["rules/kv101-open-to-the-internet/some-instances-of-module.bicep", /^KV107/],
  ["rules/kv503-enabled-service-blocked/secured-by-perimeter.bicep", /^KV503/],
  ["scenarios/written-twice/main.bicep", /^KV101/],
];

describe.each(fixtures)("%s", (fixture) => {
  const text = readFileSync(tests + fixture, "utf8");

  it("cut anywhere, has spans in order, and no object that claims to be whole lacks anything", () => {
    const whole = wholeObjects(parseBicep(text));
    for (let cut = text.length % stride; cut <= text.length; cut += stride)
      expectNoLoss(text.slice(0, cut), whole);
  });

  it("cut, or with tokens deleted or inserted, yields no absence that it does not have", () => {
    const own = findingsOf(fixture, text);
    for (const damaged of damagedTexts(text)) {
      const { codes, isDamaged } = findingsOf(fixture, damaged);
      if (!isDamaged) continue;
      const isCut = text.startsWith(damaged);
      const invented = [...codes].filter(
        (code) =>
          absences.test(code) &&
          (isCut || !openings.test(code)) &&
          !isAmong(own.codes, code) &&
          !isException(fixture, code),
      );
      expect(invented, `…${damaged.slice(-60)}`).toEqual([]);
    }
  });
});

function expectNoLoss(text: string, whole: ReadonlyMap<string, ReadonlySet<string>>): void {
  const file = parseBicep(text);
  checkSpans(file);
  if (file.intact) return;
  for (const [path, keys] of wholeObjects(file)) {
    const lost = [...(whole.get(path) ?? [])].filter((key) => !keys.has(key));
    expect(lost, `${path} in\n${text}`).toEqual([]);
  }
}

/** A vault that has lost its name is still the same, and so is a zone that its vault no longer finds. */
function isAmong(codes: ReadonlySet<string>, code: string): boolean {
  const bare = code.slice(0, 6);
  const isNameless = code.includes(" ?");
  return (
    codes.has(code) || codes.has(bare) || (isNameless && [...codes].some((each) => each.startsWith(bare)))
  );
}

/** Cuts, deletions and insertions, spread over the text. */
function damagedTexts(text: string): readonly string[] {
  const { list } = tokenize(text);
  return Array.from({ length: places }, (_, index) => (index + 0.7) / places).flatMap((at) => {
    const cut = Math.floor(at * text.length);
    const token = Math.floor(at * list.count);
    const [start, end] = [list.starts[token] ?? 0, list.ends[token] ?? 0];
    const brackets = ["{", "}", "[", "'"] as const;
    return [
      text.slice(0, cut),
      text.slice(0, start) + text.slice(end),
      text.slice(0, start) + (brackets[token % brackets.length] ?? "{") + text.slice(start),
    ];
  });
}

function findingsOf(
  fixture: string,
  text: string,
): { readonly codes: ReadonlySet<string>; readonly isDamaged: boolean } {
  const root = tests + fixture;
  const files: Files = {
    get: (id) => (id === root ? { id, text } : readDocument(id)),
    resolve: (from, path) => posix.resolve(posix.dirname(from), path),
  };
  const analysis = analyze({ root, files });
  const found = check(analysis);
  for (const { span } of found.filter((each) => each.span.document === root))
    expect(0 <= span.start && span.start <= span.end && span.end <= text.length).toBe(true);
  return {
    codes: new Set(found.map(({ code, vault }) => `${code} ${vault ?? ""}`)),
    isDamaged: analysis.problems.length > 0,
  };
}

function readDocument(id: string): Document | null {
  try {
    return { id, text: readFileSync(id, "utf8") };
  } catch {
    // The fixture names a file that is not there.
    return null;
  }
}

function isException(fixture: string, code: string): boolean {
  return exceptions.some(([name, codes]) => name === fixture && codes.test(code));
}
