import { describe, expect, it } from "vitest";
import { titleOf } from "../support/said.ts";
import { apply, lettingIn, verdict } from "./scene.ts";

const bicep = (rules: string): string => `param addresses array = [
  '203.0.113.7'
]
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: { networkAcls: { defaultAction: 'Deny', ipRules: ${rules} } }
}
`;
const terraform = (rules: string): string => `variable "addresses" {
  default = ["203.0.113.7"]
}
resource "azurerm_key_vault" "kv" {
  name = "kv"
  network_acls {
    default_action = "Deny"
    bypass         = "None"
    ip_rules       = ${rules}
  }
}
`;
const source = "198.51.100.9";

describe("a rule is added to the list that a loop takes its items from", () => {
  it.each([
    ["bicep", bicep("[for each in addresses: { value: each }]"), "  '198.51.100.9/32'\n]"],
    [
      "bicep",
      bicep("[for (each, i) in addresses: { value: each, action: 'Allow' }]"),
      "  '198.51.100.9/32'\n]",
    ],
    [
      "bicep",
      bicep("[for each in [ { value: '203.0.113.7' } ]: each]"),
      "[ { value: '203.0.113.7' }, { value: '198.51.100.9/32' } ]",
    ],
    ["tf", terraform("[for each in var.addresses : each]"), '["203.0.113.7", "198.51.100.9/32"]'],
  ] as const)("%s: %s", (syntax, text, written) => {
    const [fix] = lettingIn(text, syntax, source);
    expect(fix && titleOf(fix)).toContain("198.51.100.9/32");
    const changed = fix ? apply(text, syntax, fix) : "";
    expect(changed).toContain(written);
    expect(verdict(text, syntax, source)).toBe("denied");
    expect(verdict(changed, syntax, source)).toBe("allowed");
    expect(verdict(changed, syntax, "203.0.113.7")).toBe("allowed");
  });
});

describe("no rule is added where a loop makes something else of its items", () => {
  it.each([
    ["leaves some out", "[for each in addresses: if (each != '') { value: each }]"],
    ["computes them", "[for each in addresses: { value: '${each}/32' }]"],
    ["uses each one twice", "[for each in addresses: { value: each, name: each }]"],
    ["writes another property", "[for each in addresses: { address: each }]"],
    ["writes the position", "[for (each, i) in addresses: { value: each, id: i }]"],
  ])("%s", (_what, rules) => {
    const text = bicep(rules);
    expect(lettingIn(text, "bicep", source).map((fix) => apply(text, "bicep", fix))).toEqual([]);
  });
});
