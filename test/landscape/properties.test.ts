import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Analysis,
  analyze,
  linkAnalyses,
  readSource,
  reportVaults,
  reportVerdicts,
} from "../../server/src/core/index.ts";
import { filesInMemory } from "../support/files-in-memory.ts";
import { analysesAlone, analysesOf, findingLines, vaultLines } from "./workspace.ts";

const lookup = (name: string): string =>
  `data "azurerm_key_vault" "kv" {\n  name = "${name}"\n  resource_group_name = "rg"\n}\n`;
const secret = `resource "azurerm_key_vault_secret" "s" {\n  name = "s"\n  value = "x"\n  key_vault_id = data.azurerm_key_vault.kv.id\n}\n`;
const endpoint = `resource "azurerm_private_endpoint" "pe" {
  name = "pe"
  subnet_id = azurerm_subnet.app.id
  private_service_connection {
    name = "c"
    is_manual_connection = false
    private_connection_resource_id = data.azurerm_key_vault.kv.id
    subresource_names = ["vault"]
  }
}
resource "azurerm_subnet" "app" {
  name = "app"
  resource_group_name = "rg"
  virtual_network_name = "vnet"
  address_prefixes = ["10.0.0.0/24"]
}
`;
const vault = (name: string, action: string): string =>
  `resource "azurerm_key_vault" "kv" {\n  name = "${name}"\n  network_acls {\n    default_action = "${action}"\n    bypass = "None"\n  }\n}\n`;

const subnetLookup = `data "azurerm_subnet" "app" {
  name = "app"
  virtual_network_name = "vnet-shared"
  resource_group_name = "rg-net"
}
`;

/** Roots that may or may not be in a repository; two of them declare a vault of one name. */
const pool: Readonly<Record<string, string>> = {
  "/a/main.tf": vault("kv-one", "Deny"),
  "/b/main.tf": vault("kv-two", "Allow"),
  "/c/main.tf": vault("kv-one", "Allow"),
  "/d/main.tf": lookup("kv-one") + secret,
  "/e/main.tf": lookup("kv-two") + secret,
  "/f/main.tf": lookup("kv-one") + endpoint,
  "/g/main.tf": lookup("kv-two") + endpoint,
  "/h/main.bicep": "resource kv 'Microsoft.KeyVault/vaults@2026-02-01' existing = {\n  name: 'kv-one'\n}\n",
  "/i/main.tf": lookup("kv-three"),
  "/j/main.tf": `resource "azurerm_virtual_network" "v" {
  name = "vnet-shared"
  resource_group_name = "rg-net"
  address_space = ["10.1.0.0/16"]
}
resource "azurerm_subnet" "app" {
  name = "app"
  resource_group_name = "rg-net"
  virtual_network_name = azurerm_virtual_network.v.name
  address_prefixes = ["10.1.0.0/24"]
  service_endpoints = ["Microsoft.KeyVault"]
}
`,
  "/k/main.tf": `${subnetLookup}resource "azurerm_key_vault" "kv" {
  name = "kv-four"
  network_acls {
    default_action = "Deny"
    bypass = "None"
    virtual_network_subnet_ids = [data.azurerm_subnet.app.id]
  }
}
`,
  "/l/main.tf": `${subnetLookup}resource "azurerm_subnet_route_table_association" "app" {
  subnet_id = data.azurerm_subnet.app.id
  route_table_id = azurerm_route_table.rt.id
}
resource "azurerm_route_table" "rt" {
  name = "rt"
  resource_group_name = "rg-net"
  route {
    name = "all"
    address_prefix = "0.0.0.0/0"
    next_hop_type = "None"
  }
}
`,
};

const someRoots = fc.subarray(Object.keys(pool), { minLength: 1 });

/** What a subnet that some roots share gets in each of them. */
function verdictLines(analyses: readonly Analysis[]): readonly string[] {
  const from = "subnet:app";
  const reading = readSource(from);
  if (!("source" in reading)) throw new Error(reading.fault.kind);
  return analyses.flatMap(({ root, worlds }) =>
    reportVerdicts(worlds, from, reading.source).map(
      ({ verdict, reason, steps }) =>
        `${root} ${verdict} ${reason} ${steps.map(({ outcome }) => outcome).join(" ")}`,
    ),
  );
}

