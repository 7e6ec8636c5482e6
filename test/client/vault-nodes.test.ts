import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { namedBy } from "../../server/src/core/access/vault-label.ts";
import { vaultName } from "../../client/src/vault-name.ts";
import type { Arrangement } from "../../client/src/vaults/arrangement.ts";
import { shortNames } from "../../client/src/tree/short-name.ts";
import { vaultLabels } from "../../client/src/verdicts/references.ts";
import { vaultNodes } from "../../client/src/vaults/vault-nodes.ts";
import { allNodes } from "../../client/src/tree/tree-node.ts";
import { amount } from "../support/amount.ts";
import { english } from "./english.ts";
import type { VaultResult } from "../../server/src/protocol/vaults.ts";
import { kv, place } from "./vault.ts";

/** The rows below their files. */
function nodesOf(
  vaults: readonly VaultResult[],
  by: Arrangement = { group: "file", order: "file" },
): ReturnType<typeof vaultNodes> {
  return vaultNodes(english, vaults, by);
}

test("a file shows its vaults, a vault what its network will be", () => {
  expect(allNodes(nodesOf([kv])).map((node) => `${node.label}: ${node.description}`)).toEqual([
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
  const nodes = allNodes(nodesOf([{ ...kv, consumers }]));
  expect(nodes.slice(2, 6).map((node) => `${node.label}: ${node.description}`)).toEqual([
    "Consumers: 3 · 1 blocked",
    "site: Allowed · certificates",
    "site: Denied · app settings · assumed as deployed",
    "site: Depends, if it uses the vault · scripts",
  ]);
  expect(nodes[5]?.place).toEqual(place);
  expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
});

test("a vault that differs from the baseline says what it was", () => {
  const [file] = nodesOf([{ ...kv, was: "Firewall off · any network" }]);
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
    allNodes(nodesOf(vaults))
      .filter(({ words }) => words.includes("vault"))
      .map((node) => `${node.icon?.name ?? ""} ${node.label}: ${node.description}`);

  test("has one row where they agree, whatever they call it and wherever it is written", () => {
    const same = [inEach("dev"), inEach("prod", { places: { ...kv.places, bypass: elsewhere } })];
    expect(rows(same)).toEqual(["filter kv: Selected networks"]);
    expect(nodesOf(same)[0]?.spoken).toContain("1 vault");
  });

  test("has a row for each answer where they do not", () => {
    const differing = [inEach("dev", open), inEach("prod"), inEach("test", open)];
    expect(rows(differing)).toEqual([
      "warning kv (dev, test): Public",
      "filter kv-prod (prod): Selected networks",
    ]);
  });

  test("keeps its row while the user types, and no two rows share an ID", () => {
    const ids = (vaults: readonly VaultResult[]) => allNodes(nodesOf(vaults)).map(({ id }) => id);
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
  const places = new Map(allNodes(nodesOf([kv])).map((node) => [node.label, node.place]));
  expect(places.get("Default action")).toEqual(place);
  expect(places.get("203.0.113.0/24")).toEqual(place);
  expect(places.get("Public access")).toBeNull();
});

test("a vault that is only looked up has no settings of its own", () => {
  const [file] = nodesOf([{ ...kv, existing: true }]);
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
    allNodes(nodesOf(vaults)).map((node) => `${node.label}: ${node.description}`);

  test("has its references beneath it, once, and they have no rows of their own", () => {
    const nodes = allNodes(nodesOf([lookup, kv, maybe]));
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
    allNodes(nodesOf(many, { group, order }))
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
    const [, row] = allNodes(nodesOf([{ ...kv, symbol: name }]));
    expect(row?.label).toBe("[format('{0}-…location'))]");
    expect(row?.spoken).toContain(name);
    expect(row?.tooltip).toContain("environment");
    const long = "kv-of-exactly-26-characters";
    expect(shortNames([long])(long)).toHaveLength(26);
    const fits = "kv-with-26-characters-only";
    expect(shortNames([long, fits])(fits)).toBe(fits);
  });
});

describe("the overview", () => {
  const open = { exposure: "public", defaultAction: "Allow", summary: "Firewall off" } as const;
  const used = { ...place, from: "consumer:site", label: "site", uses: "yes", assumed: false } as const;
  const scenario = { service: "s", name: "App Service", text: "", short: "" };
  const site = { ...used, scenario, verdict: "denied", reason: "DENY_DEFAULT_ACTION" } as const;
  const shop: VaultResult = { ...kv, ...open, key: "shop", name: "kv-shop", consumers: [site] };
  const reader = (name: string): VaultResult => ({ ...kv, key: name, name, existing: true });
  const shown = (vaults: readonly VaultResult[]) =>
    vaultNodes(english, vaults).map(({ label, description }) => `${label}: ${description}`);

  test("begins with the public vault and its callers, and folds what is only referenced", () => {
    const all = [reader("kv-a"), reader("kv-b"), kv, shop];
    expect(shown(all)).toEqual([
      "kv-shop: Public · 1 caller, 1 blocked · main.json",
      "kv: Selected networks · main.json",
      "2 referenced: ",
    ]);
    const [first, , referenced] = vaultNodes(english, all);
    expect(first?.expanded).toBe(true);
    expect(first?.children[0]?.label).toBe("Consumers");
    expect(first?.children[0]?.expanded).toBe(true);
    expect(first?.vault).toEqual({ root: kv.root, key: "shop" });
    expect(referenced).toMatchObject({ expanded: false, children: [{ label: "kv-a" }, { label: "kv-b" }] });
  });

  test("tells vaults of states from what is referenced", () => {
    const deployed: VaultResult = { ...kv, key: "old", name: "kv-old", state: "deployed", deployed: true };
    expect(shown([deployed, reader("kv-a"), kv]).slice(1)).toEqual(["1 referenced: ", "States: 1: "]);
  });

  test("shows references at once where nothing is declared, and no empty fold where nothing else is", () => {
    expect(vaultNodes(english, [reader("kv-a")])).toMatchObject([{ label: "1 referenced", expanded: true }]);
    expect(shown([kv])).toEqual(["kv: Selected networks · main.json"]);
  });
});

describe("names that are shortened", () => {
  test.each([
    [["azurerm_key_vault.workload_data_one_shared", "azurerm_key_vault.workload_data_two_shared"]],
    [["kv-workload-of-the-platform-team-dev-001", "kv-workload-of-the-platform-team-dev-002"]],
    [["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]],
  ])("are never cut where they differ: %j", (names) => {
    const short = names.map(shortNames(names));
    expect(new Set(short).size).toBe(names.length);
  });

  test("differ wherever names do", () => {
    const part = fc.constantFrom("kv-", "a", "workload-data-", "prod", "-x");
    const name = fc.array(part, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 6 }), (names) => {
        expect(new Set(names.map(shortNames(names))).size).toBe(names.length);
      }),
      { numRuns: amount(300, 5000) },
    );
  });
});

test("what Azure Resource Manager creates in a vault is no caller of it, and expressions are not shown", () => {
  const symbol = "keys/[ concat(parameters('vaultName'), '/', parameters('keyName') ) ]";
  const scenario = { name: "children", text: "Children", short: "children" };
  const key = {
    ...place,
    from: symbol,
    label: symbol,
    uses: "yes",
    assumed: false,
    verdict: "allowed",
  } as const;
  const child = {
    ...key,
    reason: "ALLOW_CONTROL_PLANE",
    scenario: { ...scenario, service: "arm-child-secrets-and-keys" },
  } as const;
  const app = {
    ...child,
    label: "[format('app-{0}', variables('env'))]",
    scenario: { ...scenario, service: "app" },
  };
  const [row] = vaultNodes(english, [{ ...kv, consumers: [child, app] }]);
  expect(row?.description).toBe("Selected networks · 1 caller · main.json");
  expect(
    row?.children.slice(0, 2).map(({ label, children }) => [label, children.map((each) => each.label)]),
  ).toEqual([
    ["Consumers", ["app-<env>"]],
    ["Deployed with it", ["keys/<vaultName>/<keyName>"]],
  ]);
});

test("a row says what leaves its vault undecided, and one row is enough for patterns that differ by environment", () => {
  const inEach = (environment: string, length: number): VaultResult => ({
    ...kv,
    environment,
    ...{ name: { unknown: "id" }, namedBy: `be-${environment}-kv-<${length}>` },
    ...{ exposure: "depends", dependsOn: ["parameter mode"] },
  });
  const rows = vaultNodes(english, [inEach("test", 10), inEach("staging", 7)]);
  expect(rows.map(({ label, description }) => `${label}: ${description}`)).toEqual([
    "be-<environment>-kv-<…>: Depends · parameter mode · main.json",
  ]);
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
  // The same module of several templates.
  const calls = ["a/one/main.json", "b/one/main.json"].map((root) => ({
    ...named("file:///w/module.json", "m"),
    ...{ root: `file:///w/${root}`, module: "vault", namedBy: "vault › m", vaultName: null },
  }));
  expect(calls.map(vaultLabels(calls))).toEqual(["vault › m (a/one)", "vault › m (b/one)"]);
});
