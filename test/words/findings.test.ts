import { expect, test } from "vitest";
import { languages } from "../../server/src/core/index.ts";
import { wordsIn } from "../../server/src/core/words/languages.ts";
import { findingSentences } from "./samples/findings.ts";

/** Findings about a subnet, a zone or a comment do not name a vault. */
const aboutNoVault = ["KV213", "KV304", "KV401", "KV402", "KV412", "KV413", "KV901", "KV902", "KV904"];

test.each(languages)("a finding names its vault (%s)", (language) => {
  const silent = findingSentences.samples.filter(({ say }) => !say(wordsIn(language)).includes("VAULT"));
  expect([...new Set(silent.map(({ kind }) => kind))]).toEqual(aboutNoVault);
});

test.each(findingSentences.samples.map(({ kind, say }) => [kind, say(wordsIn("en"))] as const))(
  "%s says in at most 90 characters beside names what is wrong: %s",
  (_, said) => {
    const written = said.replace(/'?[A-Z][A-Z0-9/]{2,}'?/g, "").replace(/'[^']*'/g, "");
    expect(written.length).toBeLessThanOrEqual(90);
  },
);
