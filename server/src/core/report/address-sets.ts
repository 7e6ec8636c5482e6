import { formatIpv4 } from "../ip/ip-range.ts";
import { IpSet, publicAddresses } from "../ip/ip-set.ts";
import type { World } from "../access/worlds.ts";
import { reportVerdicts, type VerdictReport } from "./verdicts.ts";

/** Which addresses of a caller a change concerns; together with those of which nothing changes they are all of them. */
export interface AddressSets {
  /** Denied before, and allowed now. */
  readonly gained: IpSet;
  /** Allowed before, and denied now. */
  readonly lost: IpSet;
  /** Whose answer depends on something that is not known on either side, unless it depends on the same on both. */
  readonly undecided: IpSet;
}

/** Every address that a client of the public endpoint can have, as one caller: a vault's answers are its partition of them. */
export const everyAddress = {
  kind: "caller",
  caller: { kind: "addresses", addresses: publicAddresses },
} as const;

/** What becomes of the addresses of a caller; all empty for a caller without addresses. A vault that is not there denies all. */
export function setsBetween(
  before: VerdictReport | null,
  after: VerdictReport | null,
  isSameQuestion: boolean,
): AddressSets {
  const [was, is] = [before?.addresses ?? none, after?.addresses ?? none];
  const open = was.unknown.union(is.unknown);
  return {
    gained: is.allowed.minus(was.allowed).minus(was.unknown),
    lost: was.allowed.minus(is.allowed).minus(is.unknown),
    undecided: isSameQuestion ? open.minus(was.unknown.intersect(is.unknown)) : open,
  };
}

/** What becomes of all addresses at a vault that both have; what depends on both sides is taken for the same. */
export function setsAtVault(
  before: readonly World[],
  after: readonly World[],
  vaultKey: string,
): AddressSets {
  const [was = null, is = null] = [before, after].map(
    (worlds) => reportVerdicts(worlds, "addresses", everyAddress, vaultKey)[0],
  );
  return was && is ? setsBetween(was, is, true) : setsBetween(null, null, true);
}

/** The addresses that any change concerns. */
export function allSets(changes: readonly { readonly sets: AddressSets }[]): AddressSets {
  const all = (which: keyof AddressSets): IpSet => IpSet.unionOf(changes.map(({ sets }) => sets[which]));
  return { gained: all("gained"), lost: all("lost"), undecided: all("undecided") };
}

/** The first address of a set; null of an empty one. */
export function witnessOf({ ranges: [first] }: IpSet): string | null {
  return first ? formatIpv4(first.first) : null;
}

const none = { allowed: IpSet.empty, unknown: IpSet.empty };
