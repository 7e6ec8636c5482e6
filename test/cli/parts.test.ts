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
  // Writes at the end which parts were loaded, and what the program used that is slow to begin with.
  writeFileSync(
    at("hook.cjs"),
    `const slow = new Set();
    Number.prototype.toLocaleString = () => slow.add("toLocaleString");
    Intl = new Proxy(Intl, { get: (_, name) => slow.add(name) && Reflect.get(_, name) });
    for (const name of ["stdin", "stderr"]) {
      const { get } = Object.getOwnPropertyDescriptor(process, name);
      Object.defineProperty(process, name, { get: () => slow.add(name) && get.call(process) });
    }
    process.on("exit", () => {
      const parts = Object.keys(require.cache).filter((path) => /[\\\\/]parts[\\\\/]/.test(path));
      for (const name of ["child_process", "crypto", "perf_hooks", "worker_threads"])
        if (process.moduleLoadList.includes("NativeModule " + name)) slow.add(name);
      require("node:fs").writeFileSync(${JSON.stringify(at("loaded.json"))}, JSON.stringify({ parts, slow: [...slow] }));
    });`,
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Loaded {
  readonly parts: readonly string[];
  readonly slow: readonly string[];
}

function loadedBy(command: string): Loaded {
  const argv = ["--require", at("hook.cjs"), at("dist/cli.js"), ...command.split(" ")];
  // What Node.js loads is known to it.
  const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: "1" };
  const { stderr, status } = spawnSync(process.execPath, argv, { cwd: folder, encoding: "utf8", env });
  expect(status, stderr).not.toBe(2);
  const { parts, slow } = JSON.parse(readFileSync(at("loaded.json"), "utf8")) as Loaded;
  return { parts: parts.map((path) => basename(path, ".js")).toSorted(), slow };
}

test.each<readonly [command: string, parts: readonly string[]]>([
  ["--version", []],
  ["--help", []],
  ["rules KV101", []],
  ["rules KV101 --lang de", ["german"]],
  ["check infra/main.bicep", ["formats"]],
  ["check infra", ["formats"]],
  ["check rules.bicep", ["data-centres", "formats"]],
  ["check infra --lang de", ["formats", "german"]],
  ["simulate --from service:azure-backup --lang de infra", ["catalogue", "formats", "german"]],
  ["check terraform", ["formats", "terraform-reader"]],
  ["check terraform/below/main.tf", ["formats", "terraform-reader"]],
])("%s loads the parts %j", (command, parts) => {
  expect(loadedBy(command).parts).toEqual(parts);
});

// Each of these takes as long as reading and judging a small template.
test.each(["check rules.bicep", "check rules.bicep --lang de", "vaults infra --format json"])(
  "%s uses nothing of Node that is slow to load",
  (command) => {
    expect(loadedBy(command).slow).toEqual([]);
  },
);
