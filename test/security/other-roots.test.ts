import { expect, test } from "vitest";
import { runInMemory } from "../support/memory-cli.ts";

const shared = {
  "m/m.bicep": `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: { networkAcls: { bypass: 'None', defaultAction: 'Allow' } }
}
`,
  "main.bicep": "module b 'm/m.bicep' = {\n  name: 'b'\n}\n",
  "aaa/main.bicep": "module b '../m/m.bicep' = {\n  name: 'b'\n}\n",
};
const hint = '{ "version": 1, "rules": { "KV101": "hint" } }';
const accepted = '{ "version": 1, "suppressions": [{ "rule": "KV101", "reason": "example only" }] }';

test.each([hint, accepted])("an access file of one root silences no finding of another: %s", (text) => {
  const { status, report } = runInMemory({ ...shared, "aaa/.keyvault-access.jsonc": text });
  const open = report.findings.filter(({ code }) => code === "KV101");
  expect(open.map(({ severity, suppressed }) => [severity, suppressed])).toEqual([["warning", null]]);
  expect(status).toBe(1);
});

test.each([hint, accepted])("one of all roots does: %s", (text) => {
  expect(runInMemory({ ...shared, ".keyvault-access.jsonc": text }).status).toBe(0);
});
