import { describe, expect, it } from "vitest";
import { ask, type JsonObject, template, vault } from "./deployment.ts";

const apiVersion = "2024-05-01";
const natId = "[resourceId('Microsoft.Network/natGateways', 'nat')]";

function subnet(properties: JsonObject): JsonObject {
  return {
    type: "Microsoft.Network/virtualNetworks",
    apiVersion,
    name: "vnet",
    properties: { subnets: [{ name: "app", properties }] },
  };
}

function ids(kind: string, ...names: readonly string[]): JsonObject["ids"] {
  return names.map((name) => ({ id: `[resourceId('Microsoft.Network/${kind}', '${name}')]` }));
}

function nat(publicIps: readonly string[], prefixes: readonly string[] = []): JsonObject {
  return {
    type: "Microsoft.Network/natGateways",
    apiVersion,
    name: "nat",
    properties: {
      publicIpAddresses: ids("publicIPAddresses", ...publicIps) ?? [],
      publicIpPrefixes: ids("publicIPPrefixes", ...prefixes) ?? [],
    },
  };
}

function publicIp(name: string, properties: JsonObject = {}): JsonObject {
  return { type: "Microsoft.Network/publicIPAddresses", apiVersion, name, properties };
}

function prefix(name: string, properties: JsonObject = {}): JsonObject {
  return { type: "Microsoft.Network/publicIPPrefixes", apiVersion, name, properties };
}

const addressOf = (name: string): string =>
  `reference(resourceId('Microsoft.Network/publicIPAddresses', '${name}'), '${apiVersion}').ipAddress`;
const rangeOf = (name: string): string =>
  `reference(resourceId('Microsoft.Network/publicIPPrefixes', '${name}')).ipPrefix`;

function answer(rules: readonly string[], ...around: readonly JsonObject[]): string {
  const kv = vault({
    networkAcls: { defaultAction: "Deny", ipRules: rules.map((value) => ({ value })) },
  });
  const { verdict, reason } = ask(template([kv, ...around]), "subnet:app");
  return `${verdict} ${reason}`;
}

const listed = "allowed ALLOW_IP_RULE";
const denied = "denied DENY_DEFAULT_ACTION";
const open = "depends DEPENDS_EGRESS";
const behindNat = subnet({ natGateway: { id: natId } });

describe("a subnet behind a NAT gateway", () => {
  it("comes from the address of the gateway's public IP, by reference", () => {
    const around = [behindNat, nat(["pip"]), publicIp("pip")];
    expect(answer([`[${addressOf("pip")}]`], ...around)).toBe(listed);
    expect(answer([`[concat(${addressOf("pip")}, '/32')]`], ...around)).toBe(listed);
    expect(answer([`[format('{0}/32', ${addressOf("pip")})]`], ...around)).toBe(listed);
    expect(answer([], ...around)).toBe(denied);
    expect(answer(["203.0.113.7"], ...around)).toBe(open);
  });

  it("may come from any of several addresses", () => {
    const around = [behindNat, nat(["a", "b"]), publicIp("a"), publicIp("b")];
    expect(answer([`[${addressOf("a")}]`], ...around)).toBe(open);
    expect(answer([`[${addressOf("a")}]`, `[${addressOf("b")}]`], ...around)).toBe(listed);
  });

  it("comes from a known address where an export says which", () => {
    const around = [behindNat, nat(["pip"]), publicIp("pip", { ipAddress: "203.0.113.7" })];
    expect(answer(["203.0.113.0/28"], ...around)).toBe(listed);
    expect(answer(["203.0.113.7/32"], ...around)).toBe(listed);
    expect(answer(["203.0.113.8"], ...around)).toBe(denied);
  });

  it("comes from within a prefix", () => {
    const known = [behindNat, nat([], ["pool"]), prefix("pool", { ipPrefix: "203.0.113.0/28" })];
    expect(answer(["203.0.113.0/24"], ...known)).toBe(listed);
    expect(answer(["203.0.113.7"], ...known)).toBe(open);
    expect(answer(["198.51.100.7"], ...known)).toBe(denied);
    const unknown = [behindNat, nat([], ["pool"]), prefix("pool")];
    expect(answer([`[${rangeOf("pool")}]`], ...unknown)).toBe(listed);
    expect(answer(["203.0.113.0/24"], ...unknown)).toBe(open);
  });

  it("comes from an address that is taken from a prefix", () => {
    const pip = publicIp("pip", { publicIPPrefix: ids("publicIPPrefixes", "pool") ?? [] });
    const taken = publicIp("pip", {
      publicIPPrefix: { id: "[resourceId('Microsoft.Network/publicIPPrefixes', 'pool')]" },
    });
    const known = prefix("pool", { ipPrefix: "203.0.113.0/28" });
    expect(answer(["203.0.113.0/24"], behindNat, nat(["pip"]), taken, known)).toBe(listed);
    expect(answer(["198.51.100.0/24"], behindNat, nat(["pip"]), taken, known)).toBe(denied);
    expect(answer([`[${rangeOf("pool")}]`], behindNat, nat(["pip"]), taken, prefix("pool"))).toBe(listed);
    expect(answer(["203.0.113.0/24"], behindNat, nat(["pip"]), pip, known)).toBe(open);
  });

  it.each([
    ["the gateway is elsewhere", [behindNat]],
    ["its address is elsewhere", [behindNat, nat(["pip"])]],
    [
      "a route table may lead elsewhere",
      [subnet({ natGateway: { id: natId }, routeTable: { id: "rt" } }), nat(["pip"]), publicIp("pip")],
    ],
    ["there is no gateway", [subnet({}), nat(["pip"]), publicIp("pip")]],
  ])("is not known where %s", (_, around) => {
    expect(answer([`[${addressOf("pip")}]`, "203.0.113.7"], ...around)).toBe(open);
  });
});

