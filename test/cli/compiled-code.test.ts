import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { folderOfCompiledCode } from "../../server/src/compiled-code.ts";

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "keyvault-network-home-"));
  vi.stubEnv("NODE_DISABLE_COMPILE_CACHE", "");
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

test.runIf(process.platform === "linux").each([
  ["", ".cache/keyvault-network"],
  ["relative", ".cache/keyvault-network"],
  ["/caches", "/caches/keyvault-network"],
])("with XDG_CACHE_HOME=%s, compiled code is kept in %s of the user's home", (variable, folder) => {
  vi.stubEnv("XDG_CACHE_HOME", variable);
  expect(folderOfCompiledCode(home)).toBe(folder.startsWith("/") ? folder : join(home, folder));
});

test("a client has a folder of its own", () => {
  vi.stubEnv("KEYVAULT_NETWORK_COMPILED", "/storage");
  expect(folderOfCompiledCode(home)).toBe("/storage");
});

test("nothing is kept if that is turned off", () => {
  vi.stubEnv("NODE_DISABLE_COMPILE_CACHE", "1");
  vi.stubEnv("KEYVAULT_NETWORK_COMPILED", "/storage");
  expect(folderOfCompiledCode(home)).toBe(null);
});

test("nothing is kept without a home", () => {
  rmSync(home, { recursive: true });
  expect(folderOfCompiledCode(home)).toBe(null);
});

test.runIf(process.getuid?.() === 0)("nothing is kept in the home of another user", () => {
  chownSync(home, 12345, 12345);
  expect(folderOfCompiledCode(home)).toBe(null);
});
