import { ownVaults, type VaultAcrossWorlds, type VaultView } from "../../access/worlds.ts";
import type { ResourceInstance } from "../../evaluate/types.ts";
import { equalValues, isText, textOf } from "../../evaluate/values/plain.ts";
import { type Absent, is, known, unknown, type Value } from "../../evaluate/values/value.ts";
import { foldersFrom, folderOf } from "../../files/documents.ts";
import { truth } from "../../logic/truth.ts";
import { memoize } from "../../logic/memoize.ts";
import { readSteps } from "../../network/fields/read-path.ts";
import { nameKey } from "../../network/writes/writes.ts";
import type { Through } from "../../outside/job.ts";
import { idIn } from "../../outside/outside-files.ts";
import { repositoryOfWorkflow } from "../../outside/pipelines/workflow-files.ts";
import { runnersAt } from "../../services/consumers/callers-of-vaults.ts";
import type { DocumentId, Span } from "../../text/document.ts";
import type { Analysis } from "../analyzer.ts";
import { type DeclaredVault, type DeclaredVaults, isDeclared, declaredVaults } from "./declared-vaults.ts";
import { type PlacedCall, callsIn } from "./timeline.ts";
import type { OutsideReading } from "../../outside/read-outside.ts";

/** A vault that a call is about. */
export interface Target {
  /** In lower case; null if only the deployment knows it. */
  readonly name: string | null;
  readonly vault: DeclaredVault;
}

/** The declared vaults that a call is certainly or else probably about. */
export function vaultsMeant(
  placed: PlacedCall,
  declared: DeclaredVaults,
  analyses: readonly Analysis[],
): { readonly targets: readonly Target[]; readonly isProbable: boolean } {
  const certain = targetsOf(placed, declared, analyses);
  const isProbable = certain.length === 0;
  return { targets: isProbable ? likelyTargets(placed, analyses) : certain, isProbable };
}

/** The declared vaults that a call is about. */
function targetsOf(
  { call, job }: PlacedCall,
  declared: DeclaredVaults,
  analyses: readonly Analysis[],
): readonly Target[] {
  if (call.through) return vaultsThrough(call.through, job.document, analyses);
  const names = call.vaults ?? [];
  return names.flatMap((name) => (declared.get(name) ?? []).map((vault) => ({ name, vault })));
}

/**
 * The vault that a call is probably about, because it is the only one that roots declare whose name may be the one that the call uses: a name
 * that only the run knows, or one that is written out where only the deployment knows parts of the declared one. None if several fit.
 */
function likelyTargets({ call }: PlacedCall, analyses: readonly Analysis[]): readonly Target[] {
  const [name, ...others] = call.vaults ?? [call.likely ?? null];
  if (call.through || typeof name !== "string" || others.length > 0) return [];
  const isWritten = call.vaults !== null;
  if (isWritten && analyses.some((analysis) => looksUp(analysis, name))) return [];
  const wanted = patternValue(name, { span: call.span });
  const found = analyses.flatMap((analysis) =>
    targetsIn(analysis, (views) => views.some(({ vault }) => fits(vault.name, wanted, isWritten))),
  );
  const places = found.map(({ vault: { across } }) => JSON.stringify(across.vault.label));
  return new Set(places).size === 1 ? found : [];
}

/** A pattern of `likelyName` as a value. */
function patternValue(pattern: string, origin: Value["origin"]): Value {
  const gap = unknown({ kind: "runtime", call: "" }, origin);
  const parts = pattern.split("*").flatMap((part, index) => (index === 0 ? [part] : [gap, part]));
  return known(textOf(parts), origin);
}

/** A name that is written out says little about one of which nearly nothing is known. */
const leastKnown = 6;

function fits(name: Value, wanted: Value, isWritten: boolean): boolean {
  const parts = name.kind === "known" && isText(name.value) ? name.value.parts : [];
  const sure = parts.filter((part) => typeof part === "string").join("").length;
  if (isWritten && sure < leastKnown) return false;
  return equalValues(name, wanted, true) !== "no";
}

