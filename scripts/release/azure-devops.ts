/**
 * Makes the extension for Azure DevOps: its task with the command line, and the version of the project.
 *
 *     npm run package:azure-devops                     after a build: writes dist/azure-devops/, and packs it with tfx-cli, which it installs
 *     tsx scripts/release/azure-devops.ts FROM TO      takes the bundles from a folder, and only writes the extension to another
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const given = process.argv.slice(2);
const [from = join(root, "dist"), to = join(root, "dist/azure-devops")] = given;
const tfx = "tfx-cli@0.23.1";

const read = (path: string): Readonly<Record<string, unknown>> =>
  JSON.parse(readFileSync(path, "utf8")) as Readonly<Record<string, unknown>>;

/** Writes a manifest with the version of the project. */
function stamp(name: string, version: unknown): void {
  const path = join(to, name);
  writeFileSync(path, `${JSON.stringify({ ...read(path), version }, null, 2)}\n`);
}

rmSync(to, { recursive: true, force: true });
cpSync(join(root, "ci/azure-devops"), to, { recursive: true });
const version = String(read(join(root, "package.json"))["version"]);
const [major, minor, patch] = version.split(".").map(Number);
stamp("vss-extension.json", version);
stamp("task/task.json", { Major: major, Minor: minor, Patch: patch });
for (const name of ["cli.js", "command-line.js", "package.json"])
  copyFileSync(join(from, name), join(to, "task", name));
cpSync(join(from, "parts"), join(to, "task/parts"), { recursive: true });
for (const name of ["LICENSE", "media/icon.png"])
  copyFileSync(join(root, name), join(to, name.replace("media/", "")));
copyFileSync(join(root, "docs/command-line.md"), join(to, "README.md"));
if (given.length === 0) pack();

/** The packer is no dependency of the project, because it has hundreds of its own. */
function pack(): void {
  const place = mkdtempSync(join(tmpdir(), "keyvault-network-tfx-"));
  const shell = process.platform === "win32";
  try {
    execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", place, tfx], {
      shell,
      stdio: "inherit",
    });
    const argv = ["extension", "create", "--root", to, "--manifest-globs", "vss-extension.json"];
    const packer = join(place, "node_modules/.bin/tfx");
    execFileSync(packer, [...argv, "--output-path", join(root, "dist"), "--no-prompt"], {
      shell,
      stdio: "inherit",
    });
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
