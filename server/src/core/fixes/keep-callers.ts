import type { Caller, DirectCaller } from "../access/caller.ts";
import type { Reason } from "../access/codes.ts";
import { attemptsOf } from "../access/consumer-paths.ts";
import { bypass, defaultAction, publicAccess } from "../access/effective.ts";
import { callersIn, type Source, subnetLabel } from "../access/source.ts";
import { judge } from "../access/verdict.ts";
import { is, type Value } from "../evaluate/values/value.ts";
import { blocksOfRange, type IpRange } from "../ip/ip-range.ts";
import { IpSet, publicAddresses } from "../ip/ip-set.ts";
import { truth } from "../logic/truth.ts";
import type { Network, Vault } from "../network/network.ts";
import { isBypassInDoubt } from "../services/consumers/trust.ts";
import { blockedCallers, having } from "./blocked-callers.ts";
import type { KeptSource } from "./close-and-keep.ts";
import { append, denyEdits, type Fix, fix, set, settingTitle } from "./fix.ts";
import type { FixTitle, KeptCallers } from "./fix-title.ts";
import { type WayIn, wayInForSubnet } from "./open-path.ts";
import { offeredFixes } from "./plan.ts";

/** A vault in one world. */
export interface VaultView {
  readonly vault: Vault;
  readonly network: Network;
}

/** A caller that is to keep access. */
export interface WantedCaller extends KeptSource {
  /** Where a vault takes no more rules, callers with many requests come first. */
  readonly requests: number;
}

/** Why no setting keeps a caller: the gate that stays closed, too many rules, or a rule that cannot be written beside the vault. */
export type WhyNotKept = Reason | "LIMIT" | "NOT_WRITABLE" | "IPV6";

/** The smallest settings that close a vault and keep callers; lists have what is added to the rules that there are. */
export interface Closing<T extends WantedCaller = WantedCaller> {
  readonly bypass: "AzureServices" | "None";
  readonly ipRules: readonly string[];
  readonly subnetRules: readonly string[];
  readonly kept: readonly T[];
  readonly notKept: readonly { readonly caller: T; readonly why: WhyNotKept }[];
  /** Null if nothing has to change, or if the settings cannot be written. */
  readonly fix: Fix | null;
}

/** https://learn.microsoft.com/azure/key-vault/general/network-security, https://learn.microsoft.com/azure/key-vault/managed-hsm/network-security */
export const mostIpRules = { vault: 1000, managedHsm: 10 } as const;
/** https://learn.microsoft.com/azure/key-vault/general/network-security; no page has a number for a managed HSM. */
export const mostSubnetRules = 200;

/** Addresses are merged within networks of this many. */
const mergedWithin = 16;

/** The settings that a caller needs at a closed vault. */
interface Need {
  readonly addresses: IpSet;
  readonly ways: readonly (Omit<WayIn, "way"> & { readonly label: string })[];
  readonly trusts: boolean;
  readonly why: WhyNotKept | null;
}

const nothing: Need = { addresses: IpSet.empty, ways: [], trusts: false, why: null };

/** Closes a vault in all its views for all but some callers: their subnets and addresses, and trusted services if one of them is one. */
export function closeAndKeepCallers<T extends WantedCaller>(
  views: readonly VaultView[],
  wanted: readonly T[],
): Closing<T> {
  const asked = views.map((view) => ({ ...view, ...unlistedAt(view, wanted) }));
  const needs = wanted.map((caller) => {
    const each = asked.map((view) => needOf(view, caller));
    return { caller, each, need: joined(each) };
  });
  const rules = rulesFor(needs, views);
  const [listed, subnets] = [IpSet.of(rules), subnetsFor(needs, views)];
  const whyNot = ({ why, addresses, ways }: Need): WhyNotKept | null =>
    why ?? (addresses.isSubsetOf(listed) && ways.every(({ label }) => subnets.has(label)) ? null : "LIMIT");
  const kept = needs.filter(({ need }) => whyNot(need) === null);
  const isTrusting = kept.some(({ need }) => need.trusts) || views.some(needsBypass);
  const bypassed = isTrusting ? "AzureServices" : "None";
  const ipRules = rules.flatMap((range) => IpSet.of([range]).toCidrs());
  const fixes = views.map((view, at) => {
    const ways = kept.flatMap(({ each }) => each[at]?.ways ?? []);
    return fixesOf(view, { ways, ipRules, bypass: bypassed });
  });
  return {
    ...{ bypass: bypassed, ipRules },
    subnetRules: [...new Set(kept.flatMap(({ need }) => need.ways.map(({ label }) => label)))],
    kept: kept.map(({ caller }) => caller),
    notKept: needs.flatMap(({ caller, need }) => {
      const why = whyNot(need);
      return why === null ? [] : [{ caller, why }];
    }),
    fix: offeredFixes(fixes)[0] ?? null,
  };
}

