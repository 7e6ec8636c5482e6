import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openDisk } from "../../server/src/cli/disk.ts";
import { type Analysis, analyze } from "../../server/src/core/index.ts";
import { printAccess, printNetwork } from "./print.ts";

const folder = import.meta.dirname;
const scenarios = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
const isUpdating = process.env["UPDATE"] === "1";

/** Every syntax a scenario is written in has to come to the same model and the same verdicts. */
const syntaxes = ["json", "bicep", "tf"];

describe.each(scenarios)("%s", (scenario) => {
  const path = join(folder, scenario);
  const written = syntaxes.filter((syntax) => existsSync(join(path, `main.${syntax}`)));
  const callers = readFileSync(join(path, "callers.txt"), "utf8").trim().split("\n");

  it.each(written)("in %s", (syntax) => {
    const analysis = analyzeRoot(join(path, `main.${syntax}`));
    expect(analysis.problems).toEqual([]);
    compare(join(path, "network.txt"), printNetwork(analysis), syntax);
    compare(join(path, "access.txt"), printAccess(analysis, callers), syntax);
  });

  it("is written in every syntax, unless it is an export, which is JSON", () => {
    const isExport = !readFileSync(join(path, "main.json"), "utf8").includes('"$schema"');
    expect(written).toEqual(isExport ? ["json"] : syntaxes);
  });
});

function analyzeRoot(root: string): Analysis {
  return analyze({ root, files: openDisk({}) });
}

/** The first syntax writes what is expected when asked to; the others are still held to it. */
function compare(file: string, actual: string, syntax: string): void {
  if (isUpdating && syntax === syntaxes[0]) writeFileSync(file, actual);
  expect(actual).toBe(readFileSync(file, "utf8"));
}
