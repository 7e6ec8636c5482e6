import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { check } from "../../server/src/core/workspace/check.ts";
import { apply, offered, open, type Syntax, syntaxes, verdict } from "./scene.ts";
import { titleOf } from "../support/said.ts";

const sources = ["internet", "subnet:app", "subnet:pool", "subnet:db", "service:azure-backup"];

/** Who of those in question gets in. */
function admitted(text: string, syntax: Syntax): readonly string[] {
  return sources.filter((source) => verdict(text, syntax, source) === "allowed");
}

/** Everything but hints about bypass that is not written. */
function findings(text: string, syntax: Syntax): readonly string[] {
  const { analysis } = open(text, syntax);
  return check(analysis).map(({ code }) => code);
}

const atDefaultAction = /["']?Allow["']/;

describe.each(syntaxes)("closing the firewall in %s", (syntax) => {
  const text = readFileSync(fileURLToPath(new URL(`open.${syntax}`, import.meta.url)), "utf8");

  it("is offered for callers that it can keep", () => {
    expect(offered(text, syntax, atDefaultAction).map(titleOf)).toEqual([
      "Turn on the firewall and keep allowing trusted services",
      "Turn on the firewall and keep allowing subnet vnet/app",
      "Turn on the firewall and keep allowing subnet vnet/pool",
      "Turn on the firewall and keep allowing trusted services and 2 subnets",
    ]);
  });

  it.each([
    [0, ["service:azure-backup"]],
    [1, ["subnet:app"]],
    [2, ["subnet:pool"]],
    [3, ["subnet:app", "subnet:pool", "service:azure-backup"]],
  ])("keeps only the callers it names (%i)", (index, kept) => {
    const fix = offered(text, syntax, atDefaultAction)[index];
    if (!fix) throw new Error("not offered");
    const closed = apply(text, syntax, fix);
    expect(admitted(text, syntax)).toEqual(sources);
    expect(admitted(closed, syntax)).toEqual(kept);
    expect(findings(closed, syntax)).toEqual([]);
    expect(closed).toContain("until the network is ready");
    expect(fix.keepsAccess).toBe(false);
    expect(offered(closed, syntax, /Deny["']/).filter(({ title }) => title.kind === "close")).toEqual([]);
  });

  it("writes references as the syntax has them", () => {
    const fix = offered(text, syntax, atDefaultAction)[3];
    if (!fix) throw new Error("not offered");
    const closed = apply(text, syntax, fix);
    for (const reference of references[syntax]) expect(closed).toContain(reference);
  });
});

it.each(syntaxes)("all that is written into empty rules is written at once in %s", (syntax) => {
  const text = emptyRules[syntax];
  const fix = offered(text, syntax, /kv\b/).at(-1);
  const closed = fix ? apply(text, syntax, fix) : "";
  expect(verdict(closed, syntax, "internet")).toBe("denied");
  expect(verdict(closed, syntax, "service:azure-backup")).toBe("allowed");
  expect(open(closed, syntax).analysis.problems).toEqual([]);
});

const emptyRules: Readonly<Record<Syntax, string>> = {
  json: JSON.stringify({
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    resources: [
      {
        type: "Microsoft.KeyVault/vaults",
        apiVersion: "2026-02-01",
        name: "kv-shop",
        properties: { networkAcls: {} },
      },
    ],
  }),
  bicep:
    "resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {\n  name: 'kv-shop'\n  properties: { networkAcls: {} }\n}\n",
  tf: 'resource "azurerm_key_vault" "kv" {\n  name = "kv-shop"\n  network_acls {}\n}\n',
};

const references: Readonly<Record<Syntax, readonly string[]>> = {
  json: [
    `"id": "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'app')]"`,
    `"value": "[reference(resourceId('Microsoft.Network/publicIPAddresses', 'pip')).ipAddress]"`,
    `"dependsOn": [
        "[resourceId('Microsoft.Network/virtualNetworks', 'vnet')]",
        "[resourceId('Microsoft.Network/publicIPAddresses', 'pip')]"
      ]`,
  ],
  bicep: ["id: '${vnet.id}/subnets/app'", "value: pip.properties.ipAddress"],
  tf: ["virtual_network_subnet_ids = [azurerm_subnet.app.id]", "= [azurerm_public_ip.pip.ip_address]"],
};

describe.each(syntaxes)("letting in a subnet in %s", (syntax) => {
  const text = readFileSync(fileURLToPath(new URL(`open.${syntax}`, import.meta.url)), "utf8")
    .replace(/Allow/, "Deny")
    .replace("None", "AzureServices");

  it("is offered by what it has", () => {
    const titles = offered(text, syntax, /Deny["']/).map((fix) => titleOf(fix).replace(/azurerm_\w+\./, ""));
    expect(titles).toEqual([
      "Allow subnet vnet/app (adds a subnet rule)",
      "Allow subnet vnet/pool (adds an IP rule for pip)",
      "Allow subnet vnet/db (adds a subnet rule and turns on the service endpoint)",
    ]);
  });

  it("allows only that subnet, once", () => {
    for (const [index, source] of ["subnet:app", "subnet:pool", "subnet:db"].entries()) {
      const fix = offered(text, syntax, /Deny["']/)[index];
      if (!fix) throw new Error("not offered");
      const after = apply(text, syntax, fix);
      expect(admitted(text, syntax)).toEqual(["service:azure-backup"]);
      expect(admitted(after, syntax)).toEqual([source, "service:azure-backup"]);
      expect(findings(after, syntax)).toEqual([]);
      expect(offered(after, syntax, /Deny["']/).map(titleOf)).not.toContain(titleOf(fix));
    }
  });
});
