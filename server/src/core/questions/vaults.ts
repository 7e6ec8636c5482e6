import { grouped } from "../logic/grouped.ts";
import { foldVaults } from "../report/vault-list.ts";
import { linksWithin, reportVaults, type VaultReport } from "../report/vaults.ts";
import type { DocumentId, Span } from "../text/document.ts";
import type { Analysis } from "../workspace/analyzer.ts";
import { answered, type AnsweredCaller, callersDeclaredIn } from "../report/compared-callers.ts";
import { jobsByVault, type WorkspaceWithJobs } from "./callers.ts";
import type { RootPlan } from "../workspace/plan.ts";

/** What is asked about. */
export interface VaultsQuestion {
  readonly analyses: readonly Analysis[];
  readonly plans: readonly Pick<RootPlan, "root" | "isUncalled">[];
  /** The workspace whose callers are listed, or only the resources of the roots themselves; none if left out. */
  readonly callersIn?: WorkspaceWithJobs | "roots" | undefined;
  /** The language of what is not known. */
  readonly words?: Parameters<typeof reportVaults>[1];
}

/** A vault in one environment of a root. */
export interface FoundVault extends VaultReport {
  readonly root: DocumentId;
  readonly environment: string | null;
  readonly callers: readonly AnsweredCaller[];
}

/** The vaults of roots in each environment, with each lookup. What is only looked up where nothing is deployed is left out. */
export function vaults({ analyses, plans, callersIn, words }: VaultsQuestion): readonly FoundVault[] {
  const uncalled = new Set(plans.filter(({ isUncalled }) => isUncalled).map(({ root }) => root));
  const jobs = callersIn && callersIn !== "roots" ? jobsByVault(callersIn) : undefined;
  return analyses.flatMap((analysis) => {
    const { worlds, root, environment } = analysis;
    const declared = callersIn ? callersDeclaredIn(worlds) : undefined;
    const within = linksWithin(analysis);
    return reportVaults(worlds, words)
      .filter(({ existing, exists }) => !existing || exists !== "no")
      .map((vault) => ({
        ...vault,
        notes: uncalled.has(analysis.root) ? [...vault.notes, "NOTE_NOT_CALLED" as const] : vault.notes,
        linkedTo: vault.linkedTo ?? within.get(vault.key) ?? null,
        root,
        environment,
        callers: [
          ...(declared?.get(vault.key) ?? []),
          ...(jobs?.get(analysis)?.get(vault.key) ?? []).map((job) =>
            answered(job, job.source, worlds, vault.key),
          ),
        ],
      }));
  });
}

/** A vault that has a place of its own in lists, whatever the environment. */
export interface ListedVault {
  readonly inEach: readonly [FoundVault, ...FoundVault[]];
  /** What is beneath it. */
  readonly lookups: readonly FoundVault[];
}

/** The list that all views show: each vault once, with its environments and lookups. */
export function listVaults(found: readonly FoundVault[]): readonly ListedVault[] {
  const { entries, referencesTo } = foldVaults(found, ({ label }: { readonly label: Span }) => [
    label.document,
    label.start,
  ]);
  const byVault = grouped(entries, ({ root, key }) => [JSON.stringify([root, key])]);
  return [...byVault.values()].map((inEach) => ({ inEach, lookups: inEach.flatMap(referencesTo) }));
}
