import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

const root = join(import.meta.dirname, "../..");

/** A variable that is set where `dist` has the product of the sources as they are, and its package: then no test builds them again. */
export const packaged = "KEYVAULT_NETWORK_PACKAGED";

/** Puts the built product into a folder. It is built once for all tests of a run. */
export function placeProduct(folder: string): void {
  cpSync(builtProduct(), folder, { recursive: true, filter: (path) => !path.endsWith(".vsix") });
}

function builtProduct(): string {
  if (process.env[packaged] !== undefined) return join(root, "dist");
  const place = placeOfProduct(process.ppid);
  if (existsSync(place)) return place;
  const made = mkdtempSync(`${place}-`);
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
