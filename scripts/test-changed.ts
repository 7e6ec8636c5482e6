// Runs the tests that a change can affect: `npm run test:changed -- [REVISION]`, by default all since the branch left
// `main`.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

const [revision = "main"] = process.argv.slice(2);
const base = git("merge-base", revision, "HEAD")[0] ?? revision;
const changed = [...git("diff", "--name-only", base), ...git("ls-files", "--others", "--exclude-standard")];
const concerned = new Set(changed.filter((path) => existsSync(path)).flatMap(sourcesOf));

if (concerned.size === 0) console.log(`No test reads what changed since ${revision}.`);
else process.exitCode = related([...concerned]);

function git(...argv: readonly string[]): readonly string[] {
  return execFileSync("git", argv, { encoding: "utf8" }).split("\n").filter(Boolean);
}

/**
 * Vitest follows imports. Fixtures and documents are read from disk: their tests are in the nearest folder with any, or
 * check the repository.
 */
function sourcesOf(path: string): readonly string[] {
  if (/\.tsx?$|catalogue(?:\.de)?\.json$/.test(path)) return [path];
  return testsNear(path.startsWith("test/") ? dirname(path) : "test/tidy");
}

function testsNear(folder: string): readonly string[] {
  const tests = readdirSync(folder).filter((name) => name.endsWith(".test.ts"));
  if (tests.length > 0) return tests.map((name) => join(folder, name));
  return folder === "test" ? [] : testsNear(dirname(folder));
}

function related(files: readonly string[]): number {
  const vitest = join("node_modules", "vitest", "vitest.mjs");
  const argv = [vitest, "related", ...files, "--run", "--project", "unit", "--passWithNoTests"];
  return spawnSync(process.execPath, argv, { stdio: "inherit" }).status ?? 1;
}
