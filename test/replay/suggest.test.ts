import { readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SuggestionEntry } from "../../server/src/core/formats/report.ts";
import { parseIpv4 } from "../../server/src/core/ip/ip-range.ts";
import { parametersText, templateText, vaultResource, type Workspace, workspace } from "../cli/workspace.ts";
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

const networkInTerraform = `resource "azurerm_virtual_network" "vnet" {
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
}`;

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
${networkInTerraform}
resource "azurerm_key_vault" "kv" {
  name = "kv-shop"
}
`,
  "azapi/main.tf": `
${networkInTerraform}
resource "azapi_resource" "kv" {
  type = "Microsoft.KeyVault/vaults@2023-07-01"
  name = "kv-shop"
  body = {
    properties = {
      tenantId = var.tenant_id
    }
  }
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

describe("what is suggested", () => {
  it("for one place of several environments keeps the callers of all of them", () => {
    const text = `
param name string
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  properties: { networkAcls: { defaultAction: 'Allow', bypass: 'None' } }
}
`;
    const files = {
      "main.dev.parameters.json": parametersText({ name: "kv-dev" }),
      "main.prod.parameters.json": parametersText({ name: "kv-prod" }),
      "log.json": logOf([
        { vault: "kv-dev", ip: "20.81.49.1" },
        { vault: "kv-prod", ip: "198.51.100.9" },
      ]),
    };
    const before = workspace({ "main.bicep": text, ...files });
    const { suggestions } = before.json("replay", "./log.json", "./", "--suggest").report;
    expect(suggestions).toMatchObject(
      ["dev", "prod"].map((environment) => ({
        ...{ environment, environments: ["dev", "prod"], kept: 1 },
        ipRules: ["20.81.49.1/32", "198.51.100.9/32"],
      })),
    );
    const [first, second] = suggestions;
    expect(second?.edits).toEqual(first?.edits);
    const after = workspace({ ...files, "main.bicep": first ? edited(text, first) : "" });
    const { replayed } = after.json("replay", "./log.json", "./").report;
    expect(replayed.map(({ verdict }) => verdict)).toEqual(["allowed", "allowed"]);
    before.remove();
    after.remove();
  });

  it("writes each environment where its values are", () => {
    const before = workspace({
      "main.bicep": `
param name string
param acls object
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  properties: { networkAcls: acls }
}
`,
      ...Object.fromEntries(
        ["dev", "prod"].map((each) => [
          `main.${each}.parameters.json`,
          parametersText({
            name: `kv-${each}`,
            acls: { defaultAction: "Allow", bypass: "None", ipRules: [] },
          }),
        ]),
      ),
      "log.json": logOf([
        { vault: "kv-dev", ip: "20.81.49.1" },
        { vault: "kv-prod", ip: "198.51.100.9" },
      ]),
    });
    const { suggestions } = before.json("replay", "./log.json", "./", "--suggest").report;
    expect(suggestions.map(({ ipRules, environments }) => [...ipRules, ...environments])).toEqual([
      ["20.81.49.1/32", "dev"],
      ["198.51.100.9/32", "prod"],
    ]);
    before.remove();
  });

  it("keeps those who call most where a managed HSM takes no more rules", () => {
    const many = Array.from({ length: 12 }, (_, each) => `20.81.${each}.1`);
    const hsm = workspace({
      "main.bicep": `
resource hsm 'Microsoft.KeyVault/managedHSMs@2023-07-01' = {
  name: 'hsm-shop'
  properties: { networkAcls: { defaultAction: 'Allow', bypass: 'None' } }
}
`,
      "log.json": logOf([...many, ...many.slice(2)].map((ip) => ({ vault: "hsm-shop", ip }))).replaceAll(
        "KEYVAULT/VAULTS",
        "KEYVAULT/MANAGEDHSMS",
      ),
    });
    const [only] = hsm.json("replay", "./log.json", "./", "--suggest").report.suggestions;
    expect(only?.ipRules).toHaveLength(10);
    expect(only?.notKept).toEqual([
      { from: "20.81.0.1", why: "LIMIT" },
      { from: "20.81.1.1", why: "LIMIT" },
    ]);
    hsm.remove();
  });

  it("keeps those who call most where a vault takes no more subnets", () => {
    const many = Array.from({ length: 202 }, (_, each) => `net${each}`);
    const requests = [...many, ...many.slice(2)].map((name) => ({ ip: "10.9.9.9", subnet: subnetId(name) }));
    const { subnetRules, notKept } = suggestionFor(requests, "main.bicep");
    expect(subnetRules).toHaveLength(200);
    expect(notKept.map(({ why }) => why)).toEqual(["LIMIT", "LIMIT"]);
  });
});