interface Needing {
  readonly caller: WantedCaller;
  readonly need: Need;
}

/** The fewest rules for all addresses, and of as many the narrowest; only as many as the vault takes, for those with most requests. */
function rulesFor(needs: readonly Needing[], [view]: readonly VaultView[]): readonly IpRange[] {
  const blocks = new Map<number, { first: number; last: number; requests: number }>();
  for (const { caller, need } of needs)
    for (const { first, last } of need.why === null ? blocksIn(need.addresses) : []) {
      const key = Math.floor(first / mergedWithin);
      const block = blocks.get(key) ?? { first, last, requests: 0 };
      block.first = Math.min(block.first, first);
      block.last = Math.max(block.last, last);
      block.requests += caller.requests;
      blocks.set(key, block);
    }
  const covers = [...blocks.values()].sort((a, b) => b.requests - a.requests).map(covering);
  const rules = covers.filter((each) => !covers.some((other) => other !== each && holds(other, each)));
  const room = view ? mostIpRules[view.vault.kind] - view.vault.ipRules.items.length : 0;
  return rules.slice(0, Math.max(0, room)).sort((a, b) => a.first - b.first);
}

/** The subnets of as many rules as the vault takes, for those with most requests. */
function subnetsFor(needs: readonly Needing[], [view]: readonly VaultView[]): ReadonlySet<string> {
  const labels = [...needs]
    .sort((a, b) => b.caller.requests - a.caller.requests)
    .flatMap(({ need }) => need.ways.map(({ label }) => label));
  const room =
    view?.vault.kind === "vault" ? mostSubnetRules - view.vault.subnetRules.items.length : Infinity;
  return new Set([...new Set(labels)].slice(0, Math.max(0, room)));
}

function blocksIn({ ranges }: IpSet): readonly IpRange[] {
  return ranges.flatMap((range) =>
    blocksOfRange(range).map(({ first, bits }) => ({ first, last: first + 2 ** bits - 1 })),
  );
}

/** The smallest network that has both ends. */
function covering({ first, last }: IpRange): IpRange {
  let size = 1;
  while (Math.floor(first / size) !== Math.floor(last / size)) size *= 2;
  const start = Math.floor(first / size) * size;
  return { first: start, last: start + size - 1 };
}

function holds(outer: IpRange, { first, last }: IpRange): boolean {
  return outer.first <= first && last <= outer.last;
}

function joined(needs: readonly Need[]): Need {
  return {
    addresses: IpSet.unionOf(needs.map(({ addresses }) => addresses)),
    ways: needs.flatMap(({ ways }) => ways),
    trusts: needs.some(({ trusts }) => trusts),
    why: needs.find(({ why }) => why !== null)?.why ?? null,
  };
}

function shut(vault: Vault, word: "AzureServices" | "None"): Vault {
  return having(having(vault, "defaultAction", "Deny"), "bypass", word);
}

/** The addresses of callers that a vault does not allow once it is closed, and why; all addresses are judged at once. */
function unlistedAt(
  { vault, network }: VaultView,
  wanted: readonly KeptSource[],
): Pick<AskedView, "unlisted" | "reason"> {
  const all = IpSet.unionOf(wanted.map(({ source }) => addressesOf(source) ?? IpSet.empty));
  const closed = shut(vault, "None");
  const { allowed } = judge(closed, network, { kind: "addresses", addresses: all });
  const unlisted = all.intersect(publicAddresses).minus(allowed);
  return { unlisted, reason: judge(closed, network, { kind: "addresses", addresses: unlisted }).reason };
}

interface AskedView extends VaultView {
  readonly unlisted: IpSet;
  readonly reason: Reason;
}

function addressesOf(source: Source): IpSet | null {
  return source.kind === "caller" && source.caller.kind === "addresses" ? source.caller.addresses : null;
}

function needOf({ vault, network, unlisted, reason }: AskedView, { source }: KeptSource): Need {
  const addresses = addressesOf(source);
  if (addresses?.overlaps(publicAddresses) === true) {
    const missing = addresses.intersect(unlisted);
    const isLost = !missing.isEmpty && reason.startsWith("DENY") && !atRules.has(reason);
    return isLost ? { ...nothing, why: reason } : { ...nothing, addresses: missing };
  }
  const callers = [...callersIn(source, network).values()];
  return joined(callers.map((caller) => needOfCaller(vault, network, caller)));
}

