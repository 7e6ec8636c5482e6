import { expect, test } from "vitest";
import { analyze, type Files, readSource, reportVerdicts } from "../../server/src/core/index.ts";

const root = "/main.bicep";
const template = (endpoints: string): string => `param endpoints array
resource vnet 'Microsoft.Network/virtualNetworks@2023-09-01' = {
  name: 'vnet'
  properties: {
    subnets: [{ name: 'app', properties: { addressPrefix: '10.0.0.0/24', serviceEndpoints: ${endpoints} } }]
  }
}
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: {
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
      virtualNetworkRules: [{ id: resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'app') }]
    }
  }
}
`;

test.each([
  ["endpoints", "depends", "DEPENDS_PARAMETER"],
  ["[{ service: 'Microsoft.KeyVault' }]", "allowed", "ALLOW_SUBNET_RULE"],
])("a listed subnet with the service endpoints %s is %s: %s", (endpoints, verdict, reason) => {
  const text = template(endpoints);
  const files: Files = { get: (id) => (id === root ? { id, text } : null), resolve: (_, path) => path };
  const reading = readSource("subnet:vnet/app");
  if (!("source" in reading)) throw new Error(reading.fault.kind);
  const answers = reportVerdicts(analyze({ root, files }).worlds, "subnet:vnet/app", reading.source);
  expect(answers.map((each) => [each.verdict, each.reason])).toEqual([[verdict, reason]]);
});
