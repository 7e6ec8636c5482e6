import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../../server/src/core/index.ts";
import { closed, linked, templateText, vaultResource } from "./workspace.ts";
import { placeProduct } from "../support/product.ts";

const folder = mkdtempSync(join(tmpdir(), "keyvault-network-"));

beforeAll(() => {
  placeProduct(join(folder, "dist"));
  const vault = templateText([vaultResource("kv", closed)]);
  mkdirSync(join(folder, "w/locked"), { recursive: true });
  writeFileSync(join(folder, "w/locked/hidden.json"), vault);
  writeFileSync(join(folder, "w/secret.json"), vault);
  writeFileSync(join(folder, "w/open.json"), vault);
  writeFileSync(join(folder, "w/calls.json"), templateText([linked("m", "locked/hidden.json")]));
  // Whoever else runs the tests, the program may read itself and the folder.
  chmodSync(folder, 0o755);
  chmodSync(join(folder, "w/locked"), 0);
  chmodSync(join(folder, "w/secret.json"), 0);
});
afterAll(() => {
  chmodSync(join(folder, "w/locked"), 0o755);
  rmSync(folder, { recursive: true });
});

/** Root can read every file, so if root runs the tests, the program runs as the user `nobody`. */
const asOther = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

function run(...argv: readonly string[]): { readonly status: number | null; readonly report: Report } {
  const program = join(folder, "dist/cli.js");
  const { status, stdout } = spawnSync(process.execPath, [program, ...argv, "--format", "json"], {
    cwd: join(folder, "w"),
    encoding: "utf8",
    ...asOther,
  });
  return { status, report: JSON.parse(stdout) as Report };
}

// Windows has no such permissions.
describe.runIf(process.platform !== "win32")("what may not be read", () => {
  it("is named where a folder is walked, and the rest judged", () => {
    const { report } = run("vaults", ".");
    expect(report.vaults.map(({ file }) => file)).toEqual(["open.json"]);
    expect(report.errors.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "locked: the folder cannot be listed",
      "locked/hidden.json: no permission to read it",
      "secret.json: no permission to read it",
    ]);
  });

  it.each(["secret.json", "locked/hidden.json"])("fails when %s itself is named", (file) => {
    const { status, report } = run("vaults", file);
    expect(status).toBe(2);
    expect(report.errors).toMatchObject([{ file, message: "no permission to read it" }]);
  });
});