function looksUp({ worlds }: Analysis, name: string): boolean {
  return ownVaults(worlds).some(({ vault }) => nameKey(vault) === name);
}

/** Those that templates say. */
function vaultsThrough(
  through: Through,
  document: DocumentId,
  analyses: readonly Analysis[],
): readonly Target[] {
  return through.kind === "group"
    ? analyses.flatMap((analysis) =>
        targetsIn(analysis, (views) => views.every((view) => holdsGroup(view, through.name))),
      )
    : rootsAt(through.folder, document, analyses).flatMap((analysis) =>
        targetsIn(analysis, (views) => views.every(hasContents)),
      );
}

function targetsIn(analysis: Analysis, isMeant: (views: readonly VaultView[]) => boolean): readonly Target[] {
  return declaredIn(analysis)
    .filter(({ views }) => isMeant(views))
    .map((across) => ({ name: nameKey(across.vault), vault: { analysis, across } }));
}

const declaredIn = memoize(({ worlds }: Analysis): readonly VaultAcrossWorlds[] =>
  ownVaults(worlds).filter(({ vault, exists }) => exists !== "no" && isDeclared(vault)),
);

/**
 * Whether a variable group of Azure DevOps has the secrets of a vault:
 * https://registry.terraform.io/providers/microsoft/azuredevops/latest/docs/resources/variable_group
 */
function holdsGroup({ world: { network }, vault }: VaultView, name: string): boolean {
  return network.resources("azuredevops_variable_group").some((group) => {
    const isNamed = valuesAt(group, ["name"]).some(
      (each) => is(each, (text) => truth(text === name)) === "yes",
    );
    const vaults = valuesAt(group, ["key_vault", "name"]);
    return (
      isNamed &&
      group.exists().truth === "yes" &&
      vaults.some((each) => each.kind !== "absent" && equalValues(each, vault.name, true) === "yes")
    );
  });
}

function valuesAt(instance: ResourceInstance, steps: readonly string[]): readonly (Value | Absent)[] {
  return readSteps(instance.body(), steps, instance.declaration.labelSpan).found.map(
    ({ field }) => field.value,
  );
}

/** Whether Terraform requests something of a vault whenever it is applied. */
function hasContents({ world: { network }, vault }: VaultView): boolean {
  return runnersAt(vault, network).length > 0;
}

/** The roots in a folder, seen from where jobs of a document run: the folder of the repository, which may be any around it. */
function rootsAt(
  folder: string | null,
  document: DocumentId,
  analyses: readonly Analysis[],
): readonly Analysis[] {
  if (folder === null) return [];
  const repository = repositoryOfWorkflow(document);
  const around = repository === null ? foldersFrom(folderOf(document)) : [repository];
  const ids = new Set(around.map((each) => `${idIn(each, folder)}/`));
  const found = analyses.filter(({ root }) => ids.has(root));
  return new Set(found.map(({ root }) => root)).size === 1 ? found : [];
}

/** A place in a pipeline or script that names vaults which roots declare. */
export interface NamedVaults {
  readonly span: Span;
  readonly vaults: readonly {
    /** In lower case; null if only the deployment knows it. */
    readonly name: string | null;
    readonly analysis: Analysis;
    readonly across: VaultAcrossWorlds;
  }[];
}

/** The places of a document that name declared vaults, in order; each once, whichever jobs run it. */
export function vaultsNamedIn(
  id: DocumentId,
  { jobs }: OutsideReading,
  analyses: readonly Analysis[],
): readonly NamedVaults[] {
  const declared = declaredVaults(analyses);
  const places = new Map<number, NamedVaults>();
  for (const placed of jobs.flatMap(callsIn)) {
    const { span } = placed.call;
    if (span.document !== id) continue;
    const known = targetsOf(placed, declared, analyses).map(({ name, vault }) => ({ name, ...vault }));
    if (known.length > 0 && !places.has(span.start)) places.set(span.start, { span, vaults: known });
  }
  return [...places.values()].sort((a, b) => a.span.start - b.span.start);
}
