import { describe, expect, it } from "vitest";
import {
  analyzeTemplate,
  ask,
  type JsonObject,
  only,
  onlyVault,
  subnetId,
  template,
  vault,
  vaultsOf,
  verdictsOf,
  virtualNetwork,
} from "./deployment.ts";
import { runRules } from "../../server/src/core/rules/engine/run.ts";
import { writerOf } from "../../server/src/core/network/writes/writes.ts";
import { relatedOf } from "../support/said.ts";

const denyAcls: JsonObject = { defaultAction: "Deny", bypass: "None" };
const idOfVault = "[resourceId('Microsoft.KeyVault/vaults', 'kv')]";
const idOf = (deployment: string): string =>
  `[resourceId('Microsoft.Resources/deployments', '${deployment}')]`;

/** A nested deployment of these resources. */
function nested(resources: readonly JsonObject[], more: JsonObject = {}, name = "lockdown"): JsonObject {
  return {
    type: "Microsoft.Resources/deployments",
    apiVersion: "2022-09-01",
    name,
    properties: { mode: "Incremental", template: template(resources) },
    ...more,
  };
}

const open = vault({ networkAcls: { defaultAction: "Allow" } });
const closed = vault({ networkAcls: denyAcls });

describe("a vault that several declarations write", () => {
  it("is one vault, as the last write makes it", () => {
    const root = template([open, nested([closed], { dependsOn: [idOfVault] })]);
    expect(onlyVault(root)).toMatchObject({
      symbol: "kv",
      module: null,
      exposure: "private",
      defaultAction: "Deny",
    });
    expect(ask(root, "internet")).toMatchObject({ verdict: "denied", reason: "DENY_DEFAULT_ACTION" });
  });

  it("follows the order of dependencies, not that of the text", () => {
    const first = nested([open], {}, "first");
    const root = template([vault({ networkAcls: denyAcls }, { dependsOn: [idOf("first")] }), first]);
    expect(onlyVault(root)).toMatchObject({ exposure: "private", module: "first" });
    const reversed = template([
      vault({ networkAcls: { defaultAction: "Allow" } }, { dependsOn: ["first"] }),
      nested([closed], {}, "first"),
    ]);
    expect(onlyVault(reversed)).toMatchObject({ exposure: "public" });
  });

  it("waits through what lies between", () => {
    const between = {
      type: "Microsoft.Storage/storageAccounts",
      apiVersion: "2023-01-01",
      name: "st",
      dependsOn: [idOfVault],
    };
    const root = template([open, between, nested([closed], { dependsOn: ["st"] })]);
    expect(onlyVault(root).exposure).toBe("private");
  });

  it("is not known without an order", () => {
    const root = template([open, nested([closed])]);
    const answer = onlyVault(root);
    expect(answer).toMatchObject({ exposure: "depends", dependsOn: ["the order of kv and lockdown/kv"] });
    expect(ask(root, "internet")).toMatchObject({ verdict: "depends", reason: "DEPENDS_EXPRESSION" });
  });

  it("is not what is written only where there is none yet", () => {
    const kept = vault({ networkAcls: denyAcls }, { "@options": { onlyIfNotExists: true } });
    const dependsOn = ["what exists already (onlyIfNotExists)"];
    expect(onlyVault(template([kept]))).toMatchObject({ exposure: "depends", dependsOn });
    const later = nested([kept], { dependsOn: [idOfVault] });
    expect(onlyVault(template([open, later]))).toMatchObject({ exposure: "depends", dependsOn });
  });

  it("is known without an order where the writes agree", () => {
    const root = template([closed, nested([vault({ networkAcls: { ...denyAcls, defaultAction: "deny" } })])]);
    expect(onlyVault(root).exposure).toBe("private");
  });

  it("keeps what a later write leaves out, with a note", () => {
    const later = nested([vault({ enabledForDeployment: true })], { dependsOn: ["kv"] });
    const root = template([vault({ publicNetworkAccess: "Disabled", networkAcls: denyAcls }), later]);
    expect(onlyVault(root)).toMatchObject({ exposure: "private", notes: ["NOTE_REDEPLOY"] });
    expect(ask(root, "internet")).toMatchObject({
      reason: "DENY_PUBLIC_ACCESS_DISABLED",
      notes: ["NOTE_REDEPLOY"],
    });
  });

  it("takes the block of the last write whole, and keeps the lists it leaves out", () => {
    const first = vault({ networkAcls: { ...denyAcls, ipRules: [{ value: "203.0.113.7" }] } });
    const later = nested([vault({ networkAcls: { defaultAction: "Deny" } })], { dependsOn: ["kv"] });
    const root = template([first, later]);
    expect(onlyVault(root)).toMatchObject({
      bypass: null,
      trustedServices: "allowed",
      ipRules: ["203.0.113.7"],
    });
    expect(ask(root, "203.0.113.7")).toMatchObject({ verdict: "allowed", notes: ["NOTE_REDEPLOY"] });
  });

  it("says who wrote the deciding value", () => {
    const { worlds } = analyzeTemplate(template([open, nested([closed], { dependsOn: ["kv"] })]));
    const [kv] = worlds[0]?.network.vaults ?? [];
    expect(kv?.writes).toHaveLength(2);
    expect(kv && writerOf(kv, kv.defaultAction)?.module).toBe("lockdown");
  });

  it("has findings that say so too", () => {
    const later = nested([open], { dependsOn: ["kv"] }, "reopen");
    const analysis = analyzeTemplate(template([closed, later]));
    const found = runRules(analysis.worlds).find(({ code }) => code === "KV101");
    expect(found && relatedOf(found)).toEqual([
      "'kv' is also declared here.",
      "This declaration of 'kv' is the one that applies.",
    ]);
  });

  it("has the properties of storage accounts that any of them writes", () => {
    const later = vault({
      networkAcls: { ...denyAcls, ipRules: [{ value: "203.0.113.7", action: "Allow" }] },
    });
    const analysis = analyzeTemplate(template([open, nested([later], { dependsOn: ["kv"] })]));
    expect(runRules(analysis.worlds).map(({ code }) => code)).toContain("KV210");
  });

  it("uses roles or access policies as the last of them says", () => {
    const later = vault({ networkAcls: denyAcls, enableRbacAuthorization: true });
    const { worlds } = analyzeTemplate(template([open, nested([later], { dependsOn: ["kv"] })]));
    expect(worlds[0]?.network.vaults[0]?.enableRbacAuthorization.value).toMatchObject({ value: true });
  });

  it("depends on the condition of a later write", () => {
    const later = nested([closed], { dependsOn: ["kv"], condition: "[parameters('lock')]" });
    const root = template([open, later], { parameters: { lock: { type: "bool" } } });
    expect(onlyVault(root)).toMatchObject({
      exposure: "depends",
      cases: [
        { when: { lock: true }, exposure: "private" },
        { when: { lock: false }, exposure: "public" },
      ],
    });
    const hidden = nested([closed], { dependsOn: ["kv"], condition: "[equals(parameters('lock'), 'x')]" });
    const answer = onlyVault(template([open, hidden], { parameters: { lock: { type: "string" } } }));
    expect(answer).toMatchObject({
      exposure: "depends",
      dependsOn: ["parameter lock"],
      cases: [
        { when: { "equals(parameters('lock'), 'x')": true }, exposure: "private" },
        { when: { "equals(parameters('lock'), 'x')": false }, exposure: "public" },
      ],
    });
  });

  it("stays two where neither is certain to be deployed", () => {
    const parameters = { prod: { type: "string" } };
    const root = template(
      [
        { ...open, condition: "[equals(parameters('prod'), 'no')]" },
        { ...closed, condition: "[equals(parameters('prod'), 'yes')]" },
      ],
      { parameters },
    );
    expect(vaultsOf(root).map(({ exists, exposure }) => `${exists} ${exposure}`)).toEqual([
      "maybe public",
      "maybe private",
    ]);
  });

  it("stays two under two names", () => {
    const root = template([open, { ...closed, name: "kv2" }]);
    expect(vaultsOf(root)).toHaveLength(2);
  });

  it("is listed once per call of a module", () => {
    const twice = (name: string): JsonObject => nested([closed], {}, name);
    expect(vaultsOf(template([twice("a"), twice("b")]))).toHaveLength(1);
  });

  it("is what the deployment makes of it where it is looked up too", () => {
    const lookup = {
      existing: true,
      type: "Microsoft.KeyVault/vaults",
      apiVersion: "2023-07-01",
      name: "kv",
    };
    const { type, apiVersion, properties } = closed;
    const root = {
      ...template([]),
      languageVersion: "2.0",
      resources: { lookup, kv: { type, apiVersion, name: "kv", properties } },
    };
    const reports = vaultsOf(root as never);
    expect(reports.map(({ symbol, existing, exposure }) => [symbol, existing, exposure])).toEqual([
      ["lookup", true, "private"],
      ["kv", false, "private"],
    ]);
  });
});

