import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { localFiles } from "../../server/src/cli/file-system.ts";

const folder = mkdtempSync(join(tmpdir(), "keyvault-network-files-"));
beforeAll(() => {
  writeFileSync(join(folder, "main.json"), "{}\n");
  symlinkSync("loop.json", join(folder, "loop.json"));
  mkdirSync(join(folder, "modules"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test("a folder's entries are files, folders and links, which are not followed", () => {
  expect(localFiles.list(folder)?.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
    { name: "loop.json", kind: "link" },
    { name: "main.json", kind: "file" },
    { name: "modules", kind: "folder" },
  ]);
});
