import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { builtBundles } from "./server-process.ts";
import type { Row } from "./table.ts";

const files = "examples";

interface Scanner {
  readonly name: string;
  readonly argv: readonly string[];
  /** What it says of the network of key vaults, in its own words. */
  readonly verdicts: RegExp;
}

/** `checkov` installs with `pip install checkov` into a virtual environment of its own. */
const scanners: readonly Scanner[] = [
  {
    name: "checkov",
    argv: ["--quiet", "--compact", "--directory", files],
    verdicts: /CKV_AZURE_(?:109|189|223|32)\b/g,
  },
  { name: "trivy", argv: ["config", "--quiet", files], verdicts: /AVD-AZU-0013\b/g },
  { name: "kics", argv: ["scan", "--silent", "--path", files], verdicts: /Key Vault/g },
];

/** Other scanners on the same files, where they are on the PATH: their time, and how many verdicts on vaults differ in number from ours. */
export function benchOtherScanners(): readonly Row[] {
  const ours = scan(process.execPath, [join(builtBundles(), "cli.js"), "check", files], /\bKV\d{3}\b/g);
  const rows = scanners.map(({ name, argv, verdicts }): Row => {
    const told = scan(name, argv, verdicts);
    if (!told) return { what: name, time: "is not on the PATH", verdicts: "–" };
    return { what: name, time: `${told.time.toFixed(0)} ms`, verdicts: told.verdicts.join(" ") || "none" };
  });
  return [
    {
      what: "Key Vault Network",
      time: `${(ours?.time ?? 0).toFixed(0)} ms`,
      verdicts: (ours?.verdicts ?? []).join(" "),
    },
    ...rows,
  ];
}

function scan(
  program: string,
  argv: readonly string[],
  verdicts: RegExp,
): { readonly time: number; readonly verdicts: readonly string[] } | null {
  const start = performance.now();
  const { stdout, error } = spawnSync(program, argv, { encoding: "utf8" });
  if (error) return null;
  const time = performance.now() - start;
  const counts = new Map<string, number>();
  for (const [word] of stdout.matchAll(verdicts)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return {
    time,
    verdicts: [...counts].sort().map(([word, count]) => (count > 1 ? `${word} (${count})` : word)),
  };
}
