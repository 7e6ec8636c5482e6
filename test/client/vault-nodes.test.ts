import { describe, expect, test } from "vitest";
import { namedBy } from "../../server/src/core/access/vault-label.ts";
import { vaultName } from "../../client/src/vault-name.ts";
import type { Arrangement } from "../../client/src/vaults/arrangement.ts";
import { shortName } from "../../client/src/tree/short-name.ts";
import { vaultLabels } from "../../client/src/verdicts/vault-labels.ts";
import { vaultNodes } from "../../client/src/vaults/vault-nodes.ts";
import { allNodes } from "../../client/src/tree/tree-node.ts";
import { english } from "./english.ts";
import type { VaultResult } from "../../server/src/protocol/vaults.ts";
import { kv, place } from "./vault.ts";

test("a file shows its vaults, a vault what its network will be", () => {
  expect(allNodes(vaultNodes(english, [kv])).map((node) => `${node.label}: ${node.description}`)).toEqual([
    "main.json: infra",
    "kv: Selected networks",
    "Public access: not set",
    "Default action: Deny",
    "Bypass: depends on parameter bypass",
    "IP rules: 2 or more",
    "203.0.113.0/24: ",
    "not known: parameter office",
    "Subnet rules: none",
    "Private endpoints: 1",
    "Perimeter: nsp (Learning), 1 inbound rule",
  ]);
});

test("a vault shows who of the deployment uses it, scenario by scenario, and who is blocked", () => {
  const scenario = (name: string) => ({ service: name, name, text: `What ${name} does`, short: name });
  const site = { ...place, from: "consumer:site", label: "site", uses: "yes", assumed: false } as const;
  const consumers: VaultResult["consumers"] = [
    { ...site, scenario: scenario("certificates"), verdict: "allowed", reason: "ALLOW_TRUSTED_SERVICE" },
    {
      ...site,
      scenario: scenario("app settings"),
      verdict: "denied",
      reason: "DENY_DEFAULT_ACTION",
      assumed: true,
    },
    { ...site, uses: "maybe", scenario: scenario("scripts"), verdict: "depends", reason: "DEPENDS_SUBNET" },
  ];
  const nodes = allNodes(vaultNodes(english, [{ ...kv, consumers }]));
  expect(nodes.slice(-4).map((node) => `${node.label}: ${node.description}`)).toEqual([
    "Consumers: 3 · 1 blocked",
    "site: Allowed · certificates",
    "site: Denied · app settings · assumed as deployed",
    "site: Depends, if it uses the vault · scripts",
  ]);
  expect(nodes.at(-1)?.place).toEqual(place);
  expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
});

test("a vault that differs from the baseline says what it was", () => {
  const [file] = vaultNodes(english, [{ ...kv, was: "Firewall off · any network" }]);
  const [node] = file?.children ?? [];
  expect(node?.description).toBe("Selected networks · changed");
  expect(node?.icon).toEqual({ name: "arrow-swap" });
  expect(node?.spoken).toContain("In the baseline: Firewall off · any network");
});

