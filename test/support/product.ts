import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

const root = join(import.meta.dirname, "../..");

/** A variable that is set where `dist` has the product of the sources as they are, and its package: then no test builds them again. */
export const packaged = "KEYVAULT_NETWORK_PACKAGED";

/** A variable with the folder in which the processes of a test run share what is built. */
const shared = "KEYVAULT_NETWORK_PRODUCT";

/** Puts the built product into a folder. */
export function placeProduct(folder: string): void {
  const product = productOfRun();
  if (product === null) throw new Error("No tests are run.");
  cpSync(product, folder, { recursive: true, filter: (path) => !path.endsWith(".vsix") });
}

/** The folder with the product, which is built once for all tests of a run; null if none are run. */
export function productOfRun(): string | null {
  if (process.env[packaged] !== undefined) return join(root, "dist");
  const place = process.env[shared];
  if (place === undefined || existsSync(place)) return place ?? null;
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

/** Vitest calls this in the process that starts all others, before the tests, and what it returns after them. */
export function setup(project: TestProject): () => void {
  const place = join(tmpdir(), `keyvault-network-product-${process.pid}`);
  // Workers inherit the variables of this process.
  process.env[shared] = place;
  const remove = (): void => {
    rmSync(place, { recursive: true, force: true });
  };
  project.onTestsRerun(() => {
    remove();
    return Promise.resolve();
  });
  return remove;
}
