import type { CancellationToken } from "vscode-languageserver";
import type { Environment } from "../../core/index.ts";
import { reportVaults } from "../../core/index.ts";
import type {
  EnvironmentResult,
  EnvironmentsResult,
  EnvironmentVault,
  ExposureResult,
} from "../../protocol.ts";
import type { Context } from "../context.ts";
import { placeOf } from "../places.ts";
import { analysesOfAll } from "../roots.ts";

/** Answers `keyvault-network/environments`: which there are, and how open every vault is in each. */
export async function environments(
  context: Context,
  _params: unknown,
  token: CancellationToken,
): Promise<EnvironmentsResult> {
  const roots = (await analysesOfAll(context, token)).map(({ root }) => root);
  const known = await knownEnvironments(context, roots);
  const vaults: EnvironmentVault[] = [];
  for (const root of roots) vaults.push(...(await vaultsOf(context, root, [...known.keys()], token)));
  return {
    active: await activeName(context, roots),
    environments: [...known.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    vaults,
  };
}

/** The exposures of a root's vaults by environment, "" for defaults; the same where an environment has no values for it. */
async function exposuresOf(
  context: Context,
  root: string,
  names: readonly string[],
  token: CancellationToken,
): Promise<ReadonlyMap<string, Readonly<Record<string, ExposureResult>>>> {
  const byVault = new Map<string, Record<string, ExposureResult>>();
  for (const name of ["", ...names]) {
    const environment = name === "" ? null : await context.environments.named(name, root);
    if (name !== "" && !environment) continue;
    const analysis = await context.session.analysisIn(environment, root, token);
    for (const { key, exposure, exists } of reportVaults(analysis?.worlds ?? [])) {
      if (exists !== "no") byVault.set(key, { ...byVault.get(key), [name]: exposure });
    }
  }
  return byVault;
}

/**
 * How open the vaults of a root are in environments that disagree, by the vault's key: "dev public, prod private". Nothing of a
 * vault that is equally open in all of them.
 */
export async function describeEnvironments(
  context: Context,
  root: string,
  token: CancellationToken,
): Promise<ReadonlyMap<string, string>> {
  const names = [...(await knownEnvironments(context, [root])).keys()].sort().slice(0, mostTold);
  if (names.length < 2) return new Map();
  const exposures = await exposuresOf(context, root, names, token);
  return new Map(
    [...exposures].flatMap(([key, { "": _, ...byName }]) => {
      if (new Set(Object.values(byName)).size < 2) return [];
      return [
        [
          key,
          Object.entries(byName)
            .map(([name, exposure]) => `${name} ${exposure}`)
            .join(", "),
        ] as const,
      ];
    }),
  );
}

/** More environments than these do not fit above a vault. */
const mostTold = 6;

async function knownEnvironments(
  context: Context,
  roots: readonly string[],
): Promise<ReadonlyMap<string, EnvironmentResult>> {
  const known = new Map<string, EnvironmentResult>();
  const add = (found: readonly Environment[], from: EnvironmentResult["from"]): void => {
    for (const { name, parameters } of found) {
      const files = parameters.map((id) => context.session.uriOf(id));
      if (!known.has(name)) known.set(name, { name, from, files });
    }
  };
  for (const root of roots) add(await context.environments.ofAccessFile(root), "accessFile");
  add(await context.environments.detected(), "parameterFiles");
  return known;
}

async function activeName(context: Context, [root]: readonly string[]): Promise<string | null> {
  return context.environments.activeName(root ?? "");
}

async function vaultsOf(
  context: Context,
  root: string,
  names: readonly string[],
  token: CancellationToken,
): Promise<readonly EnvironmentVault[]> {
  const exposures = await exposuresOf(context, root, names, token);
  const analysis = await context.session.analysis(root, token);
  return reportVaults(analysis?.worlds ?? []).flatMap(({ key, module, symbol, label }) => {
    const place = placeOf(context, label);
    const own = exposures.get(key);
    return place && own
      ? [{ ...place, root: context.session.uriOf(root), key, module, symbol, exposures: own }]
      : [];
  });
}
