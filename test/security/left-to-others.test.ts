import { describe, expect, test } from "vitest";
import { shown } from "../states/printed.ts";
import { type MemoryFiles, runInMemory } from "../support/memory-cli.ts";

const properties = (action: string): string =>
  `properties: { tenantId: tenant().tenantId, networkAcls: { bypass: 'None', defaultAction: '${action}' } }`;
const acls = (action: string): string =>
  `{ properties = { networkAcls = { bypass = "None", defaultAction = "${action}" } } }`;
const rules = (action: string): string =>
  `network_acls {\n    bypass = "None"\n    default_action = "${action}"\n  }`;

/** A vault of which what exists keeps its network, in every syntax. */
const kept: Readonly<Record<string, (action: string) => MemoryFiles>> = {
  Bicep: (action) => ({
    "infra/main.bicep": `@onlyIfNotExists()\nresource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {\n  name: 'kv-prod'\n  location: 'w'\n  ${properties(action)}\n}\n`,
  }),
  "a module of Bicep": (action) => ({
    "infra/main.bicep": `module m 'kv.bicep' = {\n  name: 'm'\n  params: { action: '${action}' }\n}\n`,
    "infra/kv.bicep": `param action string\n@onlyIfNotExists()\nresource kv 'Microsoft.KeyVault/vaults@2026-02-01' = [for i in range(0, 1): {\n  name: 'kv-prod'\n  location: 'w'\n  ${properties("A").replace("'A'", "action")}\n}]\n`,
  }),
  "ARM JSON": (action) => ({
    "infra/main.json": JSON.stringify({
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      resources: [
        {
          ...{ type: "Microsoft.KeyVault/vaults", apiVersion: "2026-02-01", name: "kv-prod", location: "w" },
          "@options": { onlyIfNotExists: [] },
          properties: { tenantId: "t", networkAcls: { bypass: "None", defaultAction: action } },
        },
      ],
    }),
  }),
  azurerm: (action) => ({
    "infra/main.tf": `resource "azurerm_key_vault" "kv" {\n  name = "kv-prod"\n  ${rules(action)}\n  lifecycle {\n    ignore_changes = [network_acls]\n  }\n}\n`,
  }),
  "Terraform in JSON": (action) => ({
    "infra/main.tf.json": JSON.stringify({
      resource: {
        azurerm_key_vault: {
          kv: {
            name: "kv-prod",
            network_acls: [{ bypass: "None", default_action: action }],
            lifecycle: { ignore_changes: ["network_acls"] },
          },
        },
      },
    }),
  }),
  azapi: (action) => ({
    "infra/main.tf": `resource "azapi_resource" "kv" {\n  type = "Microsoft.KeyVault/vaults@2026-02-01"\n  name = "kv-prod"\n  body = ${acls(action)}\n  ignore_body_changes = ["properties.networkAcls"]\n}\n`,
  }),
};

const codes = (files: MemoryFiles, ...options: readonly string[]): readonly string[] =>
  runInMemory(files, "check", ...options).report.findings.flatMap(({ code, file }) =>
    file.includes("infra/") ? [code] : [],
  );

describe.each(Object.entries(kept))("what exists keeps its network: %s", (_, files) => {
  test("a new vault is open for certain, and fails the check", () => {
    const { status, report } = runInMemory(files("Allow"), "check");
    expect(report.findings).toMatchObject([{ code: "KV101", severity: "warning" }]);
    expect(report.findings[0]?.message).toContain(" (once created)");
    expect(status).toBe(1);
  });

  test("every command says when it is open", () => {
    const cases = [{ when: { "exists()": true } }, { when: { "exists()": false } }];
    expect(runInMemory(files("Allow"), "vaults").report.vaults).toMatchObject([
      { exposure: "depends", cases: [{ exposure: "depends" }, { ...cases[1], exposure: "public" }] },
    ]);
    const { verdicts } = runInMemory(files("Allow"), "simulate", "--from", "internet").report;
    expect(verdicts).toMatchObject([{ verdict: "depends", cases: [cases[0], { verdict: "allowed" }] }]);
  });

  test("that a new vault is closed says nothing of one that exists", () => {
    expect(codes(files("Deny"))).toEqual([]);
    const [vault] = runInMemory(files("Deny"), "vaults").report.vaults;
    expect(vault).toMatchObject({ exposure: "depends", cases: [] });
  });

  test("of a vault that exists the state says what it is", () => {
    const state = (defaultAction: string): MemoryFiles => ({
      ...files("Allow"),
      "state.json": JSON.stringify([shown({ name: "kv-prod", defaultAction })]),
    });
    expect(codes(state("Deny"), "--assume", "/repo/state.json")).toEqual([]);
    expect(codes(state("Allow"), "--assume", "/repo/state.json")).toEqual(["KV101"]);
  });
});

test("a vault that another one keeps does not make this one uncertain", () => {
  const text = (name: string, more: string): string =>
    `resource "azurerm_key_vault" "${name}" {\n  name = "${name}"\n  network_acls {\n    bypass = "None"\n    default_action = "Deny"\n    ip_rules = ["203.0.113.7"]\n  }\n  ${more}\n}\n`;
  const ignoring = (what: string): string => `lifecycle {\n    ignore_changes = [${what}]\n  }`;
  const open = text("kv-open", ignoring("network_acls")).replace("Deny", "Allow");
  const files = { "infra/main.tf": open + text("kv-listed", ignoring("network_acls[0].ip_rules")) };
  expect(runInMemory(files, "vaults").report.vaults).toMatchObject([
    { name: "kv-open", exposure: "depends" },
    { name: "kv-listed", exposure: "selected", cases: [] },
  ]);
});
