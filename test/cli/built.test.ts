import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runCli } from "./run-cli.ts";
import { closed, templateText, vaultResource } from "./workspace.ts";
import { placeProduct } from "../support/product.ts";

const folder = mkdtempSync(join(tmpdir(), "keyvault-network-"));
const input = join(folder, "main.json");

beforeAll(() => {
  placeProduct(join(folder, "dist"));
  writeFileSync(input, templateText([vaultResource("kv", closed)]));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function spawn(...argv: readonly string[]): { readonly status: number | null; readonly out: string } {
  const { status, stdout } = spawnSync(process.execPath, [join(folder, "dist/cli.js"), ...argv], {
    encoding: "utf8",
  });
  return { status, out: stdout };
}

it("the built program says the same as its source", () => {
  const argv = ["simulate", input, "--from", "internet", "--expect", "deny", "--format", "json"];
  const { status, out } = runCli(...argv);
  expect(spawn(...argv)).toEqual({ status, out });
  expect(status).toBe(0);
});

it("the built program reads what Bicep has restored in the home of the user", () => {
  const cache = join(folder, ".bicep/br/x.azurecr.io/kv/1$");
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, "main.json"), templateText([vaultResource("kv", closed)]));
  const caller = join(folder, "restored.bicep");
  writeFileSync(caller, "module kv 'br:x.azurecr.io/kv:1' = {}\n");
  const env = { ...process.env, HOME: folder, USERPROFILE: folder };
  const argv = [join(folder, "dist/cli.js"), "vaults", caller, "--format", "json"];
  const { stdout } = spawnSync(process.execPath, argv, { encoding: "utf8", env });
  expect(JSON.parse(stdout)).toMatchObject({ vaults: [{ name: "kv", module: "kv", exposure: "private" }] });
});

it("the built program ends with the status of its answer", () => {
  expect(spawn("simulate", input, "--from", "internet", "--expect", "allow").status).toBe(1);
  expect(spawn("simulate", input, "--from", "nonsense").status).toBe(2);
  expect(spawn("--version").out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

// Windows has neither.
it.runIf(process.platform === "linux")(
  "the built program exits quietly if its output is not read or the disk is full",
  () => {
    const program = `"${process.execPath}" "${join(folder, "dist/cli.js")}"`;
    const shell = (script: string) => spawnSync("bash", ["-c", script], { encoding: "utf8" });
    const closed = shell(`${program} rules --format json | true; echo "\${PIPESTATUS[0]}"`);
    expect(closed).toMatchObject({ stdout: "0\n", stderr: "" });
    const full = shell(`${program} rules > /dev/full`);
    expect(full.status).toBe(2);
    expect(full.stderr).toMatch(/^keyvault-network: the report cannot be written: [^\n]*\n$/);
    const gone = shell(`d=$(mktemp -d) && cd "$d" && rmdir "$d" && ${program} check .`);
    expect(gone.status).toBe(2);
    expect(gone.stderr.trim().split("\n")).toHaveLength(1);
  },
);
