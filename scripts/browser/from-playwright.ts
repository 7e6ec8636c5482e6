import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

/**
 * The Chromium that Playwright downloads, unless it is already installed. Throws if Playwright's servers cannot be
 * reached.
 */
export async function browserOfPlaywright(): Promise<readonly string[]> {
  const cli = join(import.meta.dirname, "../../node_modules/playwright-core/cli.js");
  const env = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "10000", ...process.env };
  try {
    await promisify(execFile)(process.execPath, [cli, "install", "--no-shell", "chromium"], {
      env,
      timeout: 600_000,
    });
  } catch (error) {
    const [reason = "it failed."] = /Failed to download[^,\n]*/.exec(String(error)) ?? [];
    throw new Error(reason, { cause: error });
  }
  return [chromium.executablePath()];
}
