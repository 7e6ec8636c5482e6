import { execFile } from "node:child_process";
import { relative } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { obtainBrowser } from "../../../scripts/browser.ts";
import { prepareServer } from "../../../scripts/vscode/server-installation.ts";
import { prepareWeb } from "../../../scripts/vscode/web-installation.ts";
import { packaged } from "../../support/product.ts";

/** Packages the extension as it is now and prepares what runs it, so that no test pays for either. */
export async function setup(project: TestProject): Promise<void> {
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
}
