import type { CancellationToken } from "vscode-languageserver";
import { type Analysis, grouped, reportVaults, type RootPlan, type VaultReport } from "../core/index.ts";
import type { Counted, ScanSummary } from "../protocol.ts";
import { askRoots } from "./ask-roots.ts";
import { analysesOfRoots } from "./roots.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Says what a scanned workspace contains, and what was not read. A vault counts once, regardless of its environments.
 */
export async function summarize(
  workspace: Workspace,
  files: Counted,
  token: CancellationToken,
): Promise<ScanSummary> {
  const inEach = new Map<string, Set<VaultReport["exposure"]>>();
  const modules = new Set<string>();
  let environments = 0;
  const { roots } = await workspace.plans.now();
  // Asked for together, they are linked once.
  const all = byRoot(await analysesOfRoots(workspace, roots, token, "judged"));
  for (const plan of roots) {
    const analyses = all.get(plan.root) ?? [];
    environments += leftOut(plan, analyses);
    for (const { worlds } of analyses) {
      for (const { call } of worlds.flatMap(({ network }) => network.unread)) {
        const { document, start } = call.declaration.source.span;
        modules.add(`${document} ${start}`);
      }
    }
    const vaults = askRoots(workspace, analyses, (some) =>
      some.flatMap(({ worlds }) => reportVaults(worlds)),
    );
    for (const { key, existing, exists, exposure } of vaults) {
      if (existing && exists === "no") continue;
      const id = JSON.stringify([plan.root, key]);
      inEach.set(id, (inEach.get(id) ?? new Set()).add(exposure));
    }
  }
  const exposures = [...inEach.values()];
  return {
    vaults: exposures.length,
    public: exposures.filter((each) => each.has("public")).length,
    unknown: exposures.filter((each) => each.has("depends") && !each.has("public")).length,
    unread: {
      files,
      parameterFiles: await workspace.plans.unreadParameterFiles(),
      environments,
      modules: modules.size,
    },
  };
}

function byRoot(analyses: readonly Analysis[]): ReadonlyMap<string, readonly Analysis[]> {
  return grouped(analyses, ({ root }) => [root]);
}

/** How many environments of a root exceed the limit. */
function leftOut({ judged, leftOut: beyond }: RootPlan, analyses: readonly Analysis[]): number {
  // A root that is not a template is not evaluated in any environment.
  return analyses.length === 0 ? 0 : beyond.length + judged.length - analyses.length;
}
