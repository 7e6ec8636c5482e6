import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { builtBundles } from "./server-process.ts";
import type { Row } from "./table.ts";

const runs = 3;

/**
 * `check` on whole repositories, whose folders the variable `REPOSITORIES` lists as `PATH` lists folders: compared with a program that reads the same
 * files and parses their JSON, and with three of checkov's checks of key vaults, if it is on the `PATH`: by the clock, and the processor time of
 * all threads and processes, for which it does not count what waits for others.
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
    const checkov = timesOf(folder, "checkov", checkovArguments);
    return {
      what: `${basename(folder)}: ${reading.printed}`,
      "`check`": `${check.clock.toFixed(2)} s`,
      checkov: checkov ? compared(checkov.clock, check.clock) : "not on the PATH",
      "processor time of `check`": `${check.processor.toFixed(2)} s, ${check.megabytes.toFixed(0)} MB`,
      "of reading and `JSON.parse`": `${reading.processor.toFixed(2)} s, ${ratio(check.processor, reading.processor)}`,
      "of checkov": checkov ? compared(checkov.processor, check.processor) : "",
    };
  });
  rmSync(home, { recursive: true });
  return rows;
}

function compared(other: number, check: number): string {
  return `${other.toFixed(1)} s, ${ratio(other, check)}`;
}

function ratio(one: number, other: number): string {
  return `${(one / other).toFixed(1)}×`;
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

interface Times {
  /** In seconds, from start to end. */
  readonly clock: number;
  /** In seconds, of all threads. */
  readonly processor: number;
}

export interface Cost extends Times {
  /** At its peak. */
  readonly megabytes: number;
  readonly printed: string;
}

function least(work: () => Cost): Cost {
  const costs = Array.from({ length: runs }, work);
  const best = costs.reduce((least, each) => (each.processor < least.processor ? each : least));
  return { ...best, clock: Math.min(...costs.map(({ clock }) => clock)) };
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
  const start = performance.now();
  const { stdout, error } = spawnSync(process.execPath, ["--require", hook, ...argv], options);
  const clock = secondsSince(start);
  if (error) throw error;
  const { processor, megabytes } = JSON.parse(readFileSync(told, "utf8")) as Omit<Cost, "printed" | "clock">;
  return { clock, processor, megabytes, printed: stdout.trim() };
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}

/** What a program and its children take; null if the program is not installed. */
function timesOf(folder: string, program: string, argv: string): Times | null {
  const command = `command -v ${program} >/dev/null && { ${program} ${argv} >/dev/null 2>&1; times; }`;
  const start = performance.now();
  const { stdout, error } = spawnSync("sh", ["-c", command], { cwd: folder, encoding: "utf8" });
  const clock = secondsSince(start);
  if (error) throw error;
  const [, children] = stdout.trim().split("\n");
  if (children === undefined) return null;
  return { clock, processor: children.split(" ").reduce((sum, part) => sum + secondsIn(part), 0) };
}

/** `1m2.5s` in seconds. */
function secondsIn(time: string): number {
  const [minutes = 0, seconds = 0] = time.replace("s", "").split("m").map(Number);
  return 60 * minutes + seconds;
}
