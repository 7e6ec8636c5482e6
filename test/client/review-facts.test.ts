import { describe, expect, test } from "vitest";
import { noDiff } from "../../server/src/lsp/requests/diff.ts";
import { lineNotes, reviewFacts } from "../../client/src/what-if/review-facts.ts";
import { english } from "./english.ts";
import { between, reviewed } from "./review-results.ts";

const result = await reviewed();
const baseline = { kind: "baseline", hasGit: true } as const;

describe("a review", () => {
  const { caption, note, parts } = reviewFacts(english, result, baseline);

  test("says what is compared, who gains access, who loses it, and what is not known", () => {
    expect(caption).toBe("Compared with main");
    expect(note).toMatch(
      /^8 callers gain access to 2 vaults: .*; proved for what the repository declares\.$/,
    );
    expect(parts.map(({ effect, title }) => [effect, title])).toEqual([
      ["gains", "Gains access"],
      ["loses", "Loses access"],
    ]);
    const said = parts.map(({ rows }) =>
      rows.map(({ source, vault, before, after }) => `${source} ${vault}: ${before} → ${after}`),
    );
    expect(said[0]).toContain("internet kv-shop-dev: Denied → Allowed");
    expect(said[0]).toContain("198.51.100.3 kv-shop-prod: Denied → Allowed");
    expect(said[1]).toEqual(["192.0.2.1 kv-shop-prod: Allowed → Denied"]);
  });

  test("leads to the lines that decide, and warns of the internet", () => {
    const [first, ...others] = parts[0]?.rows ?? [];
    expect(first).toMatchObject({ source: "internet", exposed: true, where: "main.bicep:45" });
    expect(others.every(({ exposed }) => !exposed)).toBe(true);
  });

  test("of two revisions is named by them", async () => {
    const range = reviewFacts(english, await between(), { kind: "between", label: "v1..v2" });
    expect(range.caption).toBe("v1..v2");
    expect(range.parts.map(({ effect, rows }) => [effect, rows.map(({ source }) => source)])).toEqual([
      ["gains", ["198.51.100.3"]],
      ["loses", ["192.0.2.1"]],
    ]);
  });

  test("says where git is missing, and that nothing is selected", () => {
    const notCompared = "Not compared: pipeline:ci.yml#build.";
    const without = reviewFacts(
      english,
      { ...result, label: null, notCompared, review: "1 caller gains access." },
      { kind: "baseline", hasGit: false },
    );
    expect([without.caption, without.note]).toEqual([
      "Compared with the files as they were",
      "Git is not available here, so only changes since the review was opened are shown. 1 caller gains access. Not compared: pipeline:ci.yml#build.",
    ]);
    expect(reviewFacts(english, noDiff, baseline).caption).toBe("Nothing to compare with is selected.");
  });
});

test("a caller without an answer is missing where the vault is there, and gains nothing without access", () => {
  const [any] = result.changes;
  if (!any) throw new Error("Something differs.");
  const told = (change: Partial<typeof any>): readonly string[] =>
    reviewFacts(english, { ...result, changes: [{ ...any, ...change }] }, baseline).parts.flatMap(
      ({ rows }) => rows.map(({ before, after }) => `${before} → ${after}`),
    );
  const gained = { before: null, after: "allowed", effect: "gains" } as const;
  expect(told({ ...gained, kind: "changed" })).toEqual(["no such caller → Allowed"]);
  expect(told({ ...gained, kind: "added" })).toEqual(["no vault → Allowed"]);
  expect(told({ before: null, after: "denied", effect: "none", kind: "added" })).toEqual([]);
});

test("at each line that decides is what was said before", () => {
  const notes = lineNotes(english, result).map(({ line, text }) => [line + 1, text]);
  expect(notes).toContainEqual([45, expect.stringMatching(/^internet: was Denied at main, \+\d+$/)]);
  const [plain] = lineNotes(english, {
    ...result,
    label: null,
    changes: result.changes.filter(({ from }) => from === "internet"),
  });
  expect(plain?.text).toBe("internet: was Denied");
});
