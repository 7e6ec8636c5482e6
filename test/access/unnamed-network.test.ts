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

const network = virtualNetwork("vnet", { app: true, "no-endpoint": false });
const endpoint = privateEndpoint(subnetId("vnet", "app"));
const manual = withManualConnections(endpoint);
const disabled = vault({ publicNetworkAccess: "Disabled", networkAcls: { bypass: "None" } });
const listing = (...subnets: readonly string[]): JsonObject =>
  vault({
    networkAcls: {
      defaultAction: "Deny",
      bypass: "None",
      virtualNetworkRules: subnets.map((id) => ({ id })),
    },
  });
const external =
  "/subscriptions/0000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub/subnets/app";

const notTrusted = ["aks-secrets-store-csi", "app-service-key-vault-references", "ci-runner-clients"];
const inANetwork = ["10.1.0.4", "10.200.0.0/16", ...notTrusted.map((id) => `service:${id}`)];

describe("a caller in a network that is not named", () => {
  it.each(inANetwork)("%s may use an approved private endpoint", (from) => {
    expect(answer([disabled, network, endpoint], from)).toBe("depends DEPENDS_SUBNET");
  });

  it.each(inANetwork)(
    "%s does not use an endpoint that awaits approval, nor one that there is not",
    (from) => {
      expect(answer([disabled, network, manual], from)).toBe("denied DENY_PUBLIC_ACCESS_DISABLED");
      expect(answer([disabled, network], from)).toBe("denied DENY_PUBLIC_ACCESS_DISABLED");
    },
  );

  it.each(["203.0.113.7", "internet", "2001:db8::1", "service:azure-sql-database"])(
    "%s is not in one",
    (from) => {
      expect(answer([disabled, network, endpoint], from)).toBe("denied DENY_PUBLIC_ACCESS_DISABLED");
    },
  );

  it("leaves only the private part of a range open", () => {
    const { addresses } = ask(template([disabled, network, endpoint]), "9.255.255.0-10.0.0.255");
    expect(addresses.denied.toCidrs()).toEqual(["9.255.255.0/24"]);
    expect(addresses.unknown.toCidrs()).toEqual(["10.0.0.0/24"]);
  });
});

describe("a private address", () => {
  it.each([
    ["with the addresses of a listed subnet", subnetId("vnet", "app"), "10.1.0.4", "depends DEPENDS_SUBNET"],
    ["with other addresses", subnetId("vnet", "app"), "10.1.1.4", "denied DENY_DEFAULT_ACTION"],
    [
      "without the service endpoint",
      subnetId("vnet", "no-endpoint"),
      "10.1.0.4",
      "denied DENY_DEFAULT_ACTION",
    ],
    ["of a subnet that is not declared here", external, "10.1.1.4", "depends DEPENDS_SUBNET"],
    ["that is public", subnetId("vnet", "app"), "203.0.113.7", "denied DENY_DEFAULT_ACTION"],
  ])("%s", (_, subnet, from, expected) => {
    expect(answer([listing(subnet), network], from)).toBe(expected);
  });

  it("is denied where there are no rules", () => {
    expect(answer([listing(), network], "10.1.0.4")).toBe("denied DENY_DEFAULT_ACTION");
  });
});

describe("the full ID of a subnet elsewhere", () => {
  const inHub = "[resourceId('hub', 'Microsoft.Network/virtualNetworks/subnets', 'hub', 'app')]";
  const idIn = (subscription: string, group: string): string =>
    `subnet:/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Network/virtualNetworks/hub/subnets/app`;

  it("may be the one in a rule that does not name the subscription", () => {
    expect(answer([listing(inHub)], idIn("0000", "hub"))).toBe("depends DEPENDS_EXPRESSION");
    expect(answer([listing(inHub)], idIn("9999", "hub"))).toBe("depends DEPENDS_EXPRESSION");
  });

  it("is not the one in a rule with another resource group", () => {
    expect(answer([listing(inHub)], idIn("0000", "other"))).toBe("denied DENY_DEFAULT_ACTION");
  });

  it("is the one in a rule with the same ID", () => {
    expect(answer([listing(external)], `subnet:${external}`)).toBe("allowed ALLOW_SUBNET_RULE");
  });
});

function answer(resources: readonly JsonObject[], from: string): string {
  const { verdict, reason } = ask(template(resources), from);
  return `${verdict} ${reason}`;
}

function withManualConnections(resource: JsonObject): JsonObject {
  const text = JSON.stringify(resource).replace(
    "privateLinkServiceConnections",
    "manualPrivateLinkServiceConnections",
  );
  return JSON.parse(text) as JsonObject;
}
