import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pagesIn } from "../test/rules/harness/fixtures.ts";
import { builtBundles } from "./server-process.ts";
import type { Row } from "./table.ts";

/** Vaults about which scanners are known to disagree. */
const mistakes = "known-mistakes-of-other-scanners";

interface Scanner {
  readonly name: string;
  readonly argv: readonly string[];
  /** The files that it reports as open to every network, and by which of its rules, from its output. */
  readonly open: (printed: string) => Verdicts;
}

type Verdicts = ReadonlyMap<string, string>;

const scanners: readonly Scanner[] = [
  {
    name: "checkov",
    argv: ["--output", "json", "--compact", "--quiet", "--directory", "."],
    open: readCheckov,
  },
  {
    name: "trivy",
    argv: ["config", "--quiet", "--format", "json", "."],
    open: readTrivy,
  },
];

/**
 * Other scanners on the same files, if they are on the PATH: their time, and every file that only one of us reports as
 * open.
 */
export function benchOtherScanners(): readonly Row[] {
  const folder = mkdtempSync(join(tmpdir(), "keyvault-network-scanned-"));
  try {
    copyCases(folder);
    const cli = join(builtBundles(), "cli.js");
    const ours = scan(process.execPath, [cli, "check", ".", "--format", "json"], readOurs, folder);
    if (!ours) return [];
    return [
      {
        what: "Key Vault Network",
        says: `${ours.open.size} files are open`,
        time: `${ours.time.toFixed(0)} ms`,
      },
      ...scanners.flatMap((scanner) => rowsOf(scanner, ours.open, folder)),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function rowsOf({ name, argv, open }: Scanner, ours: Verdicts, folder: string): readonly Row[] {
  const told = scan(name, argv, open, folder);
  if (!told) return [{ what: name, says: "is not on the PATH", time: "–" }];
  const differing = [...new Set([...ours.keys(), ...told.open.keys()])]
    .filter((file) => ours.has(file) !== told.open.has(file))
    .sort()
    .map((file) => ({
      what: file,
      says: `ours: ${ours.get(file) ?? "closed"}; ${name}: ${told.open.get(file) ?? "closed"}`,
      time: "",
    }));
  const count = { what: name, says: `${told.open.size} files are open`, time: `${told.time.toFixed(0)} ms` };
  return [count, ...differing];
}

/** The cases without expectations and other comments, which not every scanner can read. */
function copyCases(to: string): void {
  for (const { file, text } of [...pagesIn(mistakes).flatMap((page) => page.blocks), ...examples()]) {
    // Terraform reads folders, so each of its files is in a folder of its own.
    const target = join(to, /^[^/]*\.tf$/.test(file) ? join(file.slice(0, -3), "main.tf") : file);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text.replace(/^\s*\/\/.*\n/gm, "").replaceAll('"./modules/', '"../modules/'));
  }
}

function examples(): readonly { readonly file: string; readonly text: string }[] {
  return readdirSync("examples", { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(?:json|bicep|tf)$/.test(file))
    .map((file) => ({ file, text: readFileSync(join("examples", file), "utf8") }));
}

function scan(
  program: string,
  argv: readonly string[],
  read: (printed: string) => Verdicts,
  cwd: string,
): { readonly time: number; readonly open: Verdicts } | null {
  const start = performance.now();
  const { stdout, error } = spawnSync(program, argv, { cwd, encoding: "utf8", maxBuffer: 1 << 28 });
  return error ? null : { time: performance.now() - start, open: read(stdout) };
}

function readOurs(printed: string): Verdicts {
  const { findings } = JSON.parse(printed) as {
    readonly findings: readonly { readonly code: string; readonly file: string }[];
  };
  return verdictsOf(
    findings.filter(({ code }) => code === "KV101" || code === "KV102").map(({ code, file }) => [file, code]),
  );
}

/** CKV_AZURE_109: "Ensure that key vault allows firewall rules settings". */
function readCheckov(printed: string): Verdicts {
  const reports = JSON.parse(printed) as readonly {
    readonly results: {
      readonly failed_checks: readonly { readonly check_id: string; readonly file_path: string }[];
    };
  }[];
  const failed = reports.flatMap(({ results }) => results.failed_checks);
  return verdictsOf(
    failed
      .filter(({ check_id }) => check_id === "CKV_AZURE_109")
      .map(({ check_id, file_path }) => [file_path.replace(/^\//, ""), check_id]),
  );
}

/** AVD-AZU-0013: "Key vault should have the network acl block specified". */
function readTrivy(printed: string): Verdicts {
  const { Results = [] } = JSON.parse(printed) as {
    readonly Results?: readonly {
      readonly Target: string;
      readonly Misconfigurations?: readonly { readonly AVDID: string }[];
    }[];
  };
  return verdictsOf(
    Results.flatMap(({ Target, Misconfigurations = [] }) =>
      Misconfigurations.filter(({ AVDID }) => AVDID === "AVD-AZU-0013").map(({ AVDID }) => [Target, AVDID]),
    ),
  );
}

function verdictsOf(pairs: readonly (readonly string[])[]): Verdicts {
  const verdicts = new Map<string, string>();
  for (const [file = "", code = ""] of pairs) {
    const before = verdicts.get(file);
    if (before !== code) verdicts.set(file, before === undefined ? code : `${before}, ${code}`);
  }
  return verdicts;
}
