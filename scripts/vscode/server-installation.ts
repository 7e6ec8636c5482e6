import { chmod, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { npmInstall, prepareOnce, unpackNpmPackage } from "./npm-package.ts";

/** A VS Code whose extensions run in Node: the oldest version that starts this way, or a current one. */
export type Release = "oldest" | "current";

/** A VS Code server on disk. */
export interface Installation {
  readonly folder: string;
  /** The Node.js that runs it. */
  readonly node: string;
}

const cache = join(import.meta.dirname, "../../.vscode-test");
const ripgrep = `@vscode/ripgrep-${process.platform}-${process.arch}@1.18.0`;
/** The Node.js in the Electron of VS Code 1.91, the oldest one that runs the extension, and the one that a current VS Code needs. */
const nodes: Readonly<Record<Release, string>> = { oldest: "20.9.0", current: "24.21.0" };

/**
 * Returns a runnable VS Code server, which is assembled on first use (in seconds) and kept in the git-ignored
 * `.vscode-test` folder. It comes from the npm package `code-server`, which itself is not installed: its install script
 * refuses to run as root and compiles native modules, which the server does not need.
 */
export function prepareServer(release: Release = "oldest"): Promise<Installation> {
  return prepare[release]();
}

const prepare: Readonly<Record<Release, () => Promise<Installation>>> = {
  /** VS Code 1.100.3. */
  oldest: async () => {
    const folder = await prepareOnce(join(cache, "server-4.100.3"), async (draft) => {
      await unpackServer("code-server@4.100.3", draft);
      await addRipgrep(join(draft, "node_modules/@vscode/ripgrep/bin"));
    });
    return { folder, node: await prepareNode("oldest") };
  },
  /** VS Code 1.139.1. */
  current: async () => {
    const folder = await prepareOnce(join(cache, "server-4.139.1"), (draft) =>
      unpackServer("code-server@4.139.1", draft),
    );
    return { folder, node: await prepareNode("current") };
  },
};

async function unpackServer(specifier: string, draft: string): Promise<void> {
  await unpackNpmPackage(specifier, "package/lib/vscode", draft);
  await dropDependencies(join(draft, "package.json"));
  await npmInstall(draft);
  await symlink("node_modules", join(draft, "node_modules.asar"));
}

/** Agents and containers are most of what a current VS Code installs, and nothing here needs them. */
async function dropDependencies(path: string): Promise<void> {
  const manifest = JSON.parse(await readFile(path, "utf8")) as { dependencies: Record<string, string> };
  const unused = /^@github\/copilot|^@microsoft\/mxc|^@devcontainers\/|^@vscode\/(copilot|sandbox)/;
  const dependencies = Object.entries(manifest.dependencies).filter(([name]) => !unused.test(name));
  await writeFile(path, JSON.stringify({ ...manifest, dependencies: Object.fromEntries(dependencies) }));
}

/** Without ripgrep, `workspace.findFiles` and Quick Open find nothing; its npm package downloads it in a script. */
async function addRipgrep(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await unpackNpmPackage(ripgrep, "package/bin", folder);
  await chmod(join(folder, "rg"), 0o755);
}

const platform = process.platform === "win32" ? "win" : process.platform;

async function prepareNode(release: Release): Promise<string> {
  const version = nodes[release];
  const folder = await prepareOnce(join(cache, `node-${version}`), (draft) =>
    unpackNpmPackage(`node-${platform}-${process.arch}@${version}`, "package/bin", draft),
  );
  return join(folder, "node");
}
