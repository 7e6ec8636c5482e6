// The parts that VS Code consists of are npm packages, downloaded with the ordinary npm client.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Returns `folder`, filled by `fill` the first time. `fill` works in a folder next to it that is renamed when complete,
 * so an interrupted or concurrent run never leaves an incomplete installation.
 */
export async function prepareOnce(folder: string, fill: (draft: string) => Promise<void>): Promise<string> {
  if (existsSync(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  const draft = await mkdtemp(join(dirname(folder), `draft-${basename(folder)}-`));
  try {
    await fill(draft);
    await rename(draft, folder);
  } catch (error) {
    // Another process may have finished first: its copy is equally good.
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return folder;
}

/** Unpacks the folder `inside` of an npm package (such as `package/lib`) into the existing folder `target`. */
export async function unpackNpmPackage(specifier: string, inside: string, target: string): Promise<void> {
  const scratch = await mkdtemp(`${target}-pack-`);
  try {
    await npm(["pack", specifier, "--silent", "--pack-destination", scratch], scratch);
    for (const archive of await readdir(scratch)) {
      const only = [`--strip-components=${inside.split("/").length}`, inside];
      await unpackArchive(join(scratch, archive), target, only);
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Unpacks a tar archive into an existing folder with the system's `tar`, which Windows has too. */
export async function unpackArchive(archive: string, target: string, only: readonly string[] = []) {
  await run("tar", ["-xf", archive, "-C", target, ...only]);
}

/** Installs into `folder` the given packages, or without any, those in its `package.json`. Nothing is compiled. */
export async function npmInstall(folder: string, ...specifiers: readonly string[]): Promise<void> {
  const quiet = ["--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  await npm(["install", "--prefix", folder, ...quiet, ...specifiers], folder);
}

async function npm(args: readonly string[], folder: string): Promise<void> {
  // On Windows, npm is a script, which only a shell can start.
  const shell = process.platform === "win32";
  await run("npm", [...args], { cwd: folder, shell, maxBuffer: 64 * 1024 * 1024 });
}
