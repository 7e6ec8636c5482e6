import { describe, expect, test } from "vitest";
import { matrixOf, shownPart } from "../../client/src/matrix/matrix.ts";
import { vaultOf, verdictNamed } from "../../client/src/verdicts/named-verdicts.ts";
import { english } from "./english.ts";
import type { VerdictResult } from "../../server/src/protocol/vaults.ts";
import type { VerdictWord } from "../../server/src/protocol.ts";
import { circumstances, nothingElse, onLookup, results } from "./matrix-results.ts";
import { allowedByRule, verdict } from "./verdicts.ts";

describe("the matrix", () => {
  const matrix = matrixOf(english, results, circumstances);

  test("names vaults in both tables alike", () => {
    const [kv, ...others] = circumstances.environments.vaults;
    if (!kv) throw new Error("There is a vault.");
    const named = { ...circumstances.environments, vaults: [{ ...kv, vaultName: "kv-shop" }, ...others] };
    const answers = results.map((each) => ({
      ...each,
      verdicts: each.verdicts.map((own) => (own.key === "kv" ? { ...own, vaultName: "kv-shop" } : own)),
    }));
    const matrix = matrixOf(english, answers, { ...circumstances, environments: named });
    expect(matrix.vaults).toEqual(["kv-shop", "data"]);
    expect(matrix.environments?.rows.map(({ vault }) => vault)).toEqual(["kv-shop", "data"]);
  });

  test("has sources down, vaults across, and says of each cell what is so and what was", () => {
    expect(matrix.vaults).toEqual(["kv", "data"]);
    expect(matrix.rows.map(({ source, cells }) => [source, ...cells.map((cell) => cell?.text)])).toEqual([
      ["laptop", "Allowed · IP rule 1", "Denied · default"],
      ["internet", "Denied → Allowed · exposed", undefined],
      ["site (certificates)", "Allowed for “certificates” only", undefined],
      ["site (settings)", "Denied · default · settings", undefined],
    ]);
  });

  test("has the lookups of other roots beneath a vault, unless one has an answer of its own", () => {
    const [laptop] = results;
    if (!laptop) throw new Error("There are no results.");
    const withLookup = (lookup: VerdictResult) =>
      matrixOf(english, [{ ...laptop, verdicts: [...laptop.verdicts, lookup] }], circumstances);
    const folded = withLookup(onLookup({}));
    expect([folded.vaults, folded.lookups]).toEqual([
      ["kv", "data"],
      ["app/main.tf", ""],
    ]);
    const probably = withLookup(
      onLookup({ linkedTo: { ...allowedByRule, symbol: "kv", environment: null, certain: false } }),
    );
    expect(probably.lookups).toEqual(["app/main.tf, probably this vault", ""]);
    const differing = withLookup(onLookup({ verdict: "denied" }));
    expect([differing.vaults.length, differing.lookups]).toEqual([3, ["", "", ""]]);
    expect(differing.caption, "they are the same vaults").toBe(folded.caption);
  });

  test("says how open each vault is in each environment, and which vaults are gone", () => {
    expect(matrix.environments).toEqual({
      caption: "How open each vault is, by environment",
      names: ["Defaults", "dev", "prod"],
      rows: [
        {
          vault: "kv",
          cells: [
            { exposure: "depends", text: "unknown" },
            { exposure: "public", text: "public" },
            { exposure: "private", text: "private (assumed as deployed)" },
          ],
        },
        { vault: "data", cells: [{ exposure: "private", text: "private" }, null, null] },
      ],
    });
    expect(matrix.notes).toEqual(["Removed since the baseline: gone."]);
    expect(matrixOf(english, results, nothingElse).environments).toBeNull();
  });

  test("has one column for environments in which every vault is equally open, and for no others", () => {
    const { environments: found } = circumstances;
    const [kv, ...others] = found.vaults;
    const vaults = [
      ...(kv ? [{ ...kv, exposures: { ...kv.exposures, "": "public" } as const }] : []),
      ...others,
    ];
    const shown = matrixOf(english, results, { ...circumstances, environments: { ...found, vaults } });
    // The second vault exists with the defaults alone.
    expect(shown.environments?.names).toEqual(["Defaults", "dev", "prod"]);
    const alone = { ...found, vaults: vaults.slice(0, 1) };
    const merged = matrixOf(english, results, { ...circumstances, environments: alone }).environments;
    expect(merged?.names).toEqual(["Defaults, dev", "prod"]);
    expect(merged?.rows.map(({ cells }) => cells.map((cell) => cell?.exposure))).toEqual([
      ["public", "private"],
    ]);
  });

  test("names vaults that are never created", () => {
    const [vault] = nothingElse.environments.vaults;
    const never = {
      ...allowedByRule,
      symbol: "never",
      existing: false,
      state: null,
      vaultName: null,
      namedBy: null,
      exposures: {},
      assumed: [],
    };
    const environments = { ...nothingElse.environments, vaults: [...(vault ? [vault] : []), never] };
    expect(matrixOf(english, results, { ...nothingElse, environments }).notes).toEqual([
      "Not created: never.",
    ]);
  });

  test("of more than anybody reads shows a part, and says where the rest is", () => {
    const [first] = results;
    if (!first) throw new Error("There are no results.");
    const many = Array.from({ length: 600 }, (_, index) => ({
      ...first,
      simulation: { ...first.simulation, label: `source ${index}` },
    }));
    const all = matrixOf(english, many, nothingElse);
    const part = shownPart(english, all);
    expect([all.rows.length, part.rows.length, part.caption]).toEqual([600, 500, "600 sources × 2 vaults"]);
    const note = "Showing the first 500 × 100. Use Export Results to get all of them as CSV.";
    expect(part.notes).toEqual([note]);
    // The server was asked about the first ones only.
    const asked = matrixOf(english, many.slice(0, 500), { ...nothingElse, sources: 600 });
    expect([asked.caption, asked.notes]).toEqual(["600 sources × 2 vaults", [note]]);
    expect(shownPart(english, matrix)).toBe(matrix);
  });

  test("says what kind of source each row is, and above each vault how exposed it is", () => {
    expect(matrix.rows.map(({ detail }) => detail)).toEqual(["", "any client", "resource", "resource"]);
    expect(matrix.exposures.map((each) => each?.text)).toEqual(["unknown", "private"]);
  });

  test("sums up what it shows", () => {
    expect(matrix.caption).toBe("environment prod · 4 sources × 2 vaults");
    expect(matrix.summary).toBe("5 cells, 3 allowed, 1 exposed");
  });
});

