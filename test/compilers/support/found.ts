import { existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { bicepPath, powerShellPath } from "../restore/versions.mjs";

const restored = resolve(import.meta.dirname, "../../../.compilers");

/** The Bicep compiler: the variable BICEP, the restored one, or the one on the path; null if there is none. */
export const bicepFound: string | null = find("BICEP", bicepPath(restored), "bicep");

/** PowerShell: the variable PWSH, the restored one, or the one on the path; null if there is none. */
export const powerShellFound: string | null = find("PWSH", powerShellPath(restored), "pwsh");

/** A bash, which `BASH_PATH` may name; what Windows has on its path may be one that only says how to install Linux. */
export const bashFound: string | null =
  process.platform === "win32" ? null : find("BASH_PATH", "/bin/bash", "bash");

/** A variable that is set to `required` where tests fail without the compilers, as they do in `npm run test:compilers`. */
const required = "KEYVAULT_NETWORK_COMPILERS";

/** Vitest calls this once for each run: says in one line what the run leaves out, or fails where nothing may be left out. */
export function setup({ config }: TestProject): void {
  const missing = [
    ...(bicepFound === null ? ["no Bicep compiler, so no Bicep text is compiled"] : []),
    ...(powerShellFound === null ? ["no PowerShell, so no script is read by its parser"] : []),
    ...(bashFound === null ? ["no bash, so no script is checked by it"] : []),
  ];
  if (missing.length === 0) return;
  const line = `Left out from test/compilers: there is ${missing.join("; there is ")} (npm run compilers restores all but bash).`;
  // Windows has no bash that could be required.
  if (missing.length === 1 && bashFound === null && process.platform === "win32") {
    console.warn(line);
    return;
  }
  if (process.env[required] === "required" || config.env["TEST_MODE"] === "compilers") throw new Error(line);
  console.warn(line);
}

/** A path in a variable is taken at its word, so that a wrong one is noticed. */
function find(variable: string, own: string, name: string): string | null {
  const given = process.env[variable];
  if (given !== undefined && given !== "") return given;
  if (existsSync(own)) return own;
  const names = process.platform === "win32" ? [`${name}.exe`] : [name];
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return (
    folders.flatMap((folder) => names.map((each) => join(folder, each))).find((path) => existsSync(path)) ??
    null
  );
}
