import { DOMParser } from "@xmldom/xmldom";
import { describe, expect, test } from "vitest";
import { matrixOf } from "../../client/src/matrix/matrix.ts";
import { matrixCsv, matrixMarkdown } from "../../client/src/matrix/matrix-text.ts";
import { vaultPicture } from "../../client/src/matrix/vault-picture.ts";
import { namedVerdicts } from "../../client/src/simulator/named-verdicts.ts";
import { results } from "./matrix-results.ts";
import { verdict } from "./verdicts.ts";

describe("the matrix", () => {
  const matrix = matrixOf(results, "prod");

  test("has sources down, vaults across, and says of each cell what is so and what was", () => {
    expect(matrix.vaults).toEqual(["kv", "data"]);
    expect(matrix.rows.map(({ source, cells }) => [source, ...cells.map((cell) => cell?.text)])).toEqual([
      ["laptop", "Allowed · IP rule 1", "Denied · default"],
      ["internet", "was Denied · Allowed · exposed", undefined],
      ["site (certificates)", "Allowed for “certificates” only", undefined],
      ["site (settings)", "Denied · default · settings", undefined],
    ]);
  });

  test("sums up what it shows", () => {
    expect(matrix.caption).toBe("environment prod · 4 sources × 2 vaults");
    expect(matrix.summary).toBe("5 cells, 3 allowed, 1 exposed");
  });
});

describe("as text", () => {
  test("as Markdown no source and no vault can become markup", () => {
    const [first] = results;
    if (!first) throw new Error("There are no results.");
    const odd = { ...first, simulation: { ...first.simulation, label: "a | <b>" } };
    expect(matrixMarkdown(matrixOf([odd], null))).toContain("| a \\| \\<b\\> |");
  });

  test("in a spreadsheet no cell is a formula, and quotes are doubled", () => {
    const matrix = { ...matrixOf([], null), vaults: ['=HYPERLINK("x")'] };
    expect(matrixCsv(matrix)).toBe('"","\'=HYPERLINK(""x"")"\r\n');
  });
});

describe("the picture of a vault", () => {
  const verdicts = namedVerdicts(results).filter((each) => each.verdict.key === "kv");

  test("has a lane for each source, which says all it shows in words too", () => {
    const svg = parse(vaultPicture("kv", verdicts));
    const lanes = [...svg.getElementsByTagName("g")].map(
      (lane) => lane.getElementsByTagName("title")[0]?.textContent,
    );
    expect(lanes).toHaveLength(verdicts.length);
    expect(lanes[0]).toBe("laptop: IP rule 1 (203.0.113.0/24) matches.");
  });

  test("leads in whom a gate lets in, and ends at the gate that turns somebody away", () => {
    const classes = (word: "allowed" | "denied" | "depends") =>
      vaultPicture("kv", [{ source: "laptop", vault: "kv", verdict: verdict({ verdict: word }) }]).match(
        /class="(in|out|maybe)"/g,
      );
    expect(classes("allowed")).toEqual(['class="in"']);
    expect(classes("denied")).toEqual(['class="out"']);
    expect(classes("depends")).toEqual(['class="maybe"']);
  });

  test("is well-formed whatever names are like", () => {
    const odd = [{ source: '</svg><script>"&\u0001', vault: "kv", verdict: verdict({}) }];
    expect(parse(vaultPicture("<&>", odd)).getElementsByTagName("script")).toHaveLength(0);
  });
});

function parse(svg: string) {
  const onError = (_level: string, message: string) => {
    throw new Error(message);
  };
  return new DOMParser({ onError }).parseFromString(svg, "image/svg+xml");
}
