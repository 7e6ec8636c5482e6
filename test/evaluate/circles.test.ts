import { expect, it } from "vitest";
import { analyze, reportConsumers, reportVaults } from "../../server/src/core/index.ts";

/** Azure rejects such a template; it is evaluated anyway, because the user may be fixing it. */
const text = `
resource a 'Microsoft.ApiManagement/service/namedValues@2024-05-01' = {
  parent: b
  name: 'a'
  properties: { keyVault: { secretIdentifier: '\${kv.properties.vaultUri}secrets/s' } }
}
resource b 'Microsoft.ApiManagement/service/namedValues@2024-05-01' = {
  parent: a
  name: 'b'
}
resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv'
  properties: {}
}
`;

it("reads resources whose parents go round in circles", () => {
  const id = "/main.bicep";
  const files = { get: (path: string) => (path === id ? { id, text } : null), resolve: () => id };
  const { worlds } = analyze({ root: id, files });
  expect(reportVaults(worlds).map(({ symbol }) => symbol)).toEqual(["kv"]);
  expect(reportConsumers(worlds).map(({ label }) => label)).toEqual(["a"]);
});
