import { knownText } from "../evaluate/values/value.ts";
import { type Source, subnetLabel, subnetsNamed } from "../access/source.ts";
import { endpointsOf } from "../path/endpoints.ts";
import { labelOf, titleOf } from "../access/vault-label.ts";
import { ownVaults, type VaultAcrossWorlds, type World } from "../access/worlds.ts";
import type { Text } from "../evaluate/values/plain.ts";
import { isNamed } from "../network/ids/vault-uri.ts";
import { isReadInFull } from "../network/may-declare.ts";
import { nameKey, vaultNameKey } from "../network/writes/writes.ts";
import type { Span } from "../text/document.ts";
import type { AccessDifference } from "./access-difference.ts";
import { type ComparedSide, differences } from "./compare.ts";
import { callersAt, type CallerThere, type NamedCaller, type ComparedRoot } from "./compared-callers.ts";
import { type Drift, driftAcross, subnetIn, type VaultIn } from "./drift.ts";
import { placeOfField } from "./navigation/vault-places.ts";
import { foldWord } from "../text/fold.ts";

/** What differs between templates and a state. */
export interface StateComparison {
  readonly changes: readonly AccessDifference[];
  readonly drift: readonly VaultDrift[];
}

/** A difference of one vault. */
export interface VaultDrift {
  readonly root: string;
  readonly environment: string | null;
  readonly vault: string;
  /** Null if it is not known. */
  readonly name: string | null;
  readonly difference: Drift | VaultOnOneSide;
  /** Where it is written in the template; in the state where only that has the vault. */
  readonly span: Span;
}

/** Which side has a vault; "unread" if it may be in what the state leaves out, or in modules that were not read. */
export type VaultOnOneSide = { readonly property: "exists" } & (
  | { readonly template: "yes"; readonly state: "no" | "maybe" | "unread" }
  | { readonly template: "no" | "unread"; readonly state: "yes" }
  /** It may be one of these vaults of templates, whose names are not known. */
  | { readonly template: "maybe"; readonly state: "yes"; readonly vaults: readonly string[] }
);

/**
 * Compares the vaults of templates with those of a state by their names, in each environment. What templates only look up is compared
 * with nothing.
 */
export function compareWithState(
  state: ComparedRoot,
  templates: readonly ComparedRoot[],
  callers: readonly NamedCaller[],
): StateComparison {
  const deployed = ownVaults(state.worlds).filter(({ exists }) => exists !== "no");
  const matched = templates.map((root) => ({ root, ...matchedIn(root, deployed) }));
  const known = new Set(matched.flatMap(({ pairs, lookedUp }) => [...pairs.values(), ...lookedUp]));
  const unnamed = matched.flatMap((each) => each.unnamed);
  const others = deployed
    .filter((each) => !known.has(each))
    .map((each) => ({ each, mayBe: unnamed.filter((declared) => mayBe(declared, each)) }));
  const isDeclaredInFull = templates.every(({ worlds }) =>
    worlds.every(({ network }) => isReadInFull(network)),
  );
  const only = isDeclaredInFull
    ? others.flatMap((other) => (other.mayBe.length === 0 ? [other.each] : []))
    : [];
  const isWhole = isWholeState(state);
  // What the templates have in other environments is not known here.
  const [environment = null, ...more] = new Set(templates.map((each) => each.environment));
  const there = more.length > 0 ? state : { ...state, environment };
  const compared = matched.map((each) =>
    compareRoot(state, each, callersAt(callers, each.root.root), isWhole),
  );
  return {
    changes: [
      ...compared.flatMap(({ changes }) => changes),
      ...goneFrom(there, only, callersOf(state, templates, callers)),
    ],
    drift: [
      ...compared.flatMap(({ drift }) => drift),
      ...others.map(({ each, mayBe: declared }) => ({
        ...vaultOf(there, each),
        difference: onlyInState(declared, isDeclaredInFull),
      })),
    ],
  };
}

