import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { suiteTemplate } from "../electron/bundle.ts";
import { placeProduct } from "../support/product.ts";

const folder = mkdtempSync(join(tmpdir(), "keyvault-network-activation-"));
const [dist, storage] = [join(folder, "dist"), join(folder, "storage")];
beforeAll(() => {
  placeProduct(dist);
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
  const argv = [host, dist, storage, JSON.stringify(documents)];
  const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: "" };
  const { stdout, stderr } = spawnSync(process.execPath, argv, { encoding: "utf8", env });
  expect(stderr).toBe("");
  return JSON.parse(stdout) as Noted;
}

/** The code that an activation left for the next one, with the time at which it was written. */
function kept(): ReadonlyMap<string, number> {
  const compiled = join(storage, "compiled");
  return new Map(readdirSync(compiled).map((name) => [name, statSync(join(compiled, name)).mtimeMs]));
}

/** Whether there is an access file, or a template, is seen by its name. */
const lookedFor = [
  "stat /folder/.keyvault-access.jsonc",
  "stat /folder/.keyvault-access.json",
  "findFiles **/{.keyvault-access.jsonc,.keyvault-access.json}",
  "findFiles **/{*.bicep,*.tf,azuredeploy.json,mainTemplate.json,template.json}",
];

test("activation reads no file, and loads nothing that only a server needs", () => {
  expect(activated()).toEqual({ files: lookedFor, hasLibrary: false });
});

test("an activation takes the code that an earlier one compiled", () => {
  activated();
  const before = kept();
  expect([...before.keys()].map((name) => name.replace(/^.*-client-/, ""))).toEqual(["client.js"]);
  activated();
  expect(kept()).toEqual(before);
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
