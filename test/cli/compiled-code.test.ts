import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepCompiledCode } from "../../server/src/compiled-code.ts";

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "keyvault-network-home-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

function folderOf(): readonly unknown[] {
  const enableCompileCache = vi.fn<(folder: string) => void>();
  keepCompiledCode({ enableCompileCache }, home);
  return enableCompileCache.mock.calls.flat();
}

test.runIf(process.platform === "linux")("compiled code is kept in the home of the user", () => {
  vi.stubEnv("XDG_CACHE_HOME", "");
  expect(folderOf()).toEqual([join(home, ".cache/keyvault-network")]);
  vi.stubEnv("XDG_CACHE_HOME", "relative");
  expect(folderOf()).toEqual([join(home, ".cache/keyvault-network")]);
  vi.stubEnv("XDG_CACHE_HOME", "/caches");
  expect(folderOf()).toEqual(["/caches/keyvault-network"]);
});

test("an older Node.js keeps nothing", () => {
  expect(() => {
    keepCompiledCode({}, home);
  }).not.toThrow();
});

test("nothing is kept without a home", () => {
  rmSync(home, { recursive: true });
  expect(folderOf()).toEqual([]);
  home = mkdtempSync(join(tmpdir(), "keyvault-network-home-"));
});

test.runIf(process.getuid?.() === 0)("nothing is kept in the home of another user", () => {
  chownSync(home, 12345, 12345);
  expect(folderOf()).toEqual([]);
});
