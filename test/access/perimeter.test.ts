import { describe, expect, it } from "vitest";
import {
  ask,
  type JsonObject,
  managedHsm,
  onlyVault,
  subnetId,
  template,
  vault,
  virtualNetwork,
} from "./deployment.ts";
import { english } from "../../server/src/core/words/en/english.ts";

const kvId = "[resourceId('Microsoft.KeyVault/vaults', 'kv')]";
const profileId = "[resourceId('Microsoft.Network/networkSecurityPerimeters/profiles', 'nsp', 'default')]";
const type = "Microsoft.Network/networkSecurityPerimeters";
const apiVersion = "2024-07-01";

const profile: JsonObject = { type: `${type}/profiles`, apiVersion, name: "nsp/default", properties: {} };

function association(properties: JsonObject = {}, more: JsonObject = {}): JsonObject {
  return {
    type: `${type}/resourceAssociations`,
    apiVersion,
    name: "nsp/kv",
    properties: { privateLinkResource: { id: kvId }, profile: { id: profileId }, ...properties },
    ...more,
  };
}

function rule(properties: JsonObject): JsonObject {
  return {
    type: `${type}/profiles/accessRules`,
    apiVersion,
    name: "nsp/default/rule",
    properties: { direction: "Inbound", ...properties },
  };
}

const office = rule({ addressPrefixes: ["203.0.113.0/24", "2001:db8:1::/48"] });
const allAddresses = rule({ addressPrefixes: ["0.0.0.0/0", "::/0"] });
const subscribers = rule({ subscriptions: [{ id: "/subscriptions/1" }] });

const deny: JsonObject = { networkAcls: { defaultAction: "Deny", ipRules: [{ value: "198.51.100.7" }] } };
const settings: Readonly<Record<string, JsonObject>> = {
  open: {},
  rules: deny,
  disabled: { publicNetworkAccess: "Disabled", networkAcls: { bypass: "AzureServices" } },
  secured: { publicNetworkAccess: "SecuredByPerimeter" },
};

function answer(kv: JsonObject, from: string, ...around: readonly JsonObject[]): string {
  const { verdict, reason, notes } = ask(template([vault(kv), profile, ...around]), from);
  return [verdict, reason, ...notes].join(" ");
}

const byPerimeter = "denied DENY_PERIMETER";
const listed = "NOTE_LISTED_ADDRESSES";
const byRule = "allowed ALLOW_PERIMETER_RULE";
const trusted = "allowed ALLOW_TRUSTED_SERVICE NOTE_SCENARIO_LIMITED NOTE_NEEDS_PERMISSION";

describe("public access secured by perimeter", () => {
  const secured = vault({ publicNetworkAccess: "SecuredByPerimeter" });

  it.each(["Learning", "Enforced"])("is by one that is declared, in mode %s", (accessMode) => {
    const root = template([secured, profile, association({ accessMode })]);
    expect(onlyVault(root).notes).toEqual([]);
    expect(ask(root, "internet").notes).toEqual([]);
  });

  it("is by one that is not declared", () => {
    const root = template([secured, profile]);
    expect(onlyVault(root).notes).toEqual(["NOTE_PERIMETER_NOT_VISIBLE"]);
    expect(ask(root, "internet").notes).toEqual(["NOTE_PERIMETER_NOT_VISIBLE"]);
  });
});

