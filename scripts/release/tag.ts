/**
 * Makes the tag of a release, which carries the built command line: the action of a tag runs nothing but what the tag holds.
 *
 *     npm run release:tag        after a build, in a clean work tree: a commit beside the branch, and the tag of the manifest's version
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const git = (...argv: readonly string[]): string =>
  execFileSync("git", [...argv], { cwd: root, encoding: "utf8" }).trim();

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly version: string;
};
/** The tag that follows the latest release of a major version, as in `uses: …@v0`. */
const major = `v${version.split(".")[0] ?? ""}`;
const branch = git("rev-parse", "--abbrev-ref", "HEAD");
if (git("status", "--porcelain") !== "") throw new Error("Commit or remove what is changed first.");
git("checkout", "--detach");
try {
  git(
    "add",
    "--force",
    "dist/cli.js",
    "dist/command-line.js",
    "dist/mcp.js",
    "dist/parts",
    "dist/package.json",
  );
  git("commit", "--message", `Release v${version} with its command line`);
  git("tag", "--annotate", `v${version}`, "--message", `v${version}`);
  git("tag", "--force", major);
} finally {
  git("checkout", branch);
}
console.log(`git push origin v${version} && git push --force origin ${major}`);
