import { relative } from "node:path";
import { describe, expect, test } from "vitest";
import { runCli } from "../cli/run-cli.ts";
import { workspace } from "../cli/workspace.ts";

const vault = (rules: string): string => `
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-shop'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None'${rules} } }
}
`;
const network = `
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  resource agents 'subnets' = { name: 'agents', properties: { serviceEndpoints: [{ service: 'Microsoft.KeyVault' }] } }
}
`;
const pipeline = `trigger: none
pool: Private-Agents
steps:
  - task: AzureKeyVault@2
    inputs: { KeyVaultName: kv-shop }
`;
const accessFile = (means: object): string =>
  JSON.stringify({ version: 1, sources: { "pool:private-agents": means } });

/** What `check` says of the step, and what `simulate` says of its job. */
function ask(files: Readonly<Record<string, string>>): readonly (string | undefined)[] {
  const { folder, remove } = workspace({ "azure-pipelines.yml": pipeline, ...files });
  const found = /KV805: .*/.exec(runCli("check", folder).out)?.[0];
  const from = `pipeline:${relative(process.cwd(), folder)}/azure-pipelines.yml`;
  const asked = JSON.parse(runCli("simulate", "--format", "json", "--from", from, folder).out) as {
    readonly verdicts: readonly { readonly verdict: string }[];
  };
  remove();
  return [found, asked.verdicts[0]?.verdict];
}

describe("a job on a pool that the access file describes", () => {
  test("is reported where the vault blocks its addresses", () => {
    const files = {
      "main.bicep": vault(""),
      ".keyvault-access.jsonc": accessFile({ ip: "203.0.113.0/28" }),
    };
    expect(ask(files)).toEqual([
      "KV805: 'kv-shop' blocks this step: no rule allows the addresses of its pool.",
      "denied",
    ]);
  });

  test("is reported where the vault blocks its subnet, also if another root declares that", () => {
    const access = accessFile({ subnet: "vnet/agents" });
    const said = "KV805: 'kv-shop' blocks this step: subnet vnet/agents of its pool is not allowed.";
    const own = { "main.bicep": vault("") + network, ".keyvault-access.jsonc": access };
    expect(ask(own)).toEqual([said, "denied"]);
    const other = { "main.bicep": vault(""), "hub.bicep": network, ".keyvault-access.jsonc": access };
    expect(ask(other)).toEqual([said, "denied"]);
  });

  test("is not reported where a rule allows it, in part, or maybe", () => {
    const access = accessFile({ ip: ["203.0.113.0/28", "198.51.100.7"] });
    const rules = (ranges: string): string => vault(`, ipRules: [${ranges}]`);
    const all = "{ value: '203.0.113.0/28' }, { value: '198.51.100.7' }";
    const files = { ".keyvault-access.jsonc": access };
    expect(ask({ ...files, "main.bicep": rules(all) })).toEqual([undefined, "allowed"]);
    expect(ask({ ...files, "main.bicep": rules("{ value: '203.0.113.0/28' }") })).toEqual([
      undefined,
      "partial",
    ]);
    const open = `param own string\n${rules("{ value: own }")}`;
    expect(ask({ ...files, "main.bicep": open })).toEqual([undefined, "depends"]);
  });

  test("is not reported where nothing describes its pool", () => {
    expect(ask({ "main.bicep": vault("") })[0]).toBeUndefined();
  });
});
