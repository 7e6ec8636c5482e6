import type { CancellationToken } from "vscode-languageserver";
import {
  commonPattern,
  type FoundVault,
  type ListedVault,
  listVaults,
  reservedName,
  vaults,
} from "../../core/index.ts";
import type { EnvironmentResult, EnvironmentsResult, EnvironmentVault } from "../../protocol/environments.ts";
import { type Context, placeOf } from "../context.ts";
import { analysesOfAll, askRoots } from "../roots.ts";

/** Answers `keyvault-network/environments`: all environments, and the exposure of every vault in each. */
export async function environments(
  context: Context,
  _params: unknown,
  token: CancellationToken,
): Promise<EnvironmentsResult> {
  const { roots } = await context.plans.now();
  const [first] = roots;
  return {
    active: await context.environments.chosen(first?.root ?? ""),
    environments: await knownEnvironments(context),
    vaults: askRoots(context, await analysesOfAll(context, token, "judged"), (some) =>
      listVaults(vaults({ analyses: some, plans: roots })).flatMap((vault) => shown(context, vault)),
    ),
  };
}

async function knownEnvironments(context: Context): Promise<readonly EnvironmentResult[]> {
  const { roots } = await context.plans.now();
  const known = new Map<string, EnvironmentResult>();
  for (const { available, accessFile } of roots) {
    for (const { name, parameters } of available) {
      if (name === null) continue;
      const files = parameters.map((id) => context.session.uriOf(id));
      const before = known.get(name)?.files ?? [];
      const from = accessFile?.environments.has(name) === true ? "accessFile" : "parameterFiles";
      known.set(name, { name, from, files: [...new Set([...before, ...files])] });
    }
  }
  if (known.size === 0) return [];
  const named = [...known.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return [...named, { name: reservedName, from: "defaults", files: [] }];
}

/** The listed vaults. One that only some environments deploy has an exposure only in those. */
function shown(context: Context, { inEach: [first, ...others] }: ListedVault): readonly EnvironmentVault[] {
  const { root, key, module, symbol, existing, state, name, label } = first;
  const place = placeOf(context, label);
  if (!place) return [];
  const there = [first, ...others].filter(({ exists }) => exists !== "no");
  const isAssumed = ({ notes }: FoundVault): boolean => notes.includes("NOTE_ASSUMED_DEPLOYED");
  return [
    {
      ...place,
      root: context.session.uriOf(root),
      key,
      module,
      symbol,
      existing,
      state,
      namedBy: commonPattern([first, ...others]),
      vaultName: typeof name === "string" && others.every((each) => each.name === name) ? name : null,
      exposures: Object.fromEntries(there.map(({ environment, exposure }) => [environment ?? "", exposure])),
      assumed: there.filter(isAssumed).map(({ environment }) => environment ?? ""),
    },
  ];
}
