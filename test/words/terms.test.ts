import { expect, test } from "vitest";
import type { Words } from "../../server/src/core/words/words.ts";
import { wordsIn } from "../../server/src/core/words/languages.ts";
import { allSentences } from "./samples/all.ts";

test("every sentence has samples, except the texts of the rule pages", () => {
  const used = new Set<string | symbol>();
  const words = new Proxy<Words>(wordsIn("en"), {
    get: (target, key) => {
      used.add(key);
      return Reflect.get(target, key) as unknown;
    },
  });
  for (const { samples } of allSentences) for (const { say } of samples) say(words);
  expect(Object.keys(wordsIn("en")).filter((key) => !used.has(key))).toEqual(["rules"]);
});