describe("a subnet written inside of its network and as a resource", () => {
  const rules = vault({
    networkAcls: { ...denyAcls, virtualNetworkRules: [{ id: subnetId("vnet", "app") }] },
  });
  const own = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
    type: "Microsoft.Network/virtualNetworks/subnets",
    apiVersion: "2024-05-01",
    name: "vnet/app",
    properties,
    ...more,
  });
  const endpoints = [{ service: "Microsoft.KeyVault" }];

  it("is one subnet", () => {
    const root = template([
      virtualNetwork("vnet", { app: false }),
      own({ serviceEndpoints: endpoints }, { dependsOn: ["vnet"] }),
      rules,
    ]);
    const { worlds } = analyzeTemplate(root);
    expect(worlds[0]?.network.subnets).toHaveLength(1);
    expect(ask(root, "subnet:app")).toMatchObject({ verdict: "allowed", reason: "ALLOW_SUBNET_RULE" });
  });

  it("has the last list of service endpoints", () => {
    const root = template([
      virtualNetwork("vnet", { app: true }),
      own({ serviceEndpoints: [] }, { dependsOn: ["vnet"] }),
      rules,
    ]);
    expect(ask(root, "subnet:app")).toMatchObject({
      verdict: "denied",
      notes: ["NOTE_SERVICE_ENDPOINT_MISSING"],
    });
  });

  it("is not known where the later one leaves the list out, or there is no order", () => {
    for (const more of [{ dependsOn: ["vnet"] }, {}]) {
      const root = template([
        virtualNetwork("vnet", { app: true }),
        own({ addressPrefix: "10.1.0.0/24" }, more),
        rules,
      ]);
      expect(ask(root, "subnet:app")).toMatchObject({ verdict: "depends" });
    }
  });

  it("is known by all its names", () => {
    const root = template([
      virtualNetwork("vnet", { app: true }),
      own({ serviceEndpoints: endpoints }, { dependsOn: ["vnet"] }),
      rules,
    ]);
    for (const name of ["app", "vnet/app", "VNET/APP"]) {
      const verdicts = verdictsOf(analyzeTemplate(root), `subnet:${name}`);
      expect(only(verdicts).verdict).toBe("allowed");
    }
  });
});
