import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { runTests } from "@vscode/test-electron";
import { build } from "esbuild";

/**
 * Runs the suite in a downloaded desktop VS Code: `npm run test:electron [-- VERSION]`, where the version is `stable`, `insiders`, or a number.
 * For machines that may download; everything it tests is tested without a download by `npm test` too.
 */
const root = resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "keyvault-network-"));
const suite = join(folder, "suite.cjs");

await build({
  entryPoints: [join(import.meta.dirname, "suite.ts")],
  outfile: suite,
  bundle: true,
  platform: "node",
  format: "cjs",
  external: ["vscode"],
});
writeFileSync(join(folder, "main.json"), template());
await runTests({
  version: process.argv[2] ?? "stable",
  extensionDevelopmentPath: root,
  extensionTestsPath: suite,
  launchArgs: [folder, "--disable-extensions", "--disable-workspace-trust"],
});

function template(): string {
  const vault = {
    type: "Microsoft.KeyVault/vaults",
    apiVersion: "2026-02-01",
    name: "kv",
    properties: { networkAcls: { defaultAction: "Allow", bypass: "AzureServices" } },
  };
  const schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
  return JSON.stringify({ $schema: schema, contentVersion: "1.0.0.0", resources: [vault] }, null, 2);
}
