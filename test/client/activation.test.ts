import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { suiteTemplate } from "../electron/bundle.ts";
import { placeProduct } from "../support/product.ts";

const folder = mkdtempSync(join(tmpdir(), "keyvault-network-activation-"));
beforeAll(() => {
  placeProduct(folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What the extension did in a window, in which some documents were opened after it was activated. */
interface Noted {
  /** What was read or looked for. */
  readonly files: readonly string[];
  /** Whether the library that starts servers was loaded. */
  readonly hasLibrary: boolean;
}

function activated(...documents: readonly { readonly path: string; readonly text: string }[]): Noted {
  const host = join(import.meta.dirname, "support/counting-host.mjs");
  const argv = [host, join(folder, "client.js"), JSON.stringify(documents)];
  const { stdout, stderr } = spawnSync(process.execPath, argv, { encoding: "utf8" });
  expect(stderr).toBe("");
  return JSON.parse(stdout) as Noted;
}

/** Whether there is an access file is seen by its name. */
const lookedFor = [
  "stat /folder/.keyvault-access.jsonc",
  "stat /folder/.keyvault-access.json",
  "findFiles **/{.keyvault-access.jsonc,.keyvault-access.json}",
];

test("activation reads no file, and loads nothing that only a server needs", () => {
  expect(activated()).toEqual({ files: lookedFor, hasLibrary: false });
});

test.each([
  ["/folder/package.json", '{ "name": "web" }'],
  ["/folder/main.bicep", "param location string\n"],
])("%s without a vault changes nothing", (path, text) => {
  expect(activated({ path, text })).toEqual({ files: lookedFor, hasLibrary: false });
});

test.each([
  ["/folder/main.json", suiteTemplate],
  ["/folder/.keyvault-access.jsonc", "{}"],
])("%s starts the server", (path, text) => {
  expect(activated({ path, text })).toMatchObject({ hasLibrary: true });
});