it("is covered by rules that list every address, wherever it is", () => {
  expect(answer(["0.0.0.0/0"], subnet({}))).toBe(listed);
  expect(answer(["0.0.0.0/0"], behindNat, nat(["pip"]), publicIp("pip"))).toBe(listed);
  const endpoints = { serviceEndpoints: [{ service: "Microsoft.KeyVault" }] };
  expect(answer(["0.0.0.0/0"], subnet(endpoints))).toBe(denied);
});

it("distinguishes the addresses of different public IPs", () => {
  const around = [behindNat, nat(["pip"]), publicIp("pip"), publicIp("other")];
  expect(answer([`[${addressOf("other")}]`], ...around)).toBe(denied);
  // Any address that is written may be the one that Azure gives.
  expect(answer([`[${addressOf("other")}]`, "203.0.113.7"], ...around)).toBe(open);
  // One of a prefix may be any of its addresses.
  const ofPrefix = [behindNat, nat([], ["p"]), prefix("p"), publicIp("other")];
  expect(answer([`[${addressOf("other")}]`], ...ofPrefix)).toBe(open);
});

const routeId = "[resourceId('Microsoft.Network/routeTables', 'rt')]";
const firewallId = "resourceId('Microsoft.Network/azureFirewalls', 'fw')";
const hop = `[reference(${firewallId}).ipConfigurations[0].properties.privateIPAddress]`;
const behindFirewall = subnet({ routeTable: { id: routeId } });

/** A route table with routes, each its prefix, type and address of the next hop. */
function routes(...entries: readonly (readonly [string, string, string?])[]): JsonObject {
  return {
    type: "Microsoft.Network/routeTables",
    apiVersion,
    name: "rt",
    properties: {
      routes: entries.map(([addressPrefix, nextHopType, nextHopIpAddress], index) => ({
        name: `route${index}`,
        properties: {
          addressPrefix,
          nextHopType,
          ...(nextHopIpAddress === undefined ? {} : { nextHopIpAddress }),
        },
      })),
    },
  };
}

const allowVaults = {
  name: "allow",
  properties: {
    priority: 100,
    action: { type: "Allow" },
    rules: [
      {
        name: "vaults",
        protocols: ["TCP"],
        sourceAddresses: ["*"],
        destinationAddresses: ["AzureKeyVault"],
        destinationPorts: ["443"],
      },
    ],
  },
};

/** A firewall that allows requests to vaults, in a network of its own. */
function firewall(properties: JsonObject = {}, home: JsonObject = {}): readonly JsonObject[] {
  const subnets = [{ name: "AzureFirewallSubnet", properties: { addressPrefix: "10.1.0.0/26", ...home } }];
  const subnetId = "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'hub', 'AzureFirewallSubnet')]";
  const publicIPAddress = { id: "[resourceId('Microsoft.Network/publicIPAddresses', 'fw-ip')]" };
  return [
    { type: "Microsoft.Network/virtualNetworks", apiVersion, name: "hub", properties: { subnets } },
    {
      type: "Microsoft.Network/azureFirewalls",
      apiVersion,
      name: "fw",
      properties: {
        ipConfigurations: [{ name: "ip", properties: { subnet: { id: subnetId }, publicIPAddress } }],
        networkRuleCollections: [allowVaults],
        ...properties,
      },
    },
    publicIp("fw-ip"),
  ];
}