describe("an enforced association", () => {
  const enforced = association({ accessMode: "Enforced" });

  it.each(Object.keys(settings))("decides alone whatever else the vault says: %s", (name) => {
    const kv = settings[name] ?? {};
    expect(answer(kv, "203.0.113.7", enforced, office)).toBe(byRule);
    expect(answer(kv, "198.51.100.7", enforced, office)).toBe(byPerimeter);
    expect(answer(kv, "internet", enforced, office)).toBe(`${byPerimeter} ${listed}`);
    expect(answer(kv, "service:azure-backup", enforced, office)).toBe(byPerimeter);
    expect(onlyVault(template([vault(kv), profile, enforced, office])).exposure).toBe("perimeter");
  });

  it("allows the published addresses of a service tag", () => {
    const tags = rule({ serviceTags: ["AzureDevOps"] });
    expect(answer({}, "tag:AzureDevOps", enforced, tags)).toBe(byRule);
    expect(answer({}, "203.0.113.7", enforced, tags)).toBe(byPerimeter);
    expect(answer({}, "internet", enforced, tags)).toBe(`${byPerimeter} ${listed}`);
    expect(answer({}, "2001:db8:1::7", enforced, tags)).toBe("depends DEPENDS_EXPRESSION");
    expect(answer({}, "203.0.113.7", enforced, rule({ serviceTags: [] }))).toBe(byPerimeter);
    expect(onlyVault(template([vault({}), profile, enforced, tags])).exposure).toBe("perimeter");
  });

  it.each(["Internet", "AzureMoon", "VirtualNetwork"])("may allow any address by the tag %s", (tag) => {
    const tags = rule({ serviceTags: [tag] });
    expect(answer({}, "203.0.113.7", enforced, tags)).toBe("depends DEPENDS_EXPRESSION");
    expect(answer({}, "internet", enforced, tags)).toBe("depends DEPENDS_EXPRESSION");
    expect(onlyVault(template([vault({}), profile, enforced, tags])).exposure).toBe("depends");
  });

  it("allows no arbitrary client by a subscription, as Aspire writes it", () => {
    expect(answer({}, "internet", enforced, subscribers)).toBe(`${byPerimeter} ${listed}`);
    expect(onlyVault(template([vault({}), profile, enforced, subscribers])).exposure).toBe("perimeter");
  });

  it("splits a range by its rules", () => {
    const split = ask(template([vault({}), profile, enforced, office]), "203.0.112.0/23");
    expect(split.verdict).toBe("partial");
    expect(split.addresses.allowed.toCidrs()).toEqual(["203.0.113.0/24"]);
    expect(split.addresses.denied.toCidrs()).toEqual(["203.0.112.0/24"]);
  });

  it("may list the address that a private one leaves through", () => {
    expect(answer({}, "10.1.2.3", enforced, office)).toBe("depends DEPENDS_EGRESS");
  });

  it("takes IPv6 prefixes", () => {
    expect(answer({}, "2001:db8:1::7", enforced, office)).toBe(byRule);
    expect(answer({}, "2001:db8:2::7", enforced, office)).toBe(byPerimeter);
    expect(answer({}, "2001:db8::/32", enforced, office)).toMatch(/^depends/);
  });

  it("is public if it allows all addresses", () => {
    expect(answer({}, "internet", enforced, allAddresses)).toBe(byRule);
    expect(onlyVault(template([vault({}), profile, enforced, allAddresses])).exposure).toBe("public");
  });

  it("does not take service endpoints, not even where a rule lists every address", () => {
    const kv: JsonObject = {
      networkAcls: { defaultAction: "Deny", virtualNetworkRules: [{ id: subnetId("vnet", "on") }] },
    };
    const network = virtualNetwork("vnet", { on: true, off: false });
    expect(answer(kv, "subnet:on", enforced, allAddresses, network)).toBe(byPerimeter);
    expect(answer(kv, "subnet:off", enforced, allAddresses, network)).toBe(byRule);
    expect(answer(kv, "subnet:off", enforced, office, network)).toBe("depends DEPENDS_EGRESS");
  });

  it("may admit services by the subscription of their identity", () => {
    expect(answer({}, "service:azure-backup", enforced, subscribers)).toBe("depends DEPENDS_SERVICE");
    expect(answer({}, "203.0.113.7", enforced, subscribers)).toBe(byPerimeter);
  });

  it("may admit a service that is in the same perimeter", () => {
    const storage = association(
      { privateLinkResource: { id: "[resourceId('Microsoft.Storage/storageAccounts', 'data')]" } },
      { name: "nsp/data" },
    );
    expect(answer({}, "service:azure-storage", enforced, storage, office)).toBe("depends DEPENDS_SERVICE");
  });

  it("leaves open what a profile outside admits", () => {
    const elsewhere = association({
      accessMode: "Enforced",
      profile: {
        id: "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Network/networkSecurityPerimeters/hub/profiles/p",
      },
    });
    expect(answer({}, "203.0.113.7", elsewhere)).toBe("depends DEPENDS_EXISTING");
  });
});

