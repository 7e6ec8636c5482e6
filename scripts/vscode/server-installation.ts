import { chmod, mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { npmInstall, prepareOnce, unpackNpmPackage } from "./npm-package.ts";

/** The npm package that carries the VS Code server; 4.100.3 holds VS Code 1.100.3 and runs on Node 20. */
const codeServer = "code-server@4.100.3";
const ripgrep = `@vscode/ripgrep-${process.platform}-${process.arch}@1.18.0`;

/**
 * Returns the folder of a runnable VS Code server, put together on first use (seconds) and kept in the
 * git-ignored `.vscode-test` folder. The package itself is not installed: its install script refuses root and
 * compiles native modules, which the server does without.
 */
export function prepareServer(): Promise<string> {
  const folder = join(import.meta.dirname, "../../.vscode-test/server-4.100.3");
  return prepareOnce(folder, async (draft) => {
    await unpackNpmPackage(codeServer, "package/lib/vscode", draft);
    await npmInstall(draft);
    await symlink("node_modules", join(draft, "node_modules.asar"));
    await addRipgrep(join(draft, "node_modules/@vscode/ripgrep/bin"));
  });
}

/** Without ripgrep `workspace.findFiles` and Quick Open find nothing; its npm package downloads it in a script. */
async function addRipgrep(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await unpackNpmPackage(ripgrep, "package/bin", folder);
  await chmod(join(folder, "rg"), 0o755);
}
