import { expect, test } from "vitest";
import type { TestCell } from "../../server/src/core/access-file/test-fact.ts";
import type { Language } from "../../server/src/core/index.ts";
import { wordsIn } from "../../server/src/core/words/languages.ts";

test("what a test wanted and found has a line for each source and vault", () => {
  const cells: readonly TestCell[] = [
    {
      from: "lab",
      vault: "kv",
      wanted: { kind: "access", verdict: "allowed", ways: ["ipRule", "subnetRule"] },
      found: { kind: "access", verdict: "denied", ways: [] },
    },
    {
      from: null,
      vault: "kv",
      wanted: { kind: "exposure", exposures: ["private", "selected"] },
      found: { kind: "exposure", exposures: ["public"] },
    },
  ];
  const say = (language: Language): readonly string[] =>
    (["wanted", "found"] as const).map((what) => wordsIn(language).cells(cells, what));
  expect(say("en")).toEqual([
    "lab → kv: allowed by ipRule or subnetRule\nkv: private or selected",
    "lab → kv: denied\nkv: public",
  ]);
  expect(say("de")).toEqual([
    "lab → kv: zugelassen über ipRule oder subnetRule\nkv: privat oder für ausgewählte Netzwerke offen",
    "lab → kv: verweigert\nkv: öffentlich",
  ]);
});
