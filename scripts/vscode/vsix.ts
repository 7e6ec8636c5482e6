import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { prepareServer } from "./server-installation.ts";

const run = promisify(execFile);

/** Installs VSIX files into the folder `extensions`, as VS Code does for a user. */
export async function installExtensions(
  vsixPaths: readonly string[],
  extensions: string,
  data: string,
): Promise<void> {
  const { folder, node } = await prepareServer();
  const main = join(folder, "out/server-main.js");
  const folders = ["--extensions-dir", extensions, "--server-data-dir", data];
  for (const path of vsixPaths) {
    const install = ["--install-extension", resolve(path)];
    const { stdout, stderr } = await run(node, [
      main,
      ...folders,
      "--accept-server-license-terms",
      ...install,
    ]);
    // The exit code is 0 either way.
    if (!stdout.includes("successfully installed"))
      throw new Error(`VS Code refused ${path}:\n${stdout}${stderr}`);
  }
}

/** The folders of the extensions installed in `extensions`, each with its `package.json`. */
export async function installedExtensions(extensions: string): Promise<readonly string[]> {
  const entries = await readdir(extensions, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join(extensions, entry.name));
}