describe("the matrix of a vault that environments answer differently", () => {
  const inEach = (environment: string, word: VerdictWord) =>
    verdict({
      environment,
      vaultName: `kv-${environment}`,
      verdict: word,
      reason: word === "allowed" ? "ALLOW_FIREWALL_OFF" : "DENY_DEFAULT_ACTION",
    });
  const asked = {
    simulation: { from: "203.0.113.7", label: "laptop", to: null },
    kind: "address",
    compared: false,
    error: null,
  } as const;

  test("has a column for each answer, named by its environments", () => {
    const verdicts = [inEach("dev", "allowed"), inEach("prod", "denied"), inEach("test", "allowed")];
    const { vaults, rows, caption } = matrixOf(english, [{ ...asked, verdicts }], nothingElse);
    expect(caption).toBe("1 source × 1 vault");
    expect(vaults).toEqual(["kv (dev, test)", "kv (prod)"]);
    expect(rows.map(({ cells }) => cells.map((cell) => cell?.text))).toEqual([
      ["Allowed · firewall off", "Denied · default"],
    ]);
    const named = rows[0]?.cells.map((cell) => verdictNamed([{ ...asked, verdicts }], cell?.id ?? ""));
    expect(named?.map((each) => each && vaultOf(each))).toEqual([
      { to: { root: "file:///main.bicep", key: "kv" }, environments: ["dev", "test"] },
      { to: { root: "file:///main.bicep", key: "kv" }, environments: ["prod"] },
    ]);
  });

  test("has one column where they agree, and asks about all of them", () => {
    const verdicts = [inEach("dev", "denied"), inEach("prod", "denied")];
    const { vaults, rows } = matrixOf(english, [{ ...asked, verdicts }], nothingElse);
    expect(vaults).toEqual(["kv"]);
    const named = verdictNamed([{ ...asked, verdicts }], rows[0]?.cells[0]?.id ?? "");
    expect(named && vaultOf(named)).toEqual({ to: { root: "file:///main.bicep", key: "kv" } });
  });
});