describe("an association in learning mode", () => {
  it.each([{}, { accessMode: "Learning" }, { accessMode: "Audit" }])("only adds its rules: %j", (mode) => {
    const learning = association(mode);
    expect(answer(deny, "203.0.113.7", learning, office)).toBe(byRule);
    expect(answer(deny, "198.51.100.7", learning, office)).toBe("allowed ALLOW_IP_RULE");
    expect(answer(deny, "192.0.2.1", learning, office)).toBe("denied DENY_DEFAULT_ACTION");
    expect(answer(deny, "service:azure-backup", learning, office)).toBe(trusted);
    expect(answer({}, "192.0.2.1", learning, office)).toBe("allowed ALLOW_FIREWALL_OFF");
  });

  it("lets its rules into a vault whose public access is disabled", () => {
    const kv = settings["disabled"] ?? {};
    expect(answer(kv, "203.0.113.7", association(), office)).toBe(byRule);
    expect(answer(kv, "192.0.2.1", association(), office)).toBe("denied DENY_PUBLIC_ACCESS_DISABLED");
    expect(answer(kv, "service:azure-backup", association(), office)).toBe(trusted);
    expect(onlyVault(template([vault(kv), profile, association(), office])).exposure).toBe("selected");
    expect(onlyVault(template([vault(kv), profile, association()])).exposure).toBe("private");
  });

  it("does not soften public access that is secured by perimeter", () => {
    const kv = settings["secured"] ?? {};
    expect(answer(kv, "203.0.113.7", association(), office)).toBe(byRule);
    expect(answer(kv, "service:azure-backup", association(), office)).toBe(byPerimeter);
  });

  it("says that audit mode is not documented", () => {
    const { steps } = ask(template([vault(deny), profile, association({ accessMode: "Audit" })]), "internet");
    expect(steps.map((step) => english.gate(step.facts)).join(" ")).toContain("audit mode");
  });

  it("knows outbound rules for what they are", () => {
    const outbound = rule({ direction: "Outbound", fullyQualifiedDomainNames: ["example.org"] });
    expect(answer(deny, "203.0.113.7", association(), outbound)).toBe("denied DENY_DEFAULT_ACTION");
  });
});

describe("what is not certain of a perimeter", () => {
  const parts: JsonObject = { parameters: { mode: { type: "string" }, prefixes: { type: "array" } } };
  const at = (from: string, ...around: readonly JsonObject[]): string => {
    const { verdict, reason } = ask(template([vault(deny), profile, ...around], parts), from);
    return `${verdict} ${reason}`;
  };

  it("leaves denied traffic denied, and others open", () => {
    const perhaps = association({ accessMode: "[parameters('mode')]" });
    expect(at("203.0.113.7", perhaps, office)).toBe("allowed ALLOW_PERIMETER_RULE");
    expect(at("198.51.100.7", perhaps, office)).toBe("depends DEPENDS_PARAMETER");
    expect(at("192.0.2.1", perhaps, office)).toBe("denied DENY_DEFAULT_ACTION");
  });

  it("leaves open which callers unknown prefixes allow", () => {
    const unknown = rule({ addressPrefixes: "[parameters('prefixes')]" });
    expect(at("192.0.2.1", association(), unknown)).toBe("depends DEPENDS_PARAMETER");
    expect(at("internet", association(), unknown)).toBe("depends DEPENDS_PARAMETER");
  });

  it("distinguishes the worlds of an optional association", () => {
    const optional = association({ accessMode: "Enforced" }, { condition: "[parameters('join')]" });
    const root = template([vault(deny), profile, optional, office], {
      parameters: { join: { type: "bool" } },
    });
    expect(ask(root, "198.51.100.7")).toMatchObject({ verdict: "depends", reason: "DEPENDS_PARAMETER" });
    const { steps } = ask(root, "198.51.100.7");
    expect(steps.map((step) => step.gate).filter((name) => name === "perimeter").length).toBeGreaterThan(0);
    expect(ask(root, "192.0.2.1").verdict).toBe("denied");
  });
});

it("has no say over managed HSMs", () => {
  const target = { id: "[resourceId('Microsoft.KeyVault/managedHSMs', 'hsm')]" };
  const joined = association({ accessMode: "Enforced", privateLinkResource: target });
  const root = template([managedHsm({ networkAcls: { defaultAction: "Allow" } }), profile, joined]);
  expect(ask(root, "internet").verdict).toBe("allowed");
});

describe("what is said of the inbound rules", () => {
  const perimeter = "The inbound rules of the perimeter of";

  it.each([
    ["203.0.113.7", new RegExp(`^${perimeter} .* allow this caller\\.$`)],
    ["203.0.112.0/23", new RegExp(`^${perimeter} .* allow only some of the addresses\\.$`)],
    ["198.51.100.7", /^No inbound rule of the perimeter of .* allows this caller\.$/],
  ])("from %s", (from, said) => {
    const steps = ask(template([vault(deny), profile, association(), office]), from).steps;
    expect(english.gate(steps.find(({ gate }) => gate === "perimeter")?.facts ?? [])).toMatch(said);
  });
});
