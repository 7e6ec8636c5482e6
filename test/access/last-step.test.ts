import { describe, expect, it } from "vitest";
import {
  ask,
  type JsonObject,
  privateEndpoint,
  subnetId,
  template,
  vault,
  virtualNetwork,
} from "./deployment.ts";
import { german } from "../../server/src/core/words/de/german.ts";
import { english } from "../../server/src/core/words/en/english.ts";

const parameters = { action: { type: "string" }, rules: { type: "array" } };
const listed = [{ value: "203.0.113.0/28" }];

describe("what is said of the default action, the last step", () => {
  it.each<readonly [networkAcls: JsonObject, from: string, verdict: string, said: string]>([
    [
      { defaultAction: "Deny", ipRules: listed },
      "198.51.100.7",
      "denied",
      "No rule matched, so the default action denies the request.",
    ],
    [
      { defaultAction: "Deny", ipRules: listed },
      "203.0.113.7",
      "allowed",
      "Not reached: an earlier step already decided.",
    ],
    [{ defaultAction: "Allow" }, "internet", "allowed", "Not reached: an earlier step already decided."],
    [
      { defaultAction: "Deny", ipRules: listed },
      "203.0.113.0/27",
      "partial",
      "No rule matched the other addresses, so the default action denies them.",
    ],
    [
      { defaultAction: "Deny", ipRules: "[parameters('rules')]" },
      "203.0.113.7",
      "depends",
      "If no rule matches, the default action denies the request.",
    ],
    [
      { defaultAction: "[parameters('action')]", ipRules: listed },
      "198.51.100.7",
      "depends",
      "No rule matched, so the default action decides.",
    ],
    [
      { defaultAction: "[parameters('action')]", ipRules: "[parameters('rules')]" },
      "203.0.113.7",
      "depends",
      "If no rule matches, the default action decides.",
    ],
  ])("with %o, from %s", (networkAcls, from, verdict, said) => {
    const answer = ask(template([vault({ networkAcls })], { parameters }), from);
    expect(answer.verdict).toBe(verdict);
    expect(english.gate(answer.steps.at(-1)?.facts ?? [])).toBe(said);
    const isOpen = said.includes("default action decides");
    expect(answer.steps.at(-1)?.outcome === "maybe").toBe(isOpen);
  });

  it("comes after a step that counts the public addresses among those listed", () => {
    const networkAcls = { defaultAction: "Deny", ipRules: [{ value: "172.0.0.0/8" }] };
    const rules = ask(template([vault({ networkAcls })]), "internet").steps.at(-2);
    expect(english.gate(rules?.facts ?? [])).toContain("The IP rules list 15,728,640 addresses;");
  });

  it("is said in German", () => {
    const networkAcls = { defaultAction: "Deny", ipRules: listed };
    const answer = ask(template([vault({ networkAcls })]), "203.0.113.0/27");
    expect(german.gate(answer.steps.at(-1)?.facts ?? [])).toBe(
      "Keine Regel traf auf die anderen Adressen zu, also verweigert die Standardaktion deren Anforderungen.",
    );
  });
});

describe("what the IP rules list, for the internet", () => {
  it.each<readonly [rules: JsonObject[] | string, said: string]>([
    [[{ value: "10.0.0.0/8" }], "No IP rule lists a public address."],
    [listed, "The IP rules list 16 addresses; an arbitrary client is not among them."],
    [
      "[parameters('rules')]",
      "The listed addresses are not known; they are assumed not to include every address.",
    ],
    [
      "[concat(parameters('rules'), createArray(createObject('value', '203.0.113.7')))]",
      "The IP rules list at least 1 address; they are assumed not to include every address.",
    ],
  ])("with %o", (ipRules, said) => {
    const root = template([vault({ networkAcls: { defaultAction: "Deny", ipRules } })], { parameters });
    const step = ask(root, "internet").steps.find(({ gate }) => gate === "ip-rule");
    expect(english.gate(step?.facts ?? [])).toBe(said);
  });
});

it("says that Azure rejects the private endpoint through which a subnet is allowed", () => {
  const id = "[resourceId('Microsoft.KeyVault/vaults', 'kv')]";
  const endpoint = privateEndpoint(subnetId("vnet", "pe"), id, "vaults");
  const root = template([vault({}), virtualNetwork("vnet", { pe: false }), endpoint]);
  const step = ask(root, "subnet:pe").steps.find(({ gate }) => gate === "private-endpoint");
  expect(english.gate(step?.facts ?? [])).toMatch(
    /The group ID of \S+ is wrong: Azure rejects the endpoint until that is corrected\.$/,
  );
});

describe("a private endpoint that Azure rejects", () => {
  const delegations = [{ name: "web", properties: { serviceName: "Microsoft.Web/serverFarms" } }];

  it.each<readonly [why: string, location: string, subnet: JsonObject, said: string]>([
    ["nothing", "westeurope", {}, "Private endpoint pe connects this network to the vault."],
    ["a region", "northeurope", {}, "Private endpoint pe is not in the region of its network: Azure rejects"],
    [
      "a delegation",
      "West Europe",
      { delegations },
      "The subnet of pe is delegated to another service: Azure",
    ],
  ])("because of %s", (_, location, subnet, said) => {
    const network: JsonObject = {
      type: "Microsoft.Network/virtualNetworks",
      apiVersion: "2024-05-01",
      name: "vnet",
      location: "westeurope",
      properties: { subnets: [{ name: "pe", properties: { addressPrefix: "10.1.0.0/24", ...subnet } }] },
    };
    const root = template([vault({}), network, { ...privateEndpoint(subnetId("vnet", "pe")), location }]);
    const step = ask(root, "subnet:pe").steps.find(({ gate }) => gate === "private-endpoint");
    expect(english.gate(step?.facts ?? [])).toContain(said);
  });
});
