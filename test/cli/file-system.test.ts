import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { localFiles } from "../../server/src/cli/file-system.ts";

const folder = mkdtempSync(join(tmpdir(), "keyvault-network-files-"));
beforeAll(() => {
  writeFileSync(join(folder, "main.json"), "{}\n");
  symlinkSync("loop.json", join(folder, "loop.json"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test.each([
  ["main.json", 3],
  ["missing.json", 0],
  ["main.json/below", 0],
  // The system refuses to look at it, as it does in folders that may only be listed.
  ["loop.json", 0],
])("the size of %s is %i", (file, size) => {
  expect(localFiles.sizeOf(join(folder, file))).toBe(size);
});
