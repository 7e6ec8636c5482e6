import { describe, expect, it } from "vitest";
import {
  ask,
  type JsonObject,
  onlyVault,
  privateEndpoint,
  subnetId,
  template,
  vault,
  virtualNetwork,
} from "./deployment.ts";

const deny: JsonObject = { defaultAction: "Deny" };
const listed = { virtualNetworkRules: [{ id: subnetId("vnet", "app") }] };
const external =
  "/subscriptions/0/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub/subnets/app";

/** A text that no evaluation finishes: it doubles until the limit. */
const endless: JsonObject = Object.fromEntries(
  Array.from({ length: 40 }, (_, index) => [
    `v${index}`,
    index === 0 ? "ab" : `[concat(variables('v${index - 1}'), variables('v${index - 1}'))]`,
  ]),
);

describe("notes of verdicts", () => {
  it.each<readonly [note: string, from: string, resources: readonly JsonObject[]]>([
    ["NOTE_ASSUMED_DEFAULT_ACTION", "internet", [vault({ networkAcls: {} })]],
    ["NOTE_ASSUMED_BYPASS", "service:azure-sql-database", [vault({ publicNetworkAccess: "Disabled" })]],
    ["NOTE_PERIMETER_NOT_VISIBLE", "internet", [vault({ publicNetworkAccess: "SecuredByPerimeter" })]],
    [
      "NOTE_REDEPLOY",
      "internet",
      [
        vault({ networkAcls: deny }),
        {
          type: "Microsoft.Resources/deployments",
          apiVersion: "2022-09-01",
          name: "again",
          dependsOn: ["kv"],
          properties: { mode: "Incremental", template: template([vault({ enabledForDeployment: true })]) },
        },
      ],
    ],
    [
      "NOTE_LISTED_ADDRESSES",
      "internet",
      [vault({ networkAcls: { ...deny, ipRules: [{ value: "203.0.113.7" }] } })],
    ],
    ["NOTE_IPV6_NOT_SUPPORTED", "2001:db8::1", [vault({ networkAcls: deny })]],
    ["NOTE_PRIVATE_IP_NOT_MATCHABLE", "10.1.2.3", [vault({ networkAcls: deny })]],
    [
      "NOTE_DNS_NOT_VISIBLE",
      "subnet:pe",
      [vault({}), virtualNetwork("vnet", { pe: false }), privateEndpoint(subnetId("vnet", "pe"))],
    ],
    [
      "NOTE_SERVICE_ENDPOINT_MISSING",
      "subnet:app",
      [vault({ networkAcls: { ...deny, ...listed } }), virtualNetwork("vnet", { app: false })],
    ],
    [
      "NOTE_ENDPOINT_ASSUMED",
      `subnet:${external}`,
      [vault({ networkAcls: { ...deny, virtualNetworkRules: [{ id: external.toUpperCase() }] } })],
    ],
    ["NOTE_SCENARIO_LIMITED", "service:azure-sql-database", [vault({ networkAcls: deny })]],
    ["NOTE_NEEDS_PERMISSION", "service:azure-sql-database", [vault({ networkAcls: deny })]],
    ["NOTE_BUDGET", "internet", [vault({ networkAcls: { defaultAction: "[variables('v39')]" } })]],
  ])("%s, from %s", (note, from, resources) => {
    expect(ask(template(resources, { variables: endless }), from).notes).toContain(note);
  });

  it("NOTE_CONTROL_PLANE, from what goes through Resource Manager", () => {
    const verdict = ask(
      template([vault({ publicNetworkAccess: "Disabled", networkAcls: { bypass: "None" } })]),
      "service:arm-child-secrets-and-keys",
    );
    expect(verdict).toMatchObject({
      verdict: "allowed",
      reason: "ALLOW_CONTROL_PLANE",
      notes: ["NOTE_CONTROL_PLANE"],
    });
  });
});

describe("notes of vaults", () => {
  it.each<readonly [properties: JsonObject, notes: readonly string[]]>([
    [{}, []],
    [{ networkAcls: deny }, []],
    [{ networkAcls: { bypass: "None" } }, ["NOTE_ASSUMED_DEFAULT_ACTION"]],
    [{ publicNetworkAccess: "Disabled" }, ["NOTE_ASSUMED_BYPASS"]],
    [{ publicNetworkAccess: "Disabled", networkAcls: { defaultAction: "Deny" } }, ["NOTE_ASSUMED_BYPASS"]],
    [
      { publicNetworkAccess: "Disabled", networkAcls: { defaultAction: "Deny", bypass: "AzureServices" } },
      [],
    ],
    [{ publicNetworkAccess: "SecuredByPerimeter" }, ["NOTE_PERIMETER_NOT_VISIBLE"]],
  ])("%j", (properties, notes) => {
    expect(onlyVault(template([vault(properties)])).notes).toEqual(notes);
  });
});
