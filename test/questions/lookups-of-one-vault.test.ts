import { describe, expect, test } from "vitest";
import { runCli } from "../cli/run-cli.ts";
import { workspace } from "../cli/workspace.ts";

const declared = `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-\${uniqueString(resourceGroup().id)}'
  properties: { publicNetworkAccess: 'Disabled' }
}
output name string = kv.name
`;
const lookup =
  "param name string\nresource kv 'Microsoft.KeyVault/vaults@2026-02-01' existing = { name: name }\n";
const call = (symbol: string, name: string, scope = ""): string =>
  `module ${symbol} 'm/use.bicep' = { name: '${symbol}', ${scope} params: { name: ${name} } }\n`;
const calls = (...all: readonly string[]): Readonly<Record<string, string>> => ({
  "m/kv.bicep": declared,
  "m/use.bicep": lookup,
  "main.bicep": `param first string\nparam other string\nmodule kv 'm/kv.bicep' = { name: 'kv' }\n${all.join("")}`,
});

function printed(files: Readonly<Record<string, string>>, ...options: readonly string[]): string {
  const { folder, remove } = workspace(files);
  const { out } = runCli("vaults", ...options, folder);
  remove();
  return out;
}

describe("lookups within a root", () => {
  test("of the vault of a module, by the module's output, are beneath it", () => {
    const files = calls(call("one", "kv.outputs.name"), call("two", "kv.outputs.name"));
    expect(printed(files)).toContain("\n1 vault.\n");
    expect(printed(files, "--format", "json")).toMatch(/"linkedTo": \{[^}]*"module": "kv"/);
  });

  test("of one vault whose name is not known are one", () => {
    expect(printed(calls(call("one", "first"), call("two", "first")))).toContain(
      "\n1 vault, 1 referenced.\n",
    );
  });

  test("of what may be several vaults are several", () => {
    const others = calls(
      call("one", "first"),
      call("two", "other"),
      call("far", "first", "scope: resourceGroup('far'),"),
    );
    expect(printed(others)).toContain("\n1 vault, 3 referenced.\n");
  });
});
