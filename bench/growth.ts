import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { main } from "../server/src/cli/main.ts";
import { type Language, type Shape, shapes } from "./growth-shapes.ts";
import { leastProcessorTime } from "./measure.ts";
import type { Row } from "./table.ts";

const languages: readonly Language[] = ["ARM JSON", "Bicep", "Terraform"];
const seconds = 2;

/** The cost of four times the size: the command line from files to the JSON of all findings, and of all verdicts. */
export function benchGrowth(): readonly Row[] {
  return shapes.map((shape) => ({
    what: `${shape.count} → ${4 * shape.count} ${shape.what}`,
    ...Object.fromEntries(languages.map((language) => [language, growthOf(shape, language)])),
  }));
}

function growthOf({ count, files }: Shape, language: Language): string {
  const [few, many] = [count, 4 * count].map((each) => timesOf(files(each, language)));
  const cells = ["check", "simulate"].map((command, index) => {
    const [before = 1, after = 1] = [few?.[index], many?.[index]];
    return `${command} ${before.toFixed(0)} → ${after.toFixed(0)} ms: ${(after / before).toFixed(1)}×`;
  });
  return cells.join("; ");
}

function timesOf(files: ReadonlyMap<string, string>): readonly number[] {
  const folder = mkdtempSync(join(tmpdir(), "keyvault-network-growth-"));
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return [["check"], ["simulate", "--from", "internet"]].map((command) =>
      leastProcessorTime(seconds, () => {
        run([...command, "--format", "json", folder]);
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(argv: readonly string[]): void {
  const silent = { out: () => undefined, error: () => undefined, color: false };
  main(argv, { ...silent, input: () => ({ text: "" }) });
}
