import { describe, expect, it } from "vitest";
import type { Files } from "../../server/src/core/index.ts";
import { analyze, readSource, reportVerdicts } from "../../server/src/core/index.ts";
import { testGrammar } from "../support/hcl-grammar.ts";

/** The verdict on a subnet at each vault. */
function answers(source: string, name: string, text: string): readonly string[] {
  const document = { id: `/main.${name}`, text };
  const files: Files = {
    get: (id) => (id === document.id ? document : null),
    resolve: (_from, path) => path,
    list: (folder) => (folder === "/" ? [document.id] : null),
    grammar: () => testGrammar,
  };
  const reading = readSource(source);
  if (!("source" in reading)) throw new Error(reading.fault.kind);
  return reportVerdicts(analyze({ root: document.id, files }).worlds, source, reading.source).map(
    ({ verdict, reason }) => `${verdict} ${reason}`,
  );
}

describe("a vault that is looked up by the name of another", () => {
  const bicep = (name: string): string => `param env string
param isProd bool
param prefix string
param location string
var short = { westeurope: 'we', eastus: 'eu' }
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: { subnets: [ { name: 'app', properties: { addressPrefix: '10.0.0.0/24' } } ] }
}
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: ${name}
  properties: { publicNetworkAccess: 'Disabled' }
}
resource again 'Microsoft.KeyVault/vaults@2026-02-01' existing = {
  name: ${name}
}
resource pe 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe'
  properties: {
    subnet: { id: vnet.properties.subnets[0].id }
    privateLinkServiceConnections: [ { name: 'kv', properties: { privateLinkServiceId: again.id, groupIds: ['vault'] } } ]
  }
}
`;

  it.each([
    "env == 'prod' ? 'kv-contoso' : 'kv-contoso-${env}'",
    "isProd ? 'kv-prod-1' : 'kv-dev-1'",
    "'kv-${isProd ? 'prod' : 'dev'}'",
    "'kv-${toLower(isProd ? 'PROD' : 'DEV')}'",
    "empty(prefix) ? 'kv-a' : 'kv-${prefix}'",
    "'kv-${short[location]}'",
    "'kv-${short[resourceGroup().location]}'",
  ])("is that one: %s", (name) => {
    expect(answers("subnet:app", "bicep", bicep(name))).toEqual([
      "allowed ALLOW_PRIVATE_ENDPOINT",
      "allowed ALLOW_PRIVATE_ENDPOINT",
    ]);
  });

  it("is perhaps another where the choices differ", () => {
    const text = bicep("isProd ? 'kv-1' : 'kv-2'").replace(
      "existing = {\n  name: isProd",
      "existing = {\n  name: env == 'prod'",
    );
    expect(answers("subnet:app", "bicep", text)[0]).not.toBe("allowed ALLOW_PRIVATE_ENDPOINT");
  });
});