describe("a vault that is judged in several environments", () => {
  const inEach = (environment: string, parts: Partial<VaultResult> = {}): VaultResult => ({
    ...kv,
    environment,
    name: `kv-${environment}`,
    ...parts,
  });
  const elsewhere = { ...place, uri: "file:///infra/prod.bicepparam" };
  const open = { exposure: "public", defaultAction: "Allow", summary: "Firewall off" } as const;
  const rows = (vaults: readonly VaultResult[]) =>
    allNodes(vaultNodes(english, vaults))
      .filter(({ words }) => words.includes("vault"))
      .map((node) => `${node.icon?.name ?? ""} ${node.label}: ${node.description}`);

  test("has one row where they agree, whatever they call it and wherever it is written", () => {
    const same = [inEach("dev"), inEach("prod", { places: { ...kv.places, bypass: elsewhere } })];
    expect(rows(same)).toEqual(["filter kv: Selected networks"]);
    expect(vaultNodes(english, same)[0]?.spoken).toContain("1 vault");
  });

  test("has a row for each answer where they do not", () => {
    const differing = [inEach("dev", open), inEach("prod"), inEach("test", open)];
    expect(rows(differing)).toEqual([
      "warning kv (dev, test): Public",
      "filter kv-prod (prod): Selected networks",
    ]);
  });

  test("keeps its row while the user types, and no two rows share an ID", () => {
    const ids = (vaults: readonly VaultResult[]) => allNodes(vaultNodes(english, vaults)).map(({ id }) => id);
    const agreeing = ids([inEach("dev"), inEach("prod")]);
    const differing = ids([inEach("dev", open), inEach("prod")]);
    expect(differing[1]).toBe(agreeing[1]);
    expect(new Set(differing).size).toBe(differing.length);
  });

  test("says where it is not created", () => {
    expect(rows([inEach("dev", { exists: "no" }), inEach("prod")])).toEqual([
      "filter kv-dev (dev): Selected networks · not created",
      "filter kv-prod (prod): Selected networks",
    ]);
  });
});

test("what is written somewhere leads there; what is not leads nowhere", () => {
  const places = new Map(allNodes(vaultNodes(english, [kv])).map((node) => [node.label, node.place]));
  expect(places.get("Default action")).toEqual(place);
  expect(places.get("203.0.113.0/24")).toEqual(place);
  expect(places.get("Public access")).toBeNull();
});

test("a vault that is only looked up has no settings of its own", () => {
  const [file] = vaultNodes(english, [{ ...kv, existing: true }]);
  expect(file?.children[0]?.children).toEqual([]);
});

test.each([
  ["kv-prod", "kv", "kv-prod"],
  [{ unknown: "runtime" }, "kv", "kv"],
  [null, "[variables('vaultName')]", "vaultName"],
  [null, "[concat('kv-', parameters('env'))]", "[concat('kv-', parameters('env'))]"],
])("a vault named %o with symbol %s is called %s", (name, symbol, expected) => {
  expect(vaultName({ name, symbol, namedBy: namedBy(symbol) })).toBe(expected);
});

describe("a vault that other roots look up", () => {
  const linkedTo = { ...place, root: kv.root, module: null, symbol: "kv", environment: null, certain: true };
  const app = "file:///app/main.tf";
  const lookup: VaultResult = {
    ...{ ...kv, key: "data.kv", symbol: "data.azurerm_key_vault.kv", existing: true },
    ...{ uri: app, root: "file:///app/", linkedTo },
  };
  const maybe: VaultResult = {
    ...{ ...lookup, uri: "file:///jobs/main.bicep", root: "file:///jobs/main.bicep", symbol: "kv" },
    linkedTo: { ...linkedTo, certain: false },
  };
  const rows = (vaults: readonly VaultResult[]) =>
    allNodes(vaultNodes(english, vaults)).map((node) => `${node.label}: ${node.description}`);

  test("has its references beneath it, once, and they have no rows of their own", () => {
    const nodes = allNodes(vaultNodes(english, [lookup, kv, maybe]));
    expect(nodes.map(({ label }) => label)).toHaveLength(11 + 3);
    expect(nodes.slice(-3).map((node) => `${node.label}: ${node.description}`)).toEqual([
      "References: 2",
      "data.azurerm_key_vault.kv: app/main.tf",
      "kv: jobs/main.bicep, probably this vault",
    ]);
    expect(nodes.at(-2)?.place?.uri).toBe(app);
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
  });

  test("has those of the environments of its row, each once", () => {
    const inEach = (environment: string, parts: Partial<VaultResult> = {}): readonly VaultResult[] => [
      { ...kv, environment, ...parts },
      { ...lookup, environment, linkedTo: { ...linkedTo, environment } },
    ];
    const all = [...inEach("dev"), ...inEach("prod")];
    expect(rows(all).slice(-2)).toEqual(["References: 1", "data.azurerm_key_vault.kv: app/main.tf"]);
    const differing = [...inEach("dev", { exposure: "public" }), ...inEach("prod")];
    expect(rows(differing).filter((row) => row.startsWith("References"))).toEqual([
      "References: 1",
      "References: 1",
    ]);
  });

  test("is a row of its own where the declaration is not known, or not shown", () => {
    const alone = ["main.tf: app", "kv: Selected networks"];
    const named = { ...lookup, name: "kv" };
    expect(rows([named])).toEqual(alone);
    expect(rows([{ ...named, linkedTo: null }])).toEqual(alone);
    expect(rows([named, { ...kv, symbol: "other" }]).slice(-2)).toEqual(alone);
  });
});

