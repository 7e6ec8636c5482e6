import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { builtBundles } from "./server-process.ts";
import type { Row } from "./table.ts";

const runs = 3;

/**
 * `check` on whole repositories, whose folders the variable `REPOSITORIES` lists as `PATH` lists folders: compared with a program that reads the same
 * files and parses their JSON, and with three of checkov's checks of key vaults, if it is on the `PATH`. Processor times of all threads and
 * processes, so that what waits for a network or for others counts for nothing.
 */
export function benchRepositories(): readonly Row[] {
  const folders = (process.env["REPOSITORIES"] ?? "").split(delimiter).filter((each) => each !== "");
  if (folders.length === 0) return [{ what: "none: the variable REPOSITORIES lists no folder" }];
  const home = mkdtempSync(join(tmpdir(), "keyvault-network-repositories-"));
  delete process.env["NODE_EXTRA_CA_CERTS"];
  process.env["KEYVAULT_NETWORK_COMPILED"] = join(home, "compiled");
  const reader = join(home, "read.cjs");
  writeFileSync(reader, readAll);
  const cli = join(builtBundles(), "cli.js");
  const rows = folders.map((folder): Row => {
    const check = least(() => cost(folder, home, [cli, "check", ".", "--format", "json"]));
    const reading = least(() => cost(folder, home, [reader]));
    const checkov = processorTime(folder, "checkov", checkovArguments);
    return {
      what: `${basename(folder)}: ${reading.printed}`,
      check: `${check.processor.toFixed(2)} s, ${check.megabytes.toFixed(0)} MB`,
      "reading and `JSON.parse`": compared(check.processor, reading.processor),
      checkov: checkov === null ? "not on the PATH" : compared(checkov, check.processor, checkov),
    };
  });
  rmSync(home, { recursive: true });
  return rows;
}

function compared(one: number, other: number, shown = other): string {
  return `${shown.toFixed(2)} s, ${(one / other).toFixed(1)}×`;
}

/** Three of its checks of key vaults: protected against deletion, with a firewall, and without public access. */
const checkovArguments =
  "--directory . --check CKV_AZURE_42,CKV_AZURE_109,CKV_AZURE_189 --framework arm bicep terraform --skip-download --quiet --compact --output json";

/** Reads what may be a template or values, and parses what is JSON, as a program that needs nothing else would. */
const readAll = `const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
let files = 0, bytes = 0;
function read(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !/^(?:\\.git|node_modules)$/.test(entry.name)) read(path);
    else if (entry.isFile() && /\\.(?:jsonc?|bicep|bicepparam|tf|tfvars|ya?ml|sh|ps1)$/.test(entry.name)) {
      const text = readFileSync(path, "utf8");
      files++;
      bytes += text.length;
      if (/\\.jsonc?$/.test(entry.name)) try { JSON.parse(text); } catch {}
    }
  }
}
read(".");
console.log(files + " files, " + (bytes / 1e6).toFixed(1) + " MB");`;

export interface Cost {
  /** In seconds, of all threads. */
  readonly processor: number;
  /** At its peak. */
  readonly megabytes: number;
  readonly printed: string;
}

function least(work: () => Cost): Cost {
  const costs = Array.from({ length: runs }, work);
  return costs.reduce((best, each) => (each.processor < best.processor ? each : best));
}

/** What a program for Node.js costs. */
export function cost(folder: string, home: string, argv: readonly string[]): Cost {
  const [hook, told] = [join(home, "usage.cjs"), join(home, "usage.json")];
  writeFileSync(
    hook,
    `process.on("exit", () => {
      const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
      const cost = { processor: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 };
      require("node:fs").writeFileSync(${JSON.stringify(told)}, JSON.stringify(cost));
    });`,
  );
  const options = { cwd: folder, encoding: "utf8", maxBuffer: 1 << 30 } as const;
  const { stdout, error } = spawnSync(process.execPath, ["--require", hook, ...argv], options);
  if (error) throw error;
  const { processor, megabytes } = JSON.parse(readFileSync(told, "utf8")) as Omit<Cost, "printed">;
  return { processor, megabytes, printed: stdout.trim() };
}

/** The time of a program and its children, in seconds; null if the program is not installed. */
function processorTime(folder: string, program: string, argv: string): number | null {
  const command = `command -v ${program} >/dev/null && { ${program} ${argv} >/dev/null 2>&1; times; }`;
  const { stdout, error } = spawnSync("sh", ["-c", command], { cwd: folder, encoding: "utf8" });
  if (error) throw error;
  const [, children] = stdout.trim().split("\n");
  return children === undefined ? null : children.split(" ").reduce((sum, part) => sum + secondsIn(part), 0);
}

/** `1m2.5s` in seconds. */
function secondsIn(time: string): number {
  const [minutes = 0, seconds = 0] = time.replace("s", "").split("m").map(Number);
  return 60 * minutes + seconds;
}
