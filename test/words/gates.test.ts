import { describe, expect, test } from "vitest";
import { type Brief, briefOf } from "../../server/src/core/access/brief.ts";
import type { GateFact } from "../../server/src/core/access/gate-fact.ts";
import { languageOf } from "../../server/src/core/words/language.ts";
import { wordsIn } from "../../server/src/core/words/languages.ts";
import terms from "../../server/src/core/words/en/terms.json" with { type: "json" };
import type { Note } from "../../server/src/core/access/codes.ts";
import { gateSamples } from "./samples/gates.ts";

const association = "ASSOCIATION";
const endpoint = "ENDPOINT";

const facts: readonly GateFact[] = Object.values(gateSamples).flat();
const [english, german] = [wordsIn("en"), wordsIn("de")];

describe.each([english, german])("in $language", ({ gate, brief, note }) => {
  test.each(facts)("a sentence for %o", (fact) => {
    const said = gate([fact]);
    expect(said).toMatch(/^\S.*\S\.$/s);
    expect(said).not.toMatch(/undefined|null|\[object| {2}|\.\./);
    for (const [, argument] of JSON.stringify(fact).matchAll(/"([A-Z]{6,}|203\.0\.113\.0\/24)"/g))
      expect(said).toContain(argument);
    expect(brief(briefOf([fact]))).not.toBe("");
  });

  test("different facts say different things", () => {
    const said = facts.map((fact) => gate([fact]));
    // Two counts of a kind may read alike; what a choice means may not.
    expect(new Set(said).size).toBeGreaterThan(facts.length - 4);
  });

  test("a row has room for what a gate says in short", () => {
    for (const fact of facts) expect(brief(briefOf([fact])).length).toBeLessThanOrEqual(26);
  });

  test.each(Object.keys(terms.notes) as Note[])("%s is a sentence", (code) => {
    expect(note(code)).toMatch(/^\S.+\.$/);
  });
});

test("no sentence is left in English", () => {
  for (const fact of facts) expect(german.gate([fact])).not.toBe(english.gate([fact]));
  for (const code of Object.keys(terms.notes) as Note[])
    expect(german.note(code)).not.toBe(english.note(code));
});

test.each<[string | undefined, string]>([
  ["de", "de"],
  ["de-AT", "de"],
  ["DE", "de"],
  ["en-GB", "en"],
  ["fr", "en"],
  ["constructor", "en"],
  ["", "en"],
  [undefined, "en"],
])("a window in %s reads %s", (tag, language) => {
  expect(languageOf(tag)).toBe(language);
});

test.each<[string, readonly GateFact[], Brief]>([
  [
    "a vault in a learning perimeter",
    [{ kind: "perimeter-observes", association, mode: "learning" }],
    { kind: "learning" },
  ],
  [
    "a perimeter without a matching rule",
    [{ kind: "perimeter-rules", association, admits: "no", hasRules: true }],
    { kind: "no-match" },
  ],
  [
    "a perimeter without inbound rules",
    [{ kind: "perimeter-rules", association, admits: "no", hasRules: false }],
    { kind: "no-inbound-rules" },
  ],
  ["no perimeter", [{ kind: "no-perimeter", isPossible: true }], { kind: "none" }],
  ["an endpoint that waits", [{ kind: "endpoint-waiting", endpoint }], { kind: "waiting" }],
  ["subnet rules that are not known", [{ kind: "subnet-rules-unknown" }], { kind: "unknown" }],
])("%s has a brief of its own", (_, said, brief) => {
  expect(briefOf(said)).toEqual(brief);
});
