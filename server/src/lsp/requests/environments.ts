import type { CancellationToken } from "vscode-languageserver";
import {
  type Analysis,
  foldReferences,
  type LinkedVault,
  referencedName,
  reportVaults,
  reservedName,
} from "../../core/index.ts";
import type { EnvironmentResult, EnvironmentsResult, EnvironmentVault } from "../../protocol.ts";
import { askRoots } from "../ask-roots.ts";
import type { Context } from "../context.ts";
import { placeOf } from "../places.ts";
import { analysesOfAll } from "../roots.ts";

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
      vaultsIn(context, some),
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

/**
 * A vault that only some environments deploy has an exposure only in those. Lookups of a declared one are left out, and of those that no
 * root declares one for each name remains.
 */
function vaultsIn(context: Context, analyses: readonly Analysis[]): readonly EnvironmentVault[] {
  const all = analyses.flatMap(({ root, environment, worlds }) =>
    reportVaults(worlds).map((report) => ({ ...report, root, environment })),
  );
  const { entries } = foldReferences(
    all.filter(({ exists }) => exists !== "no"),
    (vault) => ({
      id: placeKey(vault),
      environment: null,
      to: vault.linkedTo && { id: placeKey(vault.linkedTo), environment: null },
      referenced: referencedName(vault),
    }),
  );
  const found = new Map<string, EnvironmentVault>();
  for (const { root, environment, key, module, symbol, name, namedBy, label, exposure, notes } of entries) {
    const place = placeOf(context, label);
    if (!place) continue;
    const id = JSON.stringify([root, key]);
    const before = found.get(id);
    const known = typeof name === "string" ? name : null;
    const isAssumed = notes.includes("NOTE_ASSUMED_DEPLOYED");
    found.set(id, {
      ...place,
      root: context.session.uriOf(root),
      key,
      module,
      symbol,
      namedBy,
      vaultName: before === undefined || before.vaultName === known ? known : null,
      exposures: { ...before?.exposures, [environment ?? ""]: exposure },
      assumed: [...(before?.assumed ?? []), ...(isAssumed ? [environment ?? ""] : [])],
    });
  }
  return [...found.values()];
}

function placeKey({
  root,
  label,
  module,
  symbol,
}: Pick<LinkedVault, "root" | "label" | "module" | "symbol">): string {
  return JSON.stringify([root, label.document, label.start, module, symbol]);
}
