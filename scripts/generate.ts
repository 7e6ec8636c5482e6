/**
 * Writes the files that are generated from the code, or checks that they are current:
 *
 *     npm run generate              writes what has changed
 *     npm run generate -- --check   writes nothing, names stale files and ends with 1 if there are any
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { targets, type Target } from "./generate/targets.ts";

const root = join(import.meta.dirname, "..");
const stale = targets.filter(isStale);

if (process.argv.includes("--check")) {
  for (const { path } of stale) console.error(`${path} is stale: run "npm run generate"`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const target of stale) write(target);
}

function isStale({ path, content }: Target): boolean {
  const file = join(root, path);
  return !existsSync(file) || readFileSync(file, "utf8") !== content;
}

function write({ path, content }: Target): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  console.log(`wrote ${path}`);
}
