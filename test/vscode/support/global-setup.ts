import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { obtainBrowser } from "../../../scripts/browser.ts";
import { prepareServer } from "../../../scripts/vscode/server-installation.ts";
import { installExtensions } from "../../../scripts/vscode/vsix.ts";
import { prepareWeb } from "../../../scripts/vscode/web-installation.ts";
import { packaged } from "../../support/product.ts";
import { installed } from "./installed.ts";

/** Packages and installs the extension as it is now and prepares what runs it, so that no test pays for that. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Workers inherit the variables of this process.
  process.env["CHROMIUM"] = await obtainBrowser().catch(async (error: unknown) => {
    const { testFiles } = await project.globTestFiles();
    const names = testFiles.map((path) => relative(process.cwd(), path));
    throw new Error(`These tests were not run, because they need a browser:\n${names.join("\n")}`, {
      cause: error,
    });
  });
  await Promise.all([
    process.env[packaged] ?? promisify(execFile)("npm", ["run", "package", "--loglevel=error"]),
    prepareServer("oldest"),
    prepareServer("current"),
    prepareWeb(),
  ]);
  const folder = await mkdtemp(join(tmpdir(), "keyvault-network-installed-"));
  process.env[installed] = join(folder, "extensions");
  const vsix = join(import.meta.dirname, "../../../dist/keyvault-network.vsix");
  await installExtensions([vsix], join(folder, "extensions"), join(folder, "data"));
  return () => rm(folder, { recursive: true, force: true });
}
