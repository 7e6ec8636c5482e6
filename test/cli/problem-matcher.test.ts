import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCli } from "./run-cli.ts";

interface Manifest {
  readonly contributes: { readonly problemMatchers: readonly [Matcher] };
}

interface Matcher {
  readonly name: string;
  readonly pattern: Readonly<Record<"file" | "line" | "column" | "severity" | "code" | "message", number>> & {
    readonly regexp: string;
  };
}

const manifest = readFileSync(join(import.meta.dirname, "../../package.json"), "utf8");
const { name, pattern } = (JSON.parse(manifest) as Manifest).contributes.problemMatchers[0];

describe("the problem matcher $keyvault-network", () => {
  test("has the name under which tasks ask for it", () => {
    expect(name).toBe("keyvault-network");
  });

  test("reads every finding of the text report, and no other line", () => {
    const { out } = runCli("check", "examples/flawed/main.json");
    const read = out
      .split("\n")
      .map(readLine)
      .filter((each) => each !== null);
    const [last = ""] = out.trimEnd().split("\n").slice(-1);
    const [counts = ""] = last.split(";");
    expect(counts).toMatch(/^\d+ errors?, \d+ warnings?/);
    const total = [...counts.matchAll(/\d+/g)].reduce((sum, [count]) => sum + Number(count), 0);
    expect(read.length).toBe(total);
    expect(read).toContainEqual(
      expect.objectContaining({ file: "examples/flawed/main.json", severity: "warning", code: "KV101" }),
    );
  });

  test.each([
    ["C:\\infra\\main.bicep:3:14: error KV201: no.", "C:\\infra\\main.bicep", "KV201"],
    ["infra/a:b.json:1:2: hint KV205: no: really.", "infra/a:b.json", "KV205"],
    ["infra/main.json:1:2: error: a value is missing", "infra/main.json", undefined],
  ])("reads %s", (line, file, code) => {
    expect(readLine(line)).toMatchObject({ file, code });
  });
});

function readLine(line: string): Readonly<Record<string, string | undefined>> | null {
  const match = new RegExp(pattern.regexp).exec(line);
  if (!match) return null;
  const { regexp: _, ...groups } = pattern;
  return Object.fromEntries(Object.entries(groups).map(([part, group]) => [part, match[group]]));
}
