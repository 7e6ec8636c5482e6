import { namedBy, possibleNames } from "../access/vault-label.ts";
import { ownVaults, type VaultAcrossWorlds, type World } from "../access/worlds.ts";
import type { DocumentId } from "../text/document.ts";
import { foldName } from "../text/fold.ts";
import { matchesStars } from "../text/stars.ts";
import type { AccessFile, AccessTest } from "./access-file.ts";
import type { SourceOptions } from "./resolve-source.ts";

/** The vaults of roots that a test is about. */
export function cellsOf(
  { to }: AccessTest,
  file: Pick<AccessFile, "document">,
  roots: readonly JudgedRoot[],
  options: Pick<JudgeOptions, "resolve">,
): readonly VaultAcrossWorlds[] {
  const found = to.flatMap(({ value }) => vaultsNamed(value, file, roots, options));
  return [...new Set(found)];
}

/**
 * The vaults that a pattern names. One that is only looked up says nothing of its own network, so it is meant only where no
 * template declares one of that name.
 */
export function vaultsNamed(
  pattern: string,
  { document }: Pick<AccessFile, "document">,
  roots: readonly JudgedRoot[],
  { resolve }: Pick<JudgeOptions, "resolve">,
): readonly VaultAcrossWorlds[] {
  const hash = pattern.indexOf("#");
  const place = hash < 0 ? null : resolve(document, pattern.slice(0, hash));
  const name = hash < 0 ? pattern : pattern.slice(hash + 1);
  const found = roots
    .flatMap(({ root, worlds }) => vaultsMeant([name], worlds).map((across) => ({ root, across })))
    .filter(({ root, across }) => place === null || isAt(place, root, across))
    .map(({ across }) => across)
    .filter(({ exists }) => exists !== "no");
  const declared = found.filter(({ vault }) => !vault.existing);
  return declared.length > 0 ? declared : found;
}

/** Whether a path names the root, its folder, or the file that declares the vault. */
function isAt(place: DocumentId, root: DocumentId, { vault }: VaultAcrossWorlds): boolean {
  return place === root || `${place}/` === root || place === vault.label.document;
}

/** The vaults of a root that patterns mean. */
export function vaultsMeant(
  patterns: readonly string[],
  worlds: readonly World[],
): readonly VaultAcrossWorlds[] {
  const isMeant = vaultFilter(patterns);
  return ownVaults(worlds).filter(isMeant);
}

/**
 * Whether a vault is one of those that patterns mean: by its symbol or a name that it may have, or in ARM JSON by the parameter or variable that its
 * name is taken from, with `*` for any characters and without case. Without patterns every vault is meant; an empty pattern means none.
 */
function vaultFilter(patterns: readonly string[]): (across: VaultAcrossWorlds) => boolean {
  if (patterns.length === 0) return () => true;
  const wanted = patterns.filter((pattern) => pattern !== "").map((pattern) => foldName(pattern));
  const isMeant = (called: string): boolean =>
    wanted.some((pattern) => pattern === called || matchesStars(called, pattern));
  return ({ vault }) =>
    [vault.symbol, ...possibleNames(vault), namedBy(vault.symbol)].some(
      (called) => called !== null && isMeant(foldName(called)),
    );
}

/** What is known about a root of an access file in one environment. */
export interface JudgedRoot {
  readonly root: DocumentId;
  /** Null if nothing replaces defaults, or values were given by hand. */
  readonly environment: string | null;
  /** The files of those values. */
  readonly inputs?: { readonly parameters: readonly DocumentId[] } | null;
  readonly worlds: readonly World[];
}

/** The roots that are evaluated in one environment. */
export interface JudgedEnvironment {
  /** Null for roots that are evaluated with their defaults. */
  readonly name: string | null;
  readonly roots: readonly JudgedRoot[];
}

export interface JudgeOptions extends SourceOptions {
  /** The id of a path as written in the access file. */
  readonly resolve: (from: DocumentId, path: string) => DocumentId;
  /** The environment that was chosen: tests of others only are left out. Null when all count. */
  readonly choice?: string | null;
  /** The environments that the roots have, be they evaluated or not. */
  readonly known?: readonly KnownRoot[];
}

interface KnownRoot {
  readonly root: DocumentId;
  readonly available: readonly KnownEnvironment[];
}

interface KnownEnvironment {
  readonly name: string | null;
  readonly parameters?: readonly DocumentId[];
  readonly set?: ReadonlyMap<string, unknown>;
}

/** The names of all environments that roots have, chosen or not. */
export function environmentNames(roots: readonly KnownRoot[]): readonly string[] {
  return [...new Set(roots.flatMap(({ available }) => available.flatMap(({ name }) => name ?? [])))];
}

/** The environments that roots are evaluated in, in the order of the roots. */
export function environmentsAmong(roots: readonly JudgedRoot[]): readonly JudgedEnvironment[] {
  const names = [...new Set(roots.map(({ environment }) => environment))];
  return names.map((name) => ({ name, roots: roots.filter(({ environment }) => environment === name) }));
}

/** An environment that a test is about, and the roots that have it but are evaluated with other values only. */
interface MeantEnvironment extends JudgedEnvironment {
  readonly others: readonly JudgedRoot[];
}

/**
 * The environments that a test is about: all of them, or those it names. A root that does not have an environment is the same
 * whether that is named or not.
 */
export function environmentsOf(
  { environments: named }: AccessTest,
  environments: readonly JudgedEnvironment[],
  known: readonly KnownRoot[] = [],
): readonly MeantEnvironment[] {
  if (named.length === 0) return environments.map((each) => ({ ...each, others: [] }));
  const all = environments.flatMap(({ roots }) => roots);
  return named.map(({ value: name }) => {
    const having = new Map(
      known.flatMap(({ root, available }) => {
        const environment = available.find((each) => each.name === name);
        return environment ? [[root, environment]] : [];
      }),
    );
    const own = all.filter((each) => each.environment === name || hasValuesOf(each, having.get(each.root)));
    const evaluated = new Set(own.map(({ root }) => root));
    const rest = all.filter(({ root }) => !evaluated.has(root));
    return {
      name,
      roots: [...own, ...rest.filter(({ root }) => !having.has(root))],
      others: rest.filter(({ root }) => having.has(root)),
    };
  });
}

/** The name of an environment, if it has one. */
export function namesOf(environment: string | null): readonly string[] {
  return environment === null ? [] : [environment];
}

/** Whether the files that were given by hand are all that an environment consists of. */
function hasValuesOf(
  { environment, inputs }: JudgedRoot,
  { parameters = [], set }: KnownEnvironment = { name: null },
): boolean {
  const given = inputs?.parameters ?? [];
  if (environment !== null || given.length === 0 || (set?.size ?? 0) > 0) return false;
  return given.length === parameters.length && given.every((file, index) => file === parameters[index]);
}
