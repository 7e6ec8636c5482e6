import { bypass, defaultAction, type Effective, publicAccess } from "../access/effective.ts";
import { endpointsOf } from "../path/endpoints.ts";
import { membershipsOf } from "../access/perimeter.ts";
import type { DriftFact, DriftProperty } from "../access/refusal.ts";
import { type VaultAcrossWorlds, vaultAsWritten } from "../access/worlds.ts";
import { partsOf, type Text } from "../evaluate/values/plain.ts";
import type { ListField } from "../network/fields/field.ts";
import { lastName } from "../network/ids/links.ts";
import { isReadInFull } from "../network/may-declare.ts";
import type { Network, PerimeterAssociation, Vault } from "../network/network.ts";
import { foldName, foldWord } from "../text/fold.ts";

/** A property in which a vault certainly differs from a state. Lists have no order. */
export interface Drift {
  readonly property: DriftProperty;
  readonly template: DriftValue;
  readonly state: DriftValue;
  /** The template does not set it, so that Azure's default counts. */
  readonly byDefault: boolean;
}

export type DriftValue = string | readonly string[];

/** A vault in the network of its root. */
export interface VaultIn {
  readonly vault: Vault;
  readonly network: Network;
}

/**
 * Where a vault differs from a state in every world of its root. What is unknown on either side does not differ: a template does not say
 * what is only assumed of it.
 */
export function driftAcross(across: VaultAcrossWorlds, state: VaultIn): readonly Drift[] {
  const { views } = vaultAsWritten(across) ?? across;
  const [first = [], ...others] = views.map(({ vault, world: { network } }) =>
    driftBetween({ vault, network }, state),
  );
  return first.filter(({ property }) =>
    others.every((drift) => drift.some((each) => each.property === property)),
  );
}

/** The sentences that say a difference. */
export function factsOfDrift({ property, template, state, byDefault }: Drift): readonly DriftFact[] {
  if (typeof template === "string" || typeof state === "string")
    return [
      {
        kind: "setting",
        property,
        deployed: String(state),
        by: "state",
        template: String(template),
        byDefault,
      },
    ];
  const more = state.filter((each) => !template.includes(each));
  const fewer = template.filter((each) => !state.includes(each));
  return [
    ...(more.length > 0 ? [{ kind: "only-deployed", property, entries: more } as const] : []),
    ...(fewer.length > 0 ? [{ kind: "only-in-template", property, entries: fewer } as const] : []),
  ];
}

function driftBetween(template: VaultIn, state: VaultIn): readonly Drift[] {
  const [ours, theirs] = [template.vault, state.vault];
  return [
    ...settings("publicNetworkAccess", publicAccess(ours), publicAccess(theirs)),
    ...(dropsRules(theirs) ? [] : ruleDrift(ours, theirs)),
    ...endpointDrift(template, state),
    ...lists("networkSecurityPerimeter", perimetersOf(template), perimetersOf(state)),
  ];
}

/**
 * Whether Azure keeps no rules of a vault: it drops them while public access is disabled, so that their absence says nothing
 * (https://github.com/Azure/azure-powershell/issues/20744).
 */
function dropsRules(vault: Vault): boolean {
  return vault.networkAcls.value.kind === "absent" && wordOfSetting(publicAccess(vault)) === "Disabled";
}

function ruleDrift(ours: Vault, theirs: Vault): readonly Drift[] {
  return [
    ...settings("defaultAction", defaultAction(ours), defaultAction(theirs)),
    ...settings("bypass", bypass(ours), bypass(theirs)),
    ...lists("ipRules", textsOf(ours.ipRules, withoutMask), textsOf(theirs.ipRules, withoutMask)),
    ...lists(
      "virtualNetworkRules",
      textsOf(ours.subnetRules, subnetIn),
      textsOf(theirs.subnetRules, subnetIn),
    ),
  ];
}

function settings(
  property: DriftProperty,
  template: Effective<string>,
  state: Effective<string>,
): readonly Drift[] {
  const [ours, theirs] = [wordOfSetting(template), wordOfSetting(state)];
  if (ours === null || theirs === null || ours === theirs) return [];
  return [{ property, template: ours, state: theirs, byDefault: template.byDefault }];
}

