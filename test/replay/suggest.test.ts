import { readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SuggestionEntry } from "../../server/src/core/formats/report.ts";
import { parseIpv4 } from "../../server/src/core/ip/ip-range.ts";
import { templateText, vaultResource, type Workspace, workspace } from "../cli/workspace.ts";
import { amount } from "../support/amount.ts";
import { logOf, type Request } from "./generated-log.ts";

const subnetId = (name: string): string =>
  `/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/vnet/subnets/${name}`;

const networkJson = {
  type: "Microsoft.Network/virtualNetworks",
  apiVersion: "2024-05-01",
  name: "vnet",
  properties: { addressSpace: { addressPrefixes: ["10.1.0.0/16"] } },
};
const subnetJson = (name: string, prefix: string, endpoints: readonly string[]): object => ({
  type: "Microsoft.Network/virtualNetworks/subnets",
  apiVersion: "2024-05-01",
  name: `vnet/${name}`,
  properties: { addressPrefix: prefix, serviceEndpoints: endpoints.map((service) => ({ service })) },
});

/** The same open vault, and a subnet with the service endpoint and one without. */
const templates = {
  "main.bicep": `
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: { addressSpace: { addressPrefixes: ['10.1.0.0/16'] } }
  resource app 'subnets' = {
    name: 'app'
    properties: { addressPrefix: '10.1.0.0/24', serviceEndpoints: [{ service: 'Microsoft.KeyVault' }] }
  }
  resource web 'subnets' = {
    name: 'web'
    properties: { addressPrefix: '10.1.1.0/24' }
  }
}
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-shop'
  properties: {
    tenantId: tenant().tenantId
  }
}
`,
  "main.json": templateText([
    networkJson,
    subnetJson("app", "10.1.0.0/24", ["Microsoft.KeyVault"]),
    subnetJson("web", "10.1.1.0/24", []),
    vaultResource("kv-shop", { defaultAction: "Allow", bypass: "AzureServices" }),
  ]),
  "main.tf": `
resource "azurerm_virtual_network" "vnet" {
  name          = "vnet"
  address_space = ["10.1.0.0/16"]
}
resource "azurerm_subnet" "app" {
  name                 = "app"
  virtual_network_name = azurerm_virtual_network.vnet.name
  address_prefixes     = ["10.1.0.0/24"]
  service_endpoints    = ["Microsoft.KeyVault"]
}
resource "azurerm_subnet" "web" {
  name                 = "web"
  virtual_network_name = azurerm_virtual_network.vnet.name
  address_prefixes     = ["10.1.1.0/24"]
}
resource "azurerm_key_vault" "kv" {
  name = "kv-shop"
}
`,
} as const;

const caller: fc.Arbitrary<Request> = fc.oneof(
  fc
    .constantFrom("20.81.49.1", "20.81.49.2", "20.81.49.14", "20.81.49.17", "20.81.49.31", "198.51.100.9")
    .map((ip) => ({ ip })),
  fc.constantFrom("app", "web").map((name) => ({ ip: "10.9.9.9", subnet: subnetId(name) })),
  fc.constant({ ip: "20.1.1.1", service: "AzureBackup" }),
  fc.constant({ ip: "2001:db8::1" }),
  fc.constant({ ip: "10.77.0.1" }),
);
const callers = fc.uniqueArray(caller, {
  minLength: 1,
  maxLength: 8,
  selector: (each) => JSON.stringify(each),
});

let at: Workspace;
beforeAll(() => {
  at = workspace({ "log.json": "", ...templates });
});
afterAll(() => {
  at.remove();
});

function suggestionFor(requests: readonly Request[], file: string): SuggestionEntry {
  writeFileSync(at.path("log.json"), logOf(requests));
  const { report } = at.json("replay", "./log.json", `./${file}`, "--suggest");
  const [only, ...others] = report.suggestions;
  if (!only || others.length > 0) throw new Error("one suggestion was expected");
  return only;
}

/** Makes the edits as a reader of the report would. */
function edited(text: string, { edits }: SuggestionEntry): string {
  const lines = text.split("\n");
  const offset = (line: number, character: number): number =>
    lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + character - 1;
  return edits
    .map((each) => ({
      start: offset(each.line, each.character),
      end: offset(each.endLine, each.endCharacter),
      text: each.text,
    }))
    .sort((a, b) => b.start - a.start)
    .reduce((done, each) => done.slice(0, each.start) + each.text + done.slice(each.end), text);
}

