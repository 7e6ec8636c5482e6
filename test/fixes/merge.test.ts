import { describe, expect, it } from "vitest";
import { judgeAcross, vaultsAcross } from "../../server/src/core/access/worlds.ts";
import { IpSet } from "../../server/src/core/ip/ip-set.ts";
import { apply, offered, open, type Syntax, syntaxes } from "./scene.ts";
import { titleOf } from "../support/said.ts";

/** A vault with these rules, each on a line of its own, in a variable that is used as often as given; 0 for none. */
function textOf(syntax: Syntax, rules: readonly string[], uses = 0): string {
  const lines = (item: (rule: string) => string): string =>
    rules.map((rule) => `    ${item(rule)}`).join("\n");
  switch (syntax) {
    case "json":
      return armText(rules, uses);
    case "bicep": {
      const list = `[\n${lines((rule) => `{ value: '${rule}' }`)}\n  ]`;
      const vault = (name: string): string => `resource ${name} 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: '${name}'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None', ipRules: ${uses > 0 ? "rules" : list} } }
}
`;
      const vaults = ["kv", "kv2"].slice(0, Math.max(1, uses)).map(vault).join("");
      return uses > 0 ? `var rules = ${list}\n${vaults}` : vaults;
    }
    case "tf": {
      const list = `[\n${lines((rule) => `"${rule}",`)}\n  ]`;
      const vault = (name: string): string => `resource "azurerm_key_vault" "${name}" {
  name = "${name}"
  network_acls {
    default_action = "Deny"
    bypass         = "None"
    ip_rules       = ${uses > 0 ? "local.rules" : list}
  }
}
`;
      const vaults = ["kv", "kv2"].slice(0, Math.max(1, uses)).map(vault).join("");
      return uses > 0 ? `locals {\n  rules = ${list}\n}\n${vaults}` : vaults;
    }
  }
}

function armText(rules: readonly string[], uses: number): string {
  const list = rules.map((value) => ({ value }));
  const vault = (name: string): unknown => ({
    type: "Microsoft.KeyVault/vaults",
    apiVersion: "2026-02-01",
    name,
    properties: {
      networkAcls: {
        defaultAction: "Deny",
        bypass: "None",
        ipRules: uses > 0 ? "[variables('rules')]" : list,
      },
    },
  });
  const template = {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    variables: { rules: uses > 0 ? list : [] },
    resources: ["kv", "kv2"].slice(0, Math.max(1, uses)).map(vault),
  };
  return JSON.stringify(template, null, 2);
}

/** How many addresses the vault certainly admits. */
function admitted(text: string, syntax: Syntax): number {
  const [across] = vaultsAcross(open(text, syntax).analysis.worlds);
  const everywhere = { kind: "addresses", addresses: IpSet.all } as const;
  return (across && judgeAcross(across, () => everywhere)?.answer.allowed.size) ?? 0;
}

const at = (rule: string): RegExp => new RegExp(`(?<=["'])${rule.replaceAll(".", "\\.")}(?=["'])`);

describe.each(syntaxes)("merging IP rules into one range in %s", (syntax) => {
  const rules = ["203.0.113.4", "203.0.113.6/31", "198.51.100.7", "203.0.113.128/26"];
  const text = textOf(syntax, rules);
  const titles = (of: string, rule: string): readonly string[] => offered(of, syntax, at(rule)).map(titleOf);

  it("is offered with the nearest neighbours, and says how many more get in", () => {
    expect(titles(text, "203.0.113.4")).toEqual([
      "Merge 2 IP rules into 203.0.113.4/30 (allows 1 more address)",
    ]);
  });

  it("is offered with the whole list where one range holds it", () => {
    const near = textOf(syntax, ["203.0.113.4", "203.0.113.6/31", "203.0.113.128/26"]);
    expect(titles(near, "203.0.113.4")).toEqual([
      "Merge 2 IP rules into 203.0.113.4/30 (allows 1 more address)",
      "Merge 3 IP rules into 203.0.113.0/24 (allows 189 more addresses)",
    ]);
  });

  it("allows exactly as many addresses as it says, and keeps the other rules", () => {
    for (const fix of ["203.0.113.4", "203.0.113.128/26"].flatMap((rule) =>
      offered(text, syntax, at(rule)),
    )) {
      const after = apply(text, syntax, fix);
      const added = fix.title.kind === "merge" ? fix.title.added : null;
      expect(admitted(after, syntax) - admitted(text, syntax)).toBe(added);
      expect(after).toContain("198.51.100.7");
      expect(fix.keepsAccess).toBe(false);
    }
  });

  it.each([
    ["rules that are far apart", ["203.0.113.7", "198.51.100.7"], "203.0.113.7"],
    ["an exact merge", ["203.0.113.0/25", "203.0.113.128/25"], "203.0.113.0/25"],
    ["a single rule", ["203.0.113.7"], "203.0.113.7"],
    ["other places", rules, "Deny"],
  ])("is not offered for %s", (_, each, place) => {
    expect(titles(textOf(syntax, each), place)).toEqual([]);
  });

  it("is not offered where a list has other uses", () => {
    const two = ["203.0.113.4", "203.0.113.6"];
    expect(titles(textOf(syntax, two, 1), "203.0.113.4")).toHaveLength(1);
    expect(titles(textOf(syntax, two, 2), "203.0.113.4")).toEqual([]);
  });
});