function textsOf(ids: readonly string[]): Record<string, string> {
  return Object.fromEntries(ids.map((id) => [id, pool[id] ?? ""]));
}

describe("linked roots", () => {
  it("do not depend on the order of their files", () => {
    fc.assert(
      fc.property(
        someRoots.chain((ids) =>
          fc.tuple(fc.constant(ids), fc.shuffledSubarray(ids, { minLength: ids.length })),
        ),
        ([ids, shuffled]) => {
          const [one, other] = [analysesOf(textsOf(ids)), analysesOf(textsOf(shuffled))];
          expect(vaultLines(other)).toEqual(vaultLines(one));
          expect(verdictLines(other)).toEqual(verdictLines(one));
          expect(findingLines(other, "KV501", "KV505", "KV403")).toEqual(
            findingLines(one, "KV501", "KV505", "KV403"),
          );
        },
      ),
      { numRuns: 20 },
    );
  });

  it("never reverse an answer that a root alone has decided", () => {
    fc.assert(
      fc.property(someRoots, (ids) => {
        const exposures = (analyses: readonly Analysis[]): readonly (readonly [string, string])[] =>
          analyses.flatMap(({ root, worlds }) =>
            reportVaults(worlds).map((each) => [`${root} ${each.key}`, each.exposure]),
          );
        const linked = new Map(exposures(analysesOf(textsOf(ids))));
        const decided = exposures(analysesAlone(textsOf(ids))).filter(
          ([, exposure]) => exposure !== "depends",
        );
        for (const [key, exposure] of decided) expect([key, linked.get(key)]).toEqual([key, exposure]);
      }),
      { numRuns: 20 },
    );
  });

  it("list each vault of a root once, and none of another root", () => {
    const rows = (analyses: readonly Analysis[]): readonly string[] =>
      analyses.flatMap(({ root, worlds }) => reportVaults(worlds).map(({ key }) => `${root} ${key}`));
    fc.assert(
      fc.property(someRoots, (ids) => {
        expect(rows(analysesOf(textsOf(ids)))).toEqual(rows(analysesAlone(textsOf(ids))));
      }),
      { numRuns: 20 },
    );
  });
});

describe("an edit", () => {
  /** The roots whose answer is another object after one of them was edited, besides the edited one. */
  function relinked(ids: readonly string[], edited: string): readonly string[] {
    const alone = analysesAlone(textsOf(ids));
    const before = new Map(linkAnalyses(alone).map((each) => [each.root, each]));
    const files = filesInMemory({ ...textsOf(ids), [edited]: `${pool[edited] ?? ""}\n# typed\n` });
    const root = edited.replace(/[^/]*$/, "");
    const now = alone.map((each) => (each.root === root ? analyze({ root, files }) : each));
    return linkAnalyses(now).flatMap((each) =>
      each.root === root || before.get(each.root) === each ? [] : [each.root],
    );
  }

  const roots = [
    "/a/main.tf",
    "/b/main.tf",
    "/d/main.tf",
    "/e/main.tf",
    "/f/main.tf",
    "/h/main.bicep",
    "/i/main.tf",
  ];

  it.each([
    ["that nothing refers to affects no other root", "/i/main.tf", []],
    ["of a root that uses a vault concerns the root that declares it", "/d/main.tf", ["/a/"]],
    [
      "of a root that declares a vault concerns those that refer to it",
      "/a/main.tf",
      ["/d/", "/f/", "/h/main.bicep"],
    ],
    [
      "of a private endpoint concerns all that refer to its vault",
      "/f/main.tf",
      ["/a/", "/d/", "/h/main.bicep"],
    ],
  ])("%s", (_, edited, concerned) => {
    expect(relinked(roots, edited)).toEqual(concerned);
  });

  it("leaves everything as it was where nothing was typed", () => {
    const alone = analysesAlone(textsOf(roots));
    const before = linkAnalyses(alone);
    expect(linkAnalyses(alone).every((each, index) => each === before[index])).toBe(true);
  });
});
