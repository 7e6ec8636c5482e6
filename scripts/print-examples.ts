import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { styleText } from "node:util";
import { namedBy } from "../server/src/core/access/vault-label.ts";
import { vaultName } from "../client/src/vault-name.ts";

const cli = join(import.meta.dirname, "../dist/cli.js");
const sources = ["internet", "203.0.113.7", "198.51.100.0/28", "subnet:snet-app", "service:azure-backup"];

/** Prints what the command line finds in the examples, and which of a few sources can reach which of their vaults. */
export function printExamples(): void {
  heading("Findings in examples/");
  console.log(runCli(["check", "examples"]));
  heading("Who reaches the vaults of examples/");
  const { vaults } = readJson(runCli(["vaults", "--format", "json", "examples"]));
  const { verdicts } = readJson(
    runCli(["simulate", ...sources.flatMap(from), "--format", "json", "examples"]),
  );
  console.log(matrix(vaults, verdicts));
  console.log("\nWhy: node dist/cli.js simulate --from 203.0.113.7 examples\n");
}

/** The part of the tool's JSON that is read here. */
interface Answer {
  readonly vaults: readonly Vault[];
  readonly verdicts: readonly Verdict[];
}

interface Vault {
  readonly root: string;
  readonly environment: string | null;
  readonly symbol: string;
  readonly name: string | object;
}

interface Verdict {
  readonly from: string;
  readonly root: string;
  readonly environment: string | null;
  readonly vault: string;
  readonly verdict: string;
}

function from(source: string): readonly string[] {
  return ["--from", source];
}

/**
 * Runs in the root of the repository, so that paths are printed as `examples/…`. Findings result in exit code 1, which
 * is not a failure here.
 */
function runCli(args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [cli, ...args], {
    cwd: join(import.meta.dirname, ".."),
    encoding: "utf8",
  });
  if (status !== 0 && status !== 1) throw new Error(`keyvault-network ${args.join(" ")}:\n${stderr}`);
  return stdout.trimEnd();
}

function readJson(json: string): Answer {
  // The tool guarantees this shape.
  return JSON.parse(json) as Answer;
}

/** A row for each vault in each environment, a column for each source. */
function matrix(vaults: readonly Vault[], verdicts: readonly Verdict[]): string {
  const rows = vaults.map(({ root, symbol, name, environment }) => [
    `${root.split("/")[1] ?? root}: ${vaultName({ name, symbol, namedBy: namedBy(symbol) })}${environment === null ? "" : ` (${environment})`}`,
    ...sources.map(
      (source) =>
        verdicts.find(
          (each) =>
            each.root === root &&
            each.environment === environment &&
            each.vault === symbol &&
            each.from === source,
        )?.verdict ?? "–",
    ),
  ]);
  const table = [["", ...sources], ...rows];
  const width = (column: number) => Math.max(...table.map((row) => row[column]?.length ?? 0));
  return table
    .map((row) => row.map((cell, column) => coloured(cell, cell.padEnd(width(column)))).join("  "))
    .join("\n");
}

function coloured(word: string, text: string): string {
  switch (word) {
    case "allowed":
      return styleText("green", text);
    case "denied":
      return styleText("red", text);
    case "partial":
    case "depends":
      return styleText("yellow", text);
    default:
      return text;
  }
}

function heading(text: string): void {
  console.log(styleText("bold", `\n${text}\n`));
}
