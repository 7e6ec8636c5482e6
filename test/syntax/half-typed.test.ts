import { describe, expect, it } from "vitest";
import { analyze, reportVaults, type VaultReport } from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { filesOf } from "../terraform/workspace.ts";
import { messageOf } from "../support/said.ts";

/** A closed vault, one fact a line. Whoever takes a line away or leaves it half written opens nothing for certain. */
const texts: Readonly<Record<string, string>> = {
  "main.json": `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.KeyVault/vaults",
      "apiVersion": "2026-02-01",
      "name": "kv",
      "properties": {
        "publicNetworkAccess": "Enabled",
        "enableRbacAuthorization": true,
        "networkAcls": {
          "bypass": "None",
          "defaultAction": "Deny",
          "ipRules": [{ "value": "203.0.113.7" }]
        }
      }
    }
  ]
}
`,
  "main.bicep": `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: {
    publicNetworkAccess: 'Enabled'
    enableRbacAuthorization: true
    networkAcls: {
      bypass: 'None'
      defaultAction: 'Deny'
      ipRules: [{ value: '203.0.113.7' }]
    }
  }
}
`,
  "main.tf": `resource "azurerm_key_vault" "kv" {
  name                          = "kv"
  public_network_access_enabled = true
  rbac_authorization_enabled    = true
  network_acls {
    bypass         = "None"
    default_action = "Deny"
    ip_rules       = ["203.0.113.7"]
  }
}
`,
};

/** The lines that are one fact, and which fact of a report it is. */
const facts: readonly (readonly [RegExp, keyof VaultReport])[] = [
  [/public_?network_?access/i, "publicNetworkAccess"],
  [/bypass/, "bypass"],
  [/default_?action/i, "defaultAction"],
  [/ip_?rules/i, "ipRules"],
];

describe.each(Object.keys(texts))("in %s", (name) => {
  const lines = (texts[name] ?? "").split("\n");
  const [whole] = vaultsOf(lines.join("\n"));
  const written = lines
    .map((line, index) => ({ line, index }))
    .filter(({ line }) => /^ +"?\w+"?\s*[:=] /.test(line));

  it("the whole vault is closed, and known", () => {
    expect(whole).toMatchObject({ publicNetworkAccess: "Enabled", bypass: "None", defaultAction: "Deny" });
    expect(findingsOf(lines.join("\n"))).toEqual([]);
  });

  it("a line cut anywhere makes no finding", () => {
    for (const { line, index } of written) {
      for (let end = line.search(/\S/) + 1; end < line.length; end++) {
        const text = lines.with(index, line.slice(0, end)).join("\n");
        const found = findingsOf(text);
        expect(found, `${line.slice(0, end)}⏎`).toEqual([]);
      }
    }
  });

  it("a name that is half typed, or has no value yet, leaves all else known", () => {
    // Without a type, a JSON resource is not a vault.
    for (const { line, index } of written.filter(({ line: each }) => !/[{[]$|"type"/.test(each))) {
      const value = line.search(/[:=]/) + 1;
      // A string of JSON that does not end goes on to the next quotation mark, wherever that is.
      const first = name.endsWith(".json") ? value - 1 : line.search(/\S/) + 1;
      for (let end = first; end <= value; end++) {
        const text = lines.with(index, line.slice(0, end)).join("\n");
        const [vault] = vaultsOf(text);
        for (const [pattern, fact] of facts) {
          if (!pattern.test(line))
            expect(vault?.[fact], `${line.slice(0, end)}⏎ ${fact}`).toEqual(whole?.[fact]);
        }
      }
    }
  });

  function vaultsOf(text: string): readonly VaultReport[] {
    return reportVaults(analysisOf(text).worlds);
  }

  function findingsOf(text: string): readonly string[] {
    return check(analysisOf(text)).map((each) => `${each.code} ${messageOf(each)}`);
  }

  function analysisOf(text: string): ReturnType<typeof analyze> {
    return analyze({ root: name.endsWith(".tf") ? "/w/" : `/w/${name}`, files: filesOf({ [name]: text }) });
  }
});
