import { describe, expect, it } from "vitest";
import type { JsonObject } from "./deployment.ts";
import { ask, template, vault } from "./deployment.ts";

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

it("tells one public IP's address from another's", () => {
  const around = [behindNat, nat(["pip"]), publicIp("pip"), publicIp("other")];
  expect(answer([`[${addressOf("other")}]`], ...around)).toBe(open);
});
