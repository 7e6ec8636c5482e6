import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { placeProduct } from "../support/product.ts";

const folder = mkdtempSync(join(tmpdir(), "keyvault-network-"));
const at = (path: string): string => join(folder, path);

const acls = "networkAcls: { defaultAction: 'Deny', bypass: 'None' }";
const vault = (properties: string): string => `resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: { tenantId: tenant().tenantId, sku: { family: 'A', name: 'standard' }, ${properties} }
}
`;

beforeAll(() => {
  placeProduct(at("dist"));
  mkdirSync(at("infra"));
  mkdirSync(at("terraform/below"), { recursive: true });
  writeFileSync(at("infra/main.bicep"), vault(acls));
  writeFileSync(at("rules.bicep"), vault(acls.replace("}", ", ipRules: [ { value: '20.1.2.3' } ] }")));
  writeFileSync(at("terraform/below/main.tf"), "");
  // Prints at the end which parts were loaded.
  writeFileSync(
    at("hook.cjs"),
    `process.on("exit", () => {
      const loaded = Object.keys(require.cache).filter((path) => /[\\\\/]parts[\\\\/]/.test(path));
      require("node:fs").writeFileSync(${JSON.stringify(at("loaded.json"))}, JSON.stringify(loaded));
    });`,
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test.each<readonly [command: string, parts: readonly string[]]>([
  ["--version", []],
  ["--help", []],
  ["rules KV101", []],
  ["rules KV101 --lang de", ["german"]],
  ["check infra/main.bicep", ["catalogue"]],
  ["check infra", ["catalogue"]],
  ["check rules.bicep", ["catalogue", "service-tags"]],
  ["check infra --lang de", ["catalogue", "german"]],
  ["simulate --from service:azure-backup --lang de infra", ["catalogue", "german"]],
  ["check terraform", ["catalogue", "terraform"]],
  ["check terraform/below/main.tf", ["catalogue", "terraform"]],
])("%s loads the parts %j", (command, parts) => {
  const argv = ["--require", at("hook.cjs"), at("dist/cli.js"), ...command.split(" ")];
  const { stderr, status } = spawnSync(process.execPath, argv, { cwd: folder, encoding: "utf8" });
  expect(status, stderr).not.toBe(2);
  const loaded = JSON.parse(readFileSync(at("loaded.json"), "utf8")) as readonly string[];
  expect(loaded.map((path) => basename(path, ".js")).toSorted()).toEqual(parts);
});
