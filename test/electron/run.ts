import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { runTests } from "@vscode/test-electron";
import { bundleSuite, suiteTemplate } from "./bundle.ts";

/**
 * Runs the suite in a downloaded desktop VS Code: `npm run test:electron [-- VERSION]`, where the version is `stable`, `insiders`, or a number.
 * For machines that may download; `npm test` runs the same suite in the VS Code of `test/vscode/extension-host.test.ts`.
 */
const folder = mkdtempSync(join(tmpdir(), "keyvault-network-"));
const suite = join(folder, "suite.cjs");

await bundleSuite(suite);
writeFileSync(join(folder, "main.json"), suiteTemplate);
await runTests({
  version: process.argv[2] ?? "stable",
  extensionDevelopmentPath: resolve(import.meta.dirname, "../.."),
  extensionTestsPath: suite,
  launchArgs: [folder, "--disable-extensions", "--disable-workspace-trust"],
});