/** The callers of vaults that only a state has: as they are there, or else as any of the templates knows them. */
function callersOf(
  { root }: ComparedRoot,
  templates: readonly ComparedRoot[],
  callers: readonly NamedCaller[],
): readonly CallerThere[] {
  return callers.flatMap(({ from, callerKind, sourceIn }) => {
    const own = sourceIn(root);
    const sources = own ? [own] : templates.flatMap((each) => sourceIn(each.root) ?? []);
    return sources.map((source) => ({ from, callerKind, source }));
  });
}

/** The verdicts on vaults that only a state has, each once: most templates know a caller as the others do. */
function goneFrom(
  state: ComparedRoot,
  vaults: readonly VaultAcrossWorlds[],
  callers: readonly CallerThere[],
): readonly AccessDifference[] {
  const found = callers.flatMap((caller) => {
    const source = sourceOn(caller, state.worlds);
    return differences(state, caller, [{ worlds: state.worlds, source, ...keyedAs(keysOf(vaults)) }], []);
  });
  const keyOf = ({ from, before }: AccessDifference): string =>
    JSON.stringify([from, before?.vaultKey, before?.scenario?.service, before?.verdict]);
  return [...new Map(found.map((each) => [keyOf(each), each])).values()];
}

function onlyInState(mayBe: readonly VaultAcrossWorlds[], isDeclaredInFull: boolean): VaultOnOneSide {
  const [property, state] = ["exists", "yes"] as const;
  if (!isDeclaredInFull) return { property, template: "unread", state };
  const vaults = [...new Set(mayBe.map(({ vault }) => titleOf(labelOf(vault))))];
  return vaults.length > 0
    ? { property, template: "maybe", state, vaults }
    : { property, template: "no", state };
}

/** Whether a state contains everything: Azure prints long lists in pages. */
export function isWholeState({ worlds }: Pick<ComparedRoot, "worlds">): boolean {
  return worlds.every(({ network }) => network.intact);
}

interface Matched {
  readonly root: ComparedRoot;
  /** The vaults of the root, each with that of the state. */
  readonly pairs: ReadonlyMap<VaultAcrossWorlds, VaultAcrossWorlds>;
  /** The vaults of the root that the state does not contain. */
  readonly missing: readonly VaultAcrossWorlds[];
  /** Those whose names are not known. */
  readonly unnamed: readonly VaultAcrossWorlds[];
  /** The vaults of the state that the root only refers to. */
  readonly lookedUp: readonly VaultAcrossWorlds[];
}

/** Pairs the vaults of a root with those of a state: by their names, or by the known part of a name that only one vault has. */
function matchedIn({ worlds }: ComparedRoot, deployed: readonly VaultAcrossWorlds[]): Omit<Matched, "root"> {
  const own = ownVaults(worlds).filter(({ exists }) => exists !== "no");
  const declared = own.filter(({ vault }) => !vault.existing);
  const byName = new Map(deployed.map((each) => [vaultNameKey(each.vault), each]));
  const named = declared.filter((each) => nameOf(each) !== null);
  const pairs = new Map(
    named.flatMap((each): readonly [VaultAcrossWorlds, VaultAcrossWorlds][] => {
      const found = byName.get(vaultNameKey(each.vault));
      return found ? [[each, found]] : [];
    }),
  );
  const taken = new Set(pairs.values());
  const open = declared.filter((each) => nameOf(each) === null);
  const free = deployed.filter((each) => !taken.has(each));
  for (const each of open) {
    const [candidate, ...others] = free.filter((other) => isLike(each, other));
    const rivals = candidate ? open.filter((other) => isLike(other, candidate)) : [];
    if (candidate && others.length === 0 && rivals.length === 1) pairs.set(each, candidate);
  }
  return {
    pairs,
    missing: named.filter((each) => !pairs.has(each)),
    unnamed: open.filter((each) => !pairs.has(each)),
    lookedUp: deployed.filter((each) =>
      own.some(({ vault }) => vault.existing && vaultNameKey(vault) === vaultNameKey(each.vault)),
    ),
  };
}

