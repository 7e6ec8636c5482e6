import { expect, test } from "vitest";
import type { VaultLabel } from "../../server/src/core/access/vault-label.ts";
import type { FindingFact } from "../../server/src/core/rules/facts/related-fact.ts";
import { languages } from "../../server/src/core/index.ts";
import { wordsIn } from "../../server/src/core/words/languages.ts";
import { findingSentences } from "./samples/findings.ts";

/** Findings about a subnet, a zone or a comment do not name a vault. */
const aboutNoVault = ["KV213", "KV214", "KV304", "KV402", "KV412", "KV413", "KV901", "KV902", "KV904"];

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

/** What stands in for something that is not a name counts as long as it usually is; a name of the template, 24 characters. */
const usual: Readonly<Record<string, string>> = {
  PROPERTY: "defaultAction",
  RULE: "203.0.113.128/25",
  RANGE: "203.0.113.0/24",
  VERSION: "2023-07-01",
  FLAG: "enabledForDiskEncryption",
  GROUP: "vault",
  HERE: "Allow",
  THERE: "Deny",
  RIGHT: "privatelink.vaultcore.azure.net",
};

/** With names of 24 characters. A network and its subnet are one name. */
function withUsualNames(sentence: string): string {
  return sentence.replace(
    /(?<![\w-])(?!CIDR)[A-Z]{4,}(?:\/[A-Z]+)*(?![\w-])/g,
    (word) => usual[word] ?? "a".repeat(24),
  );
}

test.each([
  ["en", 110],
  ["de", 130],
] as const)("19 of 20 findings are short with names of 24 characters (%s)", (language, budget) => {
  const said = findingSentences.samples.map(({ say }) => withUsualNames(say(wordsIn(language))));
  const long = said.filter(({ length }) => length > budget);
  expect(long.length, long.join("\n")).toBeLessThanOrEqual(said.length / 20);
});

test.each([
  [
    "en",
    "With sku = \"a\": 0.0.0.0/0 allows every public IPv4 address to reach 'kv' (once created). Otherwise: 'kv' (once created) is reachable from any public address: defaultAction is Allow.",
  ],
  [
    "de",
    "Mit sku = \"a\": 0.0.0.0/0 lässt jede öffentliche IPv4-Adresse auf 'kv' (sobald angelegt) zugreifen. Sonst: 'kv' (sobald angelegt) ist von jeder öffentlichen Adresse erreichbar: defaultAction ist Allow.",
  ],
] as const)("a finding with several reasons says which value leads to which (%s)", (language, expected) => {
  const allowed: FindingFact = { kind: "KV101", property: "defaultAction", because: "allow" };
  const cases = [
    { when: [["sku", "b"]], fact: allowed },
    { when: [["sku", "a"]], fact: { kind: "KV102", rules: "0.0.0.0/0", holdsAll: true } },
    { when: [["sku", "c"]], fact: allowed },
  ] as const;
  const label: VaultLabel = { name: "kv", symbol: "kv", namedBy: null };
  const said = { fact: allowed, cases, label, among: null, whenCreated: "by-nothing" } as const;
  expect(wordsIn(language).finding(said)).toBe(expected);
});

const opened: FindingFact = { kind: "KV101", property: "defaultAction", because: "allow" };
const named = (label: Partial<VaultLabel>): VaultLabel => ({
  name: null,
  symbol: "kv",
  namedBy: null,
  ...label,
});
const many = ["a", "b", "c", "d", "e"];

test.each([
  ["five environments", { environments: many }, "'kv' in a, b, c, and 2 more is"],
  ["four environments", { environments: many.slice(1) }, "'kv' in b, c, d, and e is"],
  ["five callers", { callers: many }, "'kv' as called in a, b, c, and 2 more is"],
  ["the folder around all roots", { callers: ["", "b"] }, "'kv' as called in the top folder and b is"],
  ["an empty name", { label: named({ name: "" }) }, "'kv' is"],
  ["an empty parameter", { label: named({ name: "", namedBy: "vaultName" }) }, "Vault 'vaultName' is"],
])("a finding in %s says so briefly", (_, given, start) => {
  const said = { fact: opened, label: named({}), among: null, ...given };
  expect(wordsIn("en").finding(said)).toBe(
    `${start} reachable from any public address: defaultAction is Allow.`,
  );
});

test("reasons that are said alike are said once", () => {
  const fact: FindingFact = { kind: "KV101", property: "defaultAction", because: "allow" };
  const cases = ["a", "b"].map((sku) => ({ when: [["sku", sku]] as const, fact }));
  const said = { fact, cases, label: null, among: null } as const;
  expect(wordsIn("en").finding(said)).not.toContain("sku");
});
