import type { Analysis } from "../core/index.ts";
import { analyze, reportVaults } from "../core/index.ts";
import type { AccessFiles } from "./access-files.ts";
import type { Disk } from "./disk.ts";
import { printPath } from "./disk.ts";
import type { EnvironmentEntry } from "./report.ts";

/** How open every vault is by defaults and in each environment of its root. */
export function environmentEntries(
  analyses: readonly Analysis[],
  files: AccessFiles,
  parameters: readonly string[],
  disk: Disk,
): readonly EnvironmentEntry[] {
  return analyses.flatMap((analysis) => {
    const { root } = analysis;
    const others = files.environments(root).map((environment) => ({
      name: environment.name,
      worlds: analyze({ root, files: disk, parameters, environment }).worlds,
    }));
    return [{ name: null, worlds: analysis.worlds }, ...others].flatMap(({ name, worlds }) =>
      reportVaults(worlds)
        .filter(({ exists }) => exists !== "no")
        .map(({ module, symbol, exposure }) => ({
          environment: name,
          root: printPath(root),
          module,
          vault: symbol,
          exposure,
        })),
    );
  });
}

/** The environments that roots have, for whoever asked for another one. */
export function unknownEnvironment(
  name: string | null,
  analyses: readonly Analysis[],
  files: AccessFiles,
): string | null {
  if (name === null || name === "*" || analyses.length === 0) return null;
  if (analyses.some(({ root }) => files.environment(name, root))) return null;
  const names = [
    ...new Set(analyses.flatMap(({ root }) => files.environments(root).map((each) => each.name))),
  ];
  return `no environment '${name}'${names.length > 0 ? `; there is ${names.join(", ")}` : ""}`;
}