describe("the view of many vaults", () => {
  const at = (uri: string, symbol: string, exposure: VaultResult["exposure"]): VaultResult => ({
    ...kv,
    ...{ uri, symbol, exposure, root: uri, key: symbol, name: symbol },
  });
  const many = [
    at("file:///w/a/main.json", "kv-a", "private"),
    at("file:///w/a/more.json", "kv-more", "public"),
    at("file:///w/b/main.json", "kv-b", "depends"),
    at("file:///w/a/main.json", "kv-open", "public"),
  ];
  const rows = (group: Arrangement["group"], order: Arrangement["order"]) =>
    allNodes(vaultNodes(english, many, { group, order }))
      .filter(({ words }) => words.includes("file") || words.includes("vault"))
      .map(({ label, description, spoken }) =>
        description === "" ? `${label} (${spoken})` : `${label}: ${description}`,
      );

  test("can be grouped by folder, where each vault says its file", () => {
    expect(rows("folder", "file")).toEqual([
      "a: 3 vaults",
      "kv-more: Public · more.json",
      "kv-open: Public · main.json",
      "kv-a: Private · main.json",
      "b: 1 vault",
      "kv-b: Depends · main.json",
    ]);
  });

  test("can have public vaults first, within groups and among them", () => {
    expect(rows("file", "exposure")).toEqual([
      "more.json: a",
      "kv-more: Public",
      "main.json: a",
      "kv-open: Public",
      "kv-a: Private",
      "main.json: b",
      "kv-b: Depends",
    ]);
    expect(rows("folder", "exposure").filter((row) => row.startsWith("kv-"))).toEqual([
      "kv-more: Public · more.json",
      "kv-open: Public · main.json",
      "kv-a: Private · main.json",
      "kv-b: Depends · main.json",
    ]);
  });

  test("shortens long names in the middle, so that what follows stays in sight", () => {
    const name = "[format('{0}-{1}-kv-configuration', parameters('environment'), parameters('location'))]";
    const [, row] = allNodes(vaultNodes(english, [{ ...kv, symbol: name }]));
    expect(row?.label).toBe("[format('{0}-…location'))]");
    expect(row?.spoken).toContain(name);
    expect(row?.tooltip).toContain("environment");
    expect(shortName("kv-of-exactly-26-characters")).toHaveLength(26);
    expect(shortName("kv-with-26-characters-only")).toBe("kv-with-26-characters-only");
  });
});

test("vaults with one name are told apart by file, or by folder if their files have one name", () => {
  const named = (uri: string, vault: string) => ({
    ...place,
    ...{ uri, root: uri, key: vault, vault, vaultName: "kv", namedBy: null, module: null },
  });
  const all = [
    named("file:///w/create/azuredeploy.json", "a"),
    named("file:///w/delete/azuredeploy.json", "b"),
    named("file:///w/delete/other.json", "c"),
  ];
  expect(all.map(vaultLabels(all))).toEqual(["kv (create)", "kv (delete)", "kv (other.json)"]);
});
