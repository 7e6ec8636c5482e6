import { expect, test } from "vitest";
import { runCli } from "../cli/run-cli.ts";
import { workspace } from "../cli/workspace.ts";

const hub = {
  "hub/main.bicep": `param action string
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-shared'
  properties: { networkAcls: { defaultAction: action } }
}
`,
  "hub/dev.bicepparam": "using 'main.bicep'\nparam action = 'Allow'\n",
  "hub/prod.bicepparam": "using 'main.bicep'\nparam action = 'Deny'\n",
};
const lookup = `resource kv 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: 'kv-shared'
}
`;
/** A parameter of the same name, which decides about a vault of its own. */
const own = `@allowed(['test', 'live'])
param environment string
resource own 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-own'
  properties: { publicNetworkAccess: environment == 'live' ? 'Disabled' : 'Enabled' }
}
`;

function vaultsOf(app: string): readonly unknown[] {
  const { folder, remove } = workspace({ ...hub, "app/main.bicep": app });
  const { vaults } = JSON.parse(runCli("vaults", "--format", "json", folder).out) as {
    vaults: readonly {
      file: string;
      symbol: string;
      dependsOn: unknown;
      cases: readonly { when: object }[];
    }[];
  };
  remove();
  return vaults
    .filter(({ file }) => file.endsWith("app/main.bicep"))
    .map(({ symbol, dependsOn, cases }) => [symbol, dependsOn, cases.map(({ when }) => when)]);
}

test("an answer depends on the environment of the root that declares the vault", () => {
  expect(vaultsOf(lookup)).toEqual([
    ["kv", ["the environment"], [{ environment: "dev" }, { environment: "prod" }]],
  ]);
});

test("it is not the parameter of that name", () => {
  expect(vaultsOf(own + lookup)).toEqual([
    ["own", ["parameter environment"], [{ environment: "test" }, { environment: "live" }]],
    ["kv", ["the environment"], [{ "other environment": "dev" }, { "other environment": "prod" }]],
  ]);
});