/** The reasons that rules of a vault can do something about. */
const atRules: ReadonlySet<Reason> = new Set(["DENY_DEFAULT_ACTION", "DENY_PUBLIC_ACCESS_DISABLED"]);

function needOfCaller(vault: Vault, network: Network, caller: Caller): Need {
  const { verdict, reason } = judge(shut(vault, "None"), network, caller);
  if (verdict === "allowed") return nothing;
  const lost: Need = { ...nothing, why: reason };
  if (verdict === "denied" && !atRules.has(reason)) return lost;
  const trusted = judge(shut(vault, "AzureServices"), network, caller).verdict;
  const isTrusted = trusted !== "denied" && trusted !== verdict;
  switch (caller.kind) {
    case "addresses":
      return { ...lost, why: "DEPENDS_SUBNET" };
    case "subnet":
    case "externalSubnet":
      return throughSubnet(vault, network, caller);
    case "consumer": {
      const [first, second = first] = attemptsOf(caller.consumer);
      const need = joined(second.map((path) => needOfCaller(vault, network, path)));
      return need.why !== null && isTrusted ? { ...nothing, trusts: true } : need;
    }
    case "service":
    case "trustedService":
      return isTrusted ? { ...nothing, trusts: true } : lost;
    case "ipv6":
      return { ...lost, why: "IPV6" };
    default:
      return lost;
  }
}

type InSubnet = Extract<DirectCaller, { readonly kind: "subnet" | "externalSubnet" }>;

/** One that is not declared is listed by its ID. */
function throughSubnet(vault: Vault, network: Network, caller: InSubnet): Need {
  if (caller.kind === "subnet") {
    const way = wayInForSubnet(vault, caller.subnet, network);
    if (!way) return { ...nothing, why: "NOT_WRITABLE" };
    return { ...nothing, ways: [{ ...way, label: subnetLabel(caller.subnet) }] };
  }
  const id = typeof caller.id === "string" ? caller.id.replace(folded, spelled) : null;
  if (vault.kind !== "vault" || id === null) return { ...nothing, why: "NOT_WRITABLE" };
  return { ...nothing, ways: [{ edits: [append(vault.subnetRules, id)], beside: [], label: id }] };
}

/** Terraform knows IDs only as Azure spells them, logs in upper or lower case. */
const folded =
  /^\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/providers\/microsoft\.network\/virtualnetworks\//i;
const spelled = "/subscriptions/$1/resourceGroups/$2/providers/Microsoft.Network/virtualNetworks/";

/** Whether resources of the deployment need it, or may need it, although they did not call. */
function needsBypass({ vault, network }: VaultView): boolean {
  const [trusting, strict] = [shut(vault, "AzureServices"), shut(vault, "None")];
  return isBypassInDoubt(vault, network) || blockedCallers(trusting, strict, network).length > 0;
}

/** The edits that close a vault; none if it is closed already. */
function fixesOf(
  { vault }: VaultView,
  { ways, ipRules, bypass: word }: Pick<Closing, "ipRules" | "bypass"> & { readonly ways: Need["ways"] },
): readonly Fix[] {
  const has = <T extends string>(value: Value<T>, wanted: T): boolean =>
    is(value, (each: T) => truth(each === wanted)) === "yes";
  const isWritten = vault.networkAcls.value.kind !== "absent";
  const opens = ipRules.length + ways.length > 0 && has(publicAccess(vault).value, "Disabled");
  const [deny] = denyEdits(vault);
  if (!deny || vault.state !== null) return [];
  const edits = [
    ...(has(defaultAction(vault).value, "Deny") ? [] : [deny]),
    ...(isWritten && has(bypass(vault).value, word) ? [] : [set(vault.bypass, word)]),
    ...(opens ? [set(vault.publicNetworkAccess, "Enabled")] : []),
    ...(ipRules.length > 0 ? [append(vault.ipRules, ...ipRules)] : []),
    ...ways.flatMap((way) => way.edits),
  ];
  const subnets = [...new Set(ways.map(({ label }) => label))];
  const keeps: readonly KeptCallers[] = [
    ...(word === "AzureServices" ? [{ kind: "trusted-services" } as const] : []),
    ...(subnets.length > 0 ? [{ kind: "subnets", subnets } as const] : []),
    ...(ipRules.length > 0 ? [{ kind: "sources", names: ipRules } as const] : []),
  ];
  const title: FixTitle =
    keeps.length > 0
      ? { kind: "close", keeps, blocked: [] }
      : settingTitle(vault, vault.defaultAction, "Deny");
  const beside = ways.flatMap((way) => way.beside);
  return edits.length === 0 ? [] : [fix({ title, target: vault, edits, beside })];
}