describe("a subnet whose routes lead to a firewall", () => {
  const rule = `[${addressOf("fw-ip")}]`;
  const toFirewall = routes(["0.0.0.0/0", "VirtualAppliance", hop]);

  it("comes from the firewall's address, whatever NAT gateway it has itself", () => {
    expect(answer([rule], behindFirewall, toFirewall, ...firewall())).toBe(listed);
    const both = subnet({ routeTable: { id: routeId }, natGateway: { id: natId } });
    expect(answer([rule], both, toFirewall, ...firewall(), nat(["pip"]), publicIp("pip"))).toBe(listed);
    expect(answer([], behindFirewall, toFirewall, ...firewall())).toBe(denied);
  });

  it("is led there by an address in the firewall's subnet too, and past private ranges", () => {
    const literal = routes(["10.0.0.0/8", "VnetLocal"], ["0.0.0.0/0", "VirtualAppliance", "10.1.0.4"]);
    expect(answer([rule], behindFirewall, literal, ...firewall())).toBe(listed);
  });

  it("comes from the NAT gateway of the firewall's subnet where that has one", () => {
    const around = [behindFirewall, toFirewall, nat(["pip"]), publicIp("pip")];
    const home = firewall({}, { natGateway: { id: natId } });
    expect(answer([`[${addressOf("pip")}]`], ...around, ...home)).toBe(listed);
    expect(answer([rule], ...around, ...home)).toBe(denied);
  });

  it.each<readonly [string, readonly JsonObject[]]>([
    [
      "the next hop is another appliance",
      [routes(["0.0.0.0/0", "VirtualAppliance", "10.2.0.4"]), ...firewall()],
    ],
    ["the traffic goes on premises", [routes(["0.0.0.0/0", "VirtualNetworkGateway"]), ...firewall()]],
    [
      "a narrower route may concern Key Vault",
      [routes(["0.0.0.0/0", "VirtualAppliance", hop], ["20.0.0.0/8", "Internet"]), ...firewall()],
    ],
    ["the routes are elsewhere", firewall()],
    ["the firewall is elsewhere", [toFirewall]],
    [
      "the firewall keeps addresses",
      [toFirewall, ...firewall({ additionalProperties: { "Network.SNAT.PrivateRanges": "0.0.0.0/0" } })],
    ],
    [
      "the firewall's subnet has routes of its own",
      [toFirewall, ...firewall({}, { routeTable: { id: "elsewhere" } })],
    ],
  ])("is not known where %s", (_, around) => {
    expect(answer([rule, "203.0.113.7"], behindFirewall, ...around)).toBe(open);
  });

  it("comes from private addresses where the firewall's subnet has the service endpoint", () => {
    const home = firewall({}, { serviceEndpoints: [{ service: "Microsoft.KeyVault" }] });
    expect(answer([rule], behindFirewall, toFirewall, ...home)).toBe(denied);
  });

  it("goes its own way where a route for Key Vault, or none at all, leaves it to", () => {
    const own = [
      subnet({ routeTable: { id: routeId }, natGateway: { id: natId } }),
      nat(["pip"]),
      publicIp("pip"),
    ];
    const pip = `[${addressOf("pip")}]`;
    const past = routes(["0.0.0.0/0", "VirtualAppliance", hop], ["AzureKeyVault", "Internet"]);
    expect(answer([pip], ...own, past, ...firewall())).toBe(listed);
    expect(answer([pip], ...own, routes(["192.168.0.0/16", "VirtualAppliance", "10.2.0.4"]))).toBe(listed);
    expect(answer([pip], ...own, routes(["0.0.0.0/0", "Internet"]))).toBe(listed);
  });
});

describe("a subnet without default outbound access", () => {
  const alone = subnet({ defaultOutboundAccess: false });
  const machine = (name: string, address: string | null, more: JsonObject = {}): JsonObject => ({
    type: "Microsoft.Network/networkInterfaces",
    apiVersion,
    name,
    properties: {
      ipConfigurations: [
        {
          name: "ip",
          properties: {
            subnet: { id: "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'app')]" },
            ...(address === null
              ? {}
              : {
                  publicIPAddress: {
                    id: `[resourceId('Microsoft.Network/publicIPAddresses', '${address}')]`,
                  },
                }),
          },
        },
      ],
      ...more,
    },
  });
  const rule = `[${addressOf("pip")}]`;

  it("comes from the addresses of its machines", () => {
    expect(answer([rule], alone, machine("a", "pip"), publicIp("pip"))).toBe(listed);
    expect(answer([rule], alone, machine("a", "pip"), machine("b", null), publicIp("pip"))).toBe(listed);
    const two = [machine("a", "pip"), machine("b", "other"), publicIp("pip"), publicIp("other")];
    expect(answer([rule], alone, ...two)).toBe(open);
    expect(answer([rule, `[${addressOf("other")}]`], alone, ...two)).toBe(listed);
    const known = publicIp("pip", { ipAddress: "203.0.113.7" });
    expect(answer(["198.51.100.7"], alone, machine("a", "pip"), known)).toBe(denied);
  });

  it("has no way out where no machine has an address", () => {
    expect(answer([rule], alone, machine("a", null), publicIp("pip"))).toBe("denied DENY_ROUTE");
  });

  it("comes from its NAT gateway where it has one", () => {
    const both = subnet({ defaultOutboundAccess: false, natGateway: { id: natId } });
    const around = [both, machine("a", "other"), publicIp("other"), nat(["pip"]), publicIp("pip")];
    expect(answer([rule], ...around)).toBe(listed);
  });

  it.each<readonly [string, readonly JsonObject[]]>([
    ["default outbound access is on", [subnet({}), machine("a", "pip")]],
    ["an address is elsewhere", [alone, machine("a", "pip"), machine("b", "elsewhere")]],
    [
      "a load balancer may be another way out",
      [alone, machine("a", "pip"), { type: "Microsoft.Network/loadBalancers", apiVersion, name: "lb" }],
    ],
  ])("is not known where %s", (_, around) => {
    expect(answer([rule, "203.0.113.7"], ...around, publicIp("pip"))).toBe(open);
  });
});