function nameOf({ vault }: VaultAcrossWorlds): string | null {
  return nameKey(vault);
}

/** Whether a vault of a template, whose name is not known, may be that of a state. */
function mayBe({ vault }: VaultAcrossWorlds, other: VaultAcrossWorlds): boolean {
  const name = nameOf(other);
  return vault.kind === other.vault.kind && (name === null || isNamed(vault, name) !== "no");
}

/** Whether what is known of its name says so, too. */
function isLike(across: VaultAcrossWorlds, other: VaultAcrossWorlds): boolean {
  return across.vault.name.kind !== "unknown" && nameOf(other) !== null && mayBe(across, other);
}

/** A vault in the worlds in which it has the name of another one. */
function whereNamed(across: VaultAcrossWorlds, other: VaultAcrossWorlds): VaultAcrossWorlds {
  const name = nameOf(other);
  const views = across.views.filter(({ vault }) => name === null || isNamed(vault, name) !== "no");
  const [first] = views;
  return first ? { ...across, vault: first.vault, views } : across;
}

function compareRoot(
  state: ComparedRoot,
  { root, pairs, missing, unnamed }: Matched,
  callers: readonly CallerThere[],
  isWhole: boolean,
): StateComparison {
  const drift = [...pairs].flatMap(([ours, theirs]) => {
    const found = driftAcross(whereNamed(ours, theirs), vaultIn(theirs));
    return found.map((each) => ({ ours, theirs, difference: each }));
  });
  const concerned = drift.filter(({ difference }) => difference.property === "privateEndpointConnections");
  const more = concerned.flatMap(({ ours, theirs }) => [
    ...callersAtEndpoints(ours),
    ...callersAtEndpoints(theirs),
  ]);
  const all = [...new Map([...callers, ...more].map((each) => [labelOfSource(each, root), each])).values()];
  const onOneSide = (each: VaultAcrossWorlds, state: "no" | "maybe" | "unread"): VaultDrift => ({
    ...vaultOf(root, each),
    difference: { property: "exists", template: "yes", state },
  });
  return {
    changes: all.flatMap((caller) =>
      changesFor(caller, state, { root, pairs, missing: isWhole ? missing : [] }),
    ),
    drift: [
      ...drift.map(({ ours, difference }) => ({
        ...vaultOf(root, ours),
        difference,
        span: placeOf(ours, difference) ?? ours.vault.label,
      })),
      ...missing.map((each) => onOneSide(each, isWhole ? "no" : "unread")),
      ...unnamed.map((each) => onOneSide(each, "maybe")),
    ],
  };
}

/** The verdicts for a caller that differ. A vault that both sides have is compared only where both know the caller. */
function changesFor(
  caller: CallerThere,
  state: ComparedRoot,
  { root, pairs, missing }: Pick<Matched, "root" | "pairs" | "missing">,
): readonly AccessDifference[] {
  const keys = new Map([...pairs].map(([ours, theirs]) => [theirs.key, ours.key]));
  const paired = new Set(keys.values());
  const side: ComparedSide = {
    worlds: root.worlds,
    source: sourceOn(caller, root.worlds),
    ...keyedAs(keysOf([...pairs.keys(), ...missing])),
  };
  const past: ComparedSide = {
    worlds: state.worlds,
    source: sourceOn(caller, state.worlds, root.worlds),
    ...keyedAs(keys),
  };
  const unseen = new Set(
    [...pairs].flatMap(([ours, theirs]) => (hidesEndpoints(vaultIn(theirs)) ? [ours.key] : [])),
  );
  return differences(root, caller, [past], [side]).filter(({ before, after }) => {
    const key = after?.vaultKey ?? (before && keys.get(before.vaultKey)) ?? "";
    if (paired.has(key) && (!before || !after)) return false;
    // Where the endpoints are that Azure lists is not known.
    return !(after?.reason === "ALLOW_PRIVATE_ENDPOINT" && unseen.has(key));
  });
}

