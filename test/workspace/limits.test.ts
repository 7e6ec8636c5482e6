import { afterEach, describe, expect, it } from "vitest";
import { type Analysis, analyze, limits, reportUnread, reportVaults } from "../../server/src/core/index.ts";
import { foldersByName } from "../../server/src/cli/disk.ts";
import { workspace } from "../cli/workspace.ts";
import { filesInMemory } from "../support/files-in-memory.ts";

const table = { ...limits };
afterEach(() => {
  Object.assign(limits, table);
});

/** A table with lower limits shows what happens at large ones, and that no other table exists. */
function lower(changed: Partial<Record<keyof typeof limits, number>>): void {
  Object.assign(limits, changed);
}

function judge(root: string, texts: Readonly<Record<string, string>>): Analysis {
  return analyze({ root, files: filesInMemory(texts) });
}

function bicep(text: string): Analysis {
  return judge("/main.bicep", { "/main.bicep": text });
}

/** The vaults that certainly exist, and how many there may be besides. */
function vaultsOf({ worlds }: Analysis): readonly [certain: number, maybe: number] {
  const vaults = reportVaults(worlds);
  return [
    vaults.filter(({ exists }) => exists === "yes").length,
    vaults.filter(({ exists }) => exists === "maybe").length,
  ];
}

function leftOutOf({ worlds }: Analysis): readonly (readonly string[])[] {
  return reportUnread(worlds).map(({ kind, symbol, why }) => [kind, symbol, why]);
}

function vault(symbol: string, name = `'${symbol}'`, loop = ""): string {
  const body = `{\n  name: ${name}\n  location: 'x'\n  properties: { publicNetworkAccess: 'Disabled' }\n}`;
  const declared = loop === "" ? body : `[for i in ${loop}: ${body}]`;
  return `resource ${symbol} 'Microsoft.KeyVault/vaults@2023-07-01' = ${declared}\n`;
}

const many = (count: number): string => Array.from({ length: count }, (_, n) => vault(`kv${n}`)).join("");

describe("how much of one root there may be", () => {
  it("vaults: those behind the limit are named, each at its place, and the others judged", () => {
    lower({ vaults: 3 });
    expect([vaultsOf(bicep(many(3))), leftOutOf(bicep(many(3)))]).toEqual([[3, 0], []]);
    const more = bicep(many(5));
    expect(vaultsOf(more)).toEqual([3, 0]);
    expect(leftOutOf(more)).toEqual([
      ["vault", "kv3", "limit"],
      ["vault", "kv4", "limit"],
    ]);
    expect(more.worlds.every(({ network }) => network.intact)).toBe(false);
  });

  it("vaults, in reports: nothing is silently left out", () => {
    lower({ vaults: 1 });
    const at = workspace({ "main.bicep": many(2) });
    const { status, report } = at.json("check", "./", "--fail-on-unknown");
    const { out } = at.run("check", "./");
    at.remove();
    expect(status).toBe(2);
    expect(report.unread).toMatchObject([
      { kind: "vault", source: "kv1", line: 6, reason: "too many vaults", vault: "likely" },
    ]);
    expect(out).toContain("vault 'kv1' was not read: too many vaults; --limit vaults=NUMBER allows more");
  });

  it("turns of a loop: there may be more behind them", () => {
    expect(vaultsOf(bicep(vault("kv", "'kv${i}'", "range(0, 800)")))).toEqual([800, 0]);
    expect(vaultsOf(bicep(vault("kv", "'kv${i}'", "range(0, 801)")))).toEqual([800, 1]);
  });

  it("instances of all loops", () => {
    lower({ instances: 5 });
    const loops = (second: number): string =>
      vault("a", "'a${i}'", "range(0, 3)") + vault("b", "'b${i}'", `range(0, ${second})`);
    expect(vaultsOf(bicep(loops(2)))).toEqual([5, 0]);
    expect(vaultsOf(bicep(loops(3)))).toEqual([5, 1]);
  });

  it.each([
    [64, []],
    [65, [["module", "m", "limit"]]],
  ])("calls within calls: %i", (depth, unread) => {
    const texts = Object.fromEntries(
      Array.from({ length: depth }, (_, n) => [
        `/${n}.bicep`,
        `module m '${n + 1}.bicep' = { name: 'm' }\n${vault("kv", `'kv${n}'`)}`,
      ]),
    );
    const analysis = judge("/0.bicep", { ...texts, [`/${depth}.bicep`]: vault("kv") });
    expect(leftOutOf(analysis)).toEqual(unread);
    expect(vaultsOf(analysis)).toEqual([65, 0]);
  });

  it("calls in all", () => {
    lower({ moduleCalls: 2 });
    const calls = (count: number): Analysis =>
      judge("/main.bicep", {
        "/main.bicep": Array.from(
          { length: count },
          (_, n) => `module m${n} 'm.bicep' = { name: 'm${n}', params: { vault: 'kv-${n}' } }\n`,
        ).join(""),
        "/m.bicep": `param vault string\n${vault("kv", "vault")}`,
      });
    expect([leftOutOf(calls(2)), vaultsOf(calls(2))]).toEqual([[], [2, 0]]);
    expect([leftOutOf(calls(3)), vaultsOf(calls(3))]).toEqual([[["module", "m2", "limit"]], [2, 0]]);
  });

  it("worlds: parameters behind them stay unknown", () => {
    const flags = (count: number): Analysis => {
      const names = Array.from({ length: count }, (_, n) => `p${n}`);
      const access = `${names.join(" && ")} ? 'Enabled' : 'Disabled'`;
      return bicep(
        names.map((name) => `param ${name} bool\n`).join("") + vault("kv").replace("'Disabled'", access),
      );
    };
    const exposures = (count: number): readonly string[] =>
      reportVaults(flags(count).worlds).flatMap(({ cases }) => cases.map(({ exposure }) => exposure));
    expect([flags(4).worlds.length, new Set(exposures(4))]).toEqual([16, new Set(["private", "public"])]);
    expect([flags(5).worlds.length, new Set(exposures(5))]).toEqual([16, new Set(["private", "depends"])]);
  });

  it("vaults in all worlds and environments together", () => {
    lower({ vaultsInWorlds: 8 });
    const open = vault("kv").replace("'Disabled'", "a && b && c && d ? 'Enabled' : 'Disabled'");
    const parameters = "param a bool\nparam b bool\nparam c bool\nparam d bool\n";
    expect(bicep(parameters + open + vault("other")).worlds).toHaveLength(4);
    const values = (action: string): string => `using 'main.bicep'\nparam action = '${action}'\n`;
    const names = Array.from({ length: 9 }, (_, n) => `main.e${n}.bicepparam`);
    const at = workspace({
      "main.bicep": `param action string\n${vault("kv").replace("'Disabled'", "action")}`,
      ...Object.fromEntries(names.map((name) => [name, values("Enabled")])),
    });
    const { report } = at.json("vaults", "./");
    at.remove();
    expect(report.vaults).toHaveLength(8);
    expect(report.unread).toMatchObject([{ kind: "environment", source: "e8" }]);
  });
});

