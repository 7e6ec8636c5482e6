import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

/** Puts the built product into a folder. It is built once for all tests of a run. */
export function placeProduct(folder: string): void {
  cpSync(builtProduct(), folder, { recursive: true });
}

function builtProduct(): string {
  const place = placeOfProduct(process.ppid);
  if (existsSync(place)) return place;
  const made = mkdtempSync(`${place}-`);
  const root = join(import.meta.dirname, "../..");
  execFileSync(process.execPath, ["esbuild.mjs", made], { cwd: root });
  chmodSync(made, 0o755);
  try {
    renameSync(made, place);
  } catch {
    // Another process of this run was faster.
    rmSync(made, { recursive: true });
  }
  return place;
}

/** Where the processes of a test run share what is built. */
function placeOfProduct(run: number): string {
  return join(tmpdir(), `keyvault-network-product-${run}`);
}

/** Vitest calls this in the process that starts all others, before the tests, and what it returns after them. */
export function setup(project: TestProject): () => void {
  const remove = (): void => {
    rmSync(placeOfProduct(process.pid), { recursive: true, force: true });
  };
  project.onTestsRerun(() => {
    remove();
    return Promise.resolve();
  });
  return remove;
}