interface Settings {
  readonly trusts: boolean;
  readonly subnets: number;
  readonly rules: readonly (readonly [first: number, size: number])[];
}

function isSmaller(a: Settings, b: Settings): boolean {
  const count = ({ trusts, subnets, rules }: Settings): number => Number(trusts) + subnets + rules.length;
  const width = ({ rules }: Settings): number => rules.reduce((sum, [, size]) => sum + size, 0);
  return count(a) < count(b) || (count(a) === count(b) && width(a) < width(b));
}

/** All lists of networks of at most 16 addresses, up to as many as these. */
function* listsOf(addresses: readonly number[], most: number): Generator<Settings["rules"]> {
  const all = new Map<string, readonly [number, number]>();
  for (const address of addresses)
    for (const size of [1, 2, 4, 8, 16]) {
      const first = address - (address % size);
      all.set(`${first} ${size}`, [first, size]);
    }
  const networks = [...all.values()];
  function* longer(from: number, list: Settings["rules"]): Generator<Settings["rules"]> {
    yield list;
    if (list.length === most) return;
    for (let next = from; next < networks.length; next++) {
      const network = networks[next];
      if (network) yield* longer(next + 1, [...list, network]);
    }
  }
  yield* longer(0, []);
}

function rangesOf(rules: readonly string[]): Settings["rules"] {
  return rules.map((rule) => {
    const [address = "", prefix = ""] = rule.split("/");
    return [parseIpv4(address) ?? 0, 2 ** (32 - Number(prefix))];
  });
}

describe("the settings that are suggested", () => {
  it("are the smallest that serve all callers that can be kept", () => {
    fc.assert(
      fc.property(callers, (requests) => {
        const { bypass, ipRules, subnetRules } = suggestionFor(requests, "main.bicep");
        const found = {
          trusts: bypass === "AzureServices",
          subnets: subnetRules.length,
          rules: rangesOf(ipRules),
        };
        const needsTrust = requests.some(({ service }) => service !== undefined);
        const subnets = new Set(requests.flatMap(({ subnet }) => subnet ?? [])).size;
        const addresses = requests.flatMap(({ ip, subnet, service }) =>
          /^(?:20|198)\./.test(ip) && subnet === undefined && service === undefined
            ? [parseIpv4(ip) ?? 0]
            : [],
        );
        const holds = (rules: Settings["rules"]): boolean =>
          addresses.every((each) => rules.some(([first, size]) => first <= each && each < first + size));
        expect(holds(found.rules)).toBe(true);
        expect(found).toMatchObject({ trusts: needsTrust, subnets });
        for (const rules of listsOf(addresses, found.rules.length))
          if (holds(rules)) expect(isSmaller({ ...found, rules }, found)).toBe(false);
      }),
      { numRuns: amount(20, 300) },
    );
  });

  it.each(Object.keys(templates) as (keyof typeof templates)[])(
    "close the vault, and deny no caller that is to be kept (%s)",
    (file) => {
      fc.assert(
        fc.property(callers, (requests) => {
          const suggestion = suggestionFor(requests, file);
          expect(suggestion.edits).not.toEqual([]);
          const after = workspace({
            [file]: edited(templates[file], suggestion),
            "log.json": readFileSync(at.path("log.json")),
            ".keyvault-access.jsonc": JSON.stringify({ version: 1, tests: suggestion.tests }),
          });
          const { report } = after.json("replay", "./log.json", "./");
          const lost = new Set(suggestion.notKept.map(({ from }) => from));
          expect(
            report.replayed.filter(({ verdict, from }) => verdict !== "allowed" && !lost.has(from)),
          ).toEqual([]);
          expect(after.json("vaults", "./").report.vaults.map(({ exposure }) => exposure)).not.toContain(
            "public",
          );
          expect(after.run("test", "./")).toMatchObject({ status: 0 });
          expect(after.json("replay", "./log.json", "./", "--suggest").report.suggestions).toMatchObject([
            { edits: [] },
          ]);
          after.remove();
        }),
        { numRuns: amount(12, 150) },
      );
    },
  );
});