describe("how much one evaluation may be", () => {
  const named = (name: string): readonly unknown[] =>
    reportVaults(bicep(vault("kv", name)).worlds).map((each) => each.name);
  const beyond = [{ unknown: "kv<a limit of the analysis>" }];

  it("items of a list", () => {
    expect(named("'kv${length(range(0, 10000))}'")).toEqual(["kv10000"]);
    expect(named("'kv${length(range(0, 10001))}'")).toEqual(beyond);
  });

  it("characters of a text", () => {
    const xs = (count: number): string => `'${"x".repeat(count)}'`;
    const text = (count: number): string =>
      `'kv\${length(join(map(range(0, 1024), each => ${xs(count / 1_024)}), ''))}'`;
    expect(named(text(limits.textLength))).toEqual([`kv${limits.textLength}`]);
    expect(named(text(limits.textLength + 1_024))).toEqual(beyond);
  });

  it("expressions within expressions", () => {
    const deep = (levels: number): string => `'kv\${${"max(".repeat(levels)}1${", 1)".repeat(levels)}}'`;
    const depths = [150, 250].map((levels) => named(deep(levels)));
    expect(depths).toEqual([["kv1"], beyond]);
    lower({ expressionDepth: 100 });
    expect(named(deep(150))).toEqual(beyond);
  });

  it("steps: what was worked out before remains, and the note says why the rest is unknown", () => {
    lower({ steps: 2_000 });
    const loop = (count: number): Analysis =>
      bicep(
        `${vault("a")}var n = length(filter(range(0, ${count}), i => i > 1))\n${vault("kv", "'kv${n}'")}`,
      );
    expect(reportVaults(loop(100).worlds).map(({ name }) => name)).toEqual(["a", "kv98"]);
    expect(reportVaults(loop(5_000).worlds)).toMatchObject([
      { name: "a", exposure: "private" },
      { name: { unknown: "a limit of the analysis" }, notes: ["NOTE_BUDGET"] },
    ]);
  });
});

describe("how much of a file is read", () => {
  const list = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);
  const json = (levels: number): string =>
    `{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "resources": [], "x": ${list(levels)} }`;

  it.each<readonly [what: string, file: string, text: (levels: number) => string, most: number]>([
    ["JSON", "/main.json", json, 499],
    ["Terraform", "/main.tf", (levels) => `locals {\n  x = ${list(levels)}\n}\n`, 499],
  ])("brackets within brackets of %s: a file with more is named", (_, file, text, most) => {
    const root = file.endsWith(".tf") ? "/" : file;
    const [within, beyond] = [most, most + 1].map((levels) => judge(root, { [file]: text(levels) }));
    expect(within?.problems).toEqual([]);
    expect(beyond?.problems.length).toBeGreaterThan(0);
  });

  it("brackets within brackets of Bicep", () => {
    const text = (levels: number): string => `var x = ${list(levels)}\n${vault("kv")}`;
    expect(bicep(text(200)).problems).toEqual([]);
    const analysis = bicep(text(600));
    expect(analysis.problems.length).toBeGreaterThan(0);
    expect(vaultsOf(analysis)).toEqual([1, 0]);
  });
});

it("folders that are looked through for modules", () => {
  const folders = foldersByName(["/w"], {
    list: (folder) => (folder.split("/").length < 5 ? [{ name: "a", kind: "folder" }] : []),
  });
  expect(folders("a")).toEqual(["/w/a/", "/w/a/a/", "/w/a/a/a/"]);
  Object.assign(limits, { searched: { folders: 2, files: 1 } });
  const few = foldersByName(["/w"], { list: () => [{ name: "a", kind: "folder" }] });
  expect(few("a")).toEqual(["/w/a/", "/w/a/a/"]);
});
