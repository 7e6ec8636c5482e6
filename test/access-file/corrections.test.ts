import { expect, test } from "vitest";
import { applyChanges, changesFor, correctWord } from "../../server/src/core/index.ts";
import { judgeText, rules, vaultText } from "./judge-text.ts";

const access = "/infra/.keyvault-access.jsonc";
const main = "/infra/main.bicep";

const template = `resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-hub'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [{ name: 'snet-app', properties: { addressPrefix: '10.0.1.0/24' } }]
  }
}
resource webapp 'Microsoft.Web/sites@2024-04-01' = {
  name: 'webapp'
  properties: {
    siteConfig: { appSettings: [{ name: 'key', value: '@Microsoft.KeyVault(VaultName=kv-shop;SecretName=key)' }] }
  }
}
${vaultText("kv", rules("Deny", ["203.0.113.0/28"]), "'kv-shop'")}`;

/** Sources and a test, and what of the file is different once it is corrected. */
const cases: readonly (readonly [
  what: string,
  sources: string,
  written: string,
  corrected: string | null,
])[] = [
  ["a source", '"office": { "any": true }', '"from": "ofice", "to": "kv"', '"from": "office"'],
  ["a source that always exists", "", '"from": "Internt", "to": "kv"', '"from": "internet"'],
  ["a vault by its name", "", '"from": "internet", "to": "kv-shpo"', '"to": "kv-shop"'],
  ["a vault by its symbol", "", '"from": "internet", "to": ["kvv"]', '"to": ["kv"]'],
  ["a vault of a file", "", '"from": "internet", "to": "main.bicep#kv-sho"', '"to": "main.bicep#kv-shop"'],
  ["a subnet", "", '"from": "subnet:vnet-hub/snet-ap", "to": "kv"', '"from": "subnet:vnet-hub/snet-app"'],
  ["a subnet without its network", "", '"from": "subnet:snet-ap", "to": "kv"', '"from": "subnet:snet-app"'],
  ["an app", "", '"from": "consumer:webap", "to": "kv"', '"from": "consumer:webapp"'],
  [
    "an app where it is described",
    '"shop": { "consumer": "web-app" }',
    '"from": "shop", "to": "kv"',
    '"consumer": "webapp"',
  ],
  ["a service", "", '"from": "service:azure-bakcup", "to": "kv"', '"from": "service:azure-backup"'],
  [
    "a service where it is described",
    '"saver": { "service": "Azure Bakcup" }',
    '"from": "saver", "to": "kv"',
    '"service": "Azure Backup"',
  ],
  ["an environment", "", '"from": "internet", "to": "kv", "environment": "prdo"', '"environment": "prod"'],
  ["nothing like any name", "", '"from": "basement", "to": "kv"', null],
  ["a pattern", "", '"from": "internet", "to": "kv-shp*"', null],
  ["a file that has no such vault", "", '"from": "internet", "to": "other.bicep#kv"', null],
  ["what JSON escapes", '"a\\"ofice": { "any": true }', '"from": "a\\"office", "to": "kv"', null],
];

test.each(cases)("%s", (_, sources, written, corrected) => {
  const text = `{
    "version": 1,
    "root": true,
    "sources": { ${sources} },
    "environments": { "prod": {} },
    "tests": [{ "name": "t", ${written}, "expect": "deny" }]
  }`;
  const [result] = judgeText({ [access]: text, [main]: template }, [main]);
  expect(result?.rule).toBe("KV602");
  const { correction } = result ?? {};
  const document = { id: access, text };
  const changes = correction ? (changesFor(correctWord(correction), { get: () => document }) ?? []) : [];
  const after = applyChanges(text, changes);
  if (corrected === null) expect(after).toBe(text);
  else {
    expect(after).toContain(corrected);
    const [again] = judgeText({ [access]: after, [main]: template }, [main]);
    expect(again?.rule).not.toBe("KV602");
  }
});