function keysOf(vaults: readonly VaultAcrossWorlds[]): ReadonlyMap<string, string> {
  return new Map(vaults.map(({ key }) => [key, key]));
}

/** What the vaults of a side are called, by their keys; others are left out. */
function keyedAs(keys: ReadonlyMap<string, string>): Pick<ComparedSide, "vaultOf" | "hasVault"> {
  const names = new Set(keys.values());
  return { vaultOf: ({ vaultKey }) => keys.get(vaultKey) ?? null, hasVault: (vault) => names.has(vault) };
}

function hidesEndpoints({ vault, network }: VaultIn): boolean {
  const { approvedConnections: count } = vault;
  return count === null || count > endpointsOf(vault, network).length;
}

function vaultOf(
  { root, environment }: ComparedRoot,
  across: VaultAcrossWorlds,
): Omit<VaultDrift, "difference"> {
  const { vault } = across;
  const name = knownText(vault.name);
  return { root, environment, vault: vault.symbol, name, span: vault.label };
}

function vaultIn({ views: [view], vault }: VaultAcrossWorlds): VaultIn {
  if (!view) throw new Error("A vault is always in at least one world.");
  return { vault, network: view.world.network };
}

function placeOf({ vault }: VaultAcrossWorlds, { property }: Drift): Span | null {
  switch (property) {
    case "publicNetworkAccess":
    case "defaultAction":
    case "bypass":
      return placeOfField(vault[property]);
    case "ipRules":
      return vault.ipRules.slot.entry;
    case "virtualNetworkRules":
      return vault.subnetRules.slot.entry;
    case "privateEndpointConnections":
    case "networkSecurityPerimeter":
      return null;
  }
}

/** The subnets of a vault's private endpoints: callers there reach it while the endpoint exists. */
function callersAtEndpoints(across: VaultAcrossWorlds): readonly CallerThere[] {
  const { vault, network } = vaultIn(across);
  return endpointsOf(vault, network).flatMap(({ subnet }) => {
    const label =
      subnet?.kind === "declared"
        ? subnetLabel(subnet.to)
        : subnet?.kind === "external"
          ? subnetIn(subnet.id)
          : null;
    return label === null
      ? []
      : [{ from: `subnet:${label}`, callerKind: "subnet", source: { kind: "subnet", name: label } } as const];
  });
}

/** One caller for each subnet, however it is called. */
function labelOfSource({ from, source }: CallerThere, { worlds }: ComparedRoot): string {
  return source.kind === "subnet" ? `subnet:${labelOfSubnet(source.name, worlds)}` : from;
}

/** `vnet/subnet` in lower case, where that is known of a subnet. */
function labelOfSubnet(name: string, worlds: readonly World[]): string {
  const [declared] = worlds.flatMap(({ network }) => subnetsNamed(name, network));
  return foldWord(declared ? subnetLabel(declared) : (subnetIn(name) ?? name));
}

/**
 * What a caller is on one side. A subnet is one that is declared there, or whose id is listed there; `others` may declare it under a
 * symbol.
 */
function sourceOn(
  { source }: CallerThere,
  worlds: readonly World[],
  others: readonly World[] = worlds,
): Source {
  if (source.kind !== "subnet") return source;
  const label = labelOfSubnet(source.name, others);
  if (worlds.some(({ network }) => subnetsNamed(source.name, network).length > 0)) return source;
  const listed = ownVaults(worlds).flatMap(({ vault }) =>
    vault.subnetRules.items.flatMap(({ field: { value } }) => (value.kind === "known" ? [value.value] : [])),
  );
  const id = listed.find(
    (each: string | Text): each is string => typeof each === "string" && subnetIn(each) === label,
  );
  if (id !== undefined) return { kind: "subnet", name: id };
  return { kind: "subnet", name: label, said: { serviceEndpoint: true, privateEndpoint: false } };
}
