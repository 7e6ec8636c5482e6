import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { findChromium } from "../../../scripts/browser.ts";
import { prepareServer } from "../../../scripts/vscode/server-installation.ts";
import { prepareWeb } from "../../../scripts/vscode/web-installation.ts";

/** Packages the extension as it is now and prepares what runs it, so that no test pays for either. */
export async function setup(): Promise<void> {
  findChromium();
  await promisify(execFile)("npm", ["run", "package", "--loglevel=error"]);
  await prepareServer("oldest");
  await prepareServer("current");
  await prepareWeb();
}
