import { expect, test } from "vitest";
import { compared, type Side, sideOf } from "../support/compared.ts";
import type { Texts } from "../support/files-in-memory.ts";

const vault = (name: string, rules = "[]"): string =>
  `resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: '${name}'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None', ipRules: ${rules} } }
}
`;
const job = (name: string): string =>
  `pool: { vmImage: ubuntu-latest }\nsteps:\n  - task: AzureKeyVault@2\n    inputs: { KeyVaultName: ${name} }\n`;

/** Two vaults of their own roots, one of which may depend on other files, and a pipeline that calls one of them. */
const files = (called: string, more: Texts = {}): Texts => ({
  "/w/a/main.bicep": vault("kv-a"),
  "/w/b/main.bicep": vault("kv-b", "loadJsonContent('rules.json')"),
  "/w/b/rules.json": '[{ "value": "203.0.113.7" }]',
  "/w/azure-pipelines.yml": job(called),
  ...more,
});

test.each<readonly [string, Texts, Texts]>([
  ["a job calls another vault", files("kv-a"), files("kv-b")],
  [
    "a text that a template loads differs",
    files("kv-a"),
    files("kv-a", { "/w/b/rules.json": '[{ "value": "203.0.113.8" }]' }),
  ],
  ["a root is new", files("kv-a"), files("kv-a", { "/w/c/main.bicep": vault("kv-c") })],
  ["nothing differs", files("kv-a"), files("kv-a")],
])("where %s, what one side takes from the other changes no answer", (_, before, after) => {
  const now = sideOf(after);
  const told = (past: Side): readonly unknown[] => {
    const { changes, proof } = compared(past, now);
    const rows = changes.map(({ from, kind, before: was, after: is }) => [
      from,
      kind,
      was?.verdict,
      is?.verdict,
    ]);
    return [rows, proof?.complete, proof?.undecided, proof?.compared];
  };
  const past = sideOf(before, now);
  expect(told(past)).toEqual(told(sideOf(before)));
  expect(past.alone.some((each) => now.alone.includes(each))).toBe(true);
});