/** The word of a setting that is known; null of any other. */
export function wordOfSetting({ value }: Effective<string>): string | null {
  return value.kind === "known" ? value.value : null;
}

function lists(
  property: DriftProperty,
  template: readonly string[] | null,
  state: readonly string[] | null,
): readonly Drift[] {
  if (!template || !state) return [];
  const isSame = template.length === state.length && template.every((each) => state.includes(each));
  return isSame ? [] : [{ property, template, state, byDefault: false }];
}

/** What the rules of a list are to be compared by, each once; null if not all of them are known. */
function textsOf<T extends string | Text>(
  { items, open }: ListField<T>,
  textOf: (value: T) => string | null,
): readonly string[] | null {
  const texts = items.flatMap(({ field: { value } }) =>
    value.kind === "known" ? (textOf(value.value) ?? []) : [],
  );
  return open.length > 0 || texts.length < items.length ? null : [...new Set(texts)].sort();
}

/** Azure writes a single address with or without its mask. */
function withoutMask(entry: string): string {
  return entry.replace(/\/32$/, "");
}

/** "vnet/app" at the end of an id, which Azure prints in lower case; what is before it only the deployment knows. */
export function subnetIn(id: string | Text): string | null {
  const last = partsOf(id).at(-1);
  const [, network, subnet] =
    typeof last === "string" ? (/\/virtualNetworks\/([^/]+)\/subnets\/([^/]+)$/i.exec(last) ?? []) : [];
  return network === undefined || subnet === undefined ? null : foldName(`${network}/${subnet}`);
}

/**
 * Private endpoints by their names, or where these are not all known by their number. An export lists those of all deployments; other
 * states contain what one deployment creates.
 */
function endpointDrift(template: VaultIn, state: VaultIn): readonly Drift[] {
  const isExport = isListedByAzure(state.vault);
  const [ours, theirs] = [endpointsSeen(template, isExport), endpointsSeen(state, isExport)];
  if (!ours || !theirs) return [];
  const property = "privateEndpointConnections";
  if (ours.names && theirs.names) return lists(property, ours.names, theirs.names);
  if (ours.count === theirs.count) return [];
  return [{ property, template: String(ours.count), state: String(theirs.count), byDefault: false }];
}

interface Endpoints {
  readonly count: number;
  readonly names: readonly string[] | null;
}

/** Null if it is not known which endpoints there are. */
function endpointsSeen({ vault, network }: VaultIn, isOfAll: boolean): Endpoints | null {
  const endpoints = endpointsOf(vault, network).filter(({ home }) => isOfAll || home === null);
  if (!isReadInFull(network) || vault.approvedConnections === null) return null;
  if (endpoints.some(({ exists }) => exists.truth !== "yes")) return null;
  const names = endpoints.flatMap(({ name }) =>
    name.kind === "known" && typeof name.value === "string" ? [foldName(name.value)] : [],
  );
  const count = Math.max(endpoints.length, vault.approvedConnections);
  return { count, names: names.length === count ? [...new Set(names)].sort() : null };
}

/** Whether Azure itself printed the vault, with the connections of all its endpoints. */
function isListedByAzure({ state, instance }: Vault): boolean {
  return state === "deployed" && instance.frame.template.dialect === "arm";
}

/** "nsp (enforced)"; null if they are not known, as in an export that has none. */
function perimetersOf({ vault, network }: VaultIn): readonly string[] | null {
  const found = membershipsOf(vault, network);
  if (found.length === 0 && isListedByAzure(vault) && network.perimeterAssociations.length === 0) return null;
  if (!isReadInFull(network)) return null;
  const texts = found.flatMap(({ association, holds }) => {
    const perimeter = lastName(association.perimeterId);
    const mode = modeOf(association);
    return holds === "yes" && perimeter && mode ? [foldWord(`${perimeter} (${mode})`)] : [];
  });
  return texts.length === found.length ? [...new Set(texts)].sort() : null;
}

/** Learning is the default mode: https://learn.microsoft.com/azure/private-link/network-security-perimeter-transition */
function modeOf({ accessMode: { value } }: PerimeterAssociation): string | null {
  if (value.kind === "absent") return "Learning";
  return value.kind === "known" ? value.value : null;
}
