import { assertNever } from "../logic/assert-never.ts";
import { memoize, oncePerRecentText } from "../logic/memoize.ts";
import { cidrRange, cidrsOfRange, formatCidr, type IpRange, parseIpv4 } from "./ip-range.ts";
import { IpBounds, IpSet, type Realm, realmOf } from "./ip-set.ts";
import { parseIpv6 } from "./ipv6.ts";

/** What the text of an IP rule is. Whether its addresses are public is asked apart, of `realmOf`. */
export type IpEntry = CidrEntry | HostBitsEntry | DashEntry | Ipv6Entry | GarbageEntry;

/** An IPv4 address or CIDR; `network` is its canonical spelling, with `/32` for a single address. */
export interface CidrEntry {
  readonly kind: "cidr";
  readonly range: IpRange;
  readonly prefix: number;
  readonly network: string;
}

/** A CIDR whose address has bits beyond the prefix: either the network or the single address was meant. */
export interface HostBitsEntry {
  readonly kind: "hostBits";
  /** The whole network. */
  readonly range: IpRange;
  readonly prefix: number;
  /** The CIDR of the whole network. */
  readonly network: string;
  /** The CIDR of the address as written, with `/32`. */
  readonly address: string;
}

/** A range `a-b`, which Key Vault does not document; `cidrs` are the fewest that hold exactly the same. */
export interface DashEntry {
  readonly kind: "dash";
  readonly range: IpRange;
  readonly cidrs: readonly string[];
}

/** An IPv6 address, prefix or range. */
export interface Ipv6Entry {
  readonly kind: "ipv6";
}

/** Text that names no addresses, or not for sure. */
export interface GarbageEntry {
  readonly kind: "garbage";
  readonly reason: GarbageReason;
}

/**
 * Classifies the value of an IP rule. Key Vault takes one IPv4 address or CIDR per rule, see `IPRule.value` in
 * https://learn.microsoft.com/azure/templates/microsoft.keyvault/vaults
 */
export function classifyIpEntry(text: string): IpEntry {
  return (
    readCidr(text) ?? readDash(text) ?? readIpv6(text) ?? { kind: "garbage", reason: garbageReason(text) }
  );
}

/** The same of texts in templates, which are asked about in each environment, and again after each keystroke: one object for one text. */
export const entryOfText = oncePerRecentText(1_000, classifyIpEntry);

/** The list that contains the addresses of an entry; null if it contains none. */
export const realmOfEntry = memoize((entry: IpEntry): Realm | null =>
  "range" in entry ? realmOf(entry.range) : null,
);

/**
 * The addresses that an entry allows, according to what is known about Azure's behavior. A prefix of 0 means all
 * addresses, however its address is written: if a vault may be open to the internet, an unclear spelling must not
 * hide it. Entries without a public address contribute nothing.
 */
export const contribution = memoize((entry: IpEntry): IpBounds => {
  switch (entry.kind) {
    case "cidr":
      return IpBounds.known(setUnlessHidden(entry.range));
    case "hostBits":
      return entry.prefix === 0 ? IpBounds.known(IpSet.all) : IpBounds.atMost(setUnlessHidden(entry.range));
    case "dash":
      return IpBounds.atMost(setUnlessHidden(entry.range));
    case "ipv6":
    case "garbage":
      return IpBounds.none;
    default:
      return assertNever(entry);
  }
});

/** The whole range as soon as one of its addresses is public: Azure judges the rule, not single addresses. */
function setUnlessHidden(range: IpRange): IpSet {
  return realmOf(range) === "public" ? IpSet.of([range]) : IpSet.empty;
}

function readCidr(text: string): CidrEntry | HostBitsEntry | undefined {
  const [, host = "", digits = "32"] = /^([\d.]{7,15})(?:\/(0|[1-9]\d?))?$/.exec(text) ?? [];
  const address = parseIpv4(host);
  const prefix = Number(digits);
  if (address === undefined || prefix > 32) return undefined;
  const range = cidrRange(address, prefix);
  const network = formatCidr(range.first, prefix);
  if (range.first === address) return { kind: "cidr", range, prefix, network };
  return { kind: "hostBits", range, prefix, network, address: formatCidr(address, 32) };
}

function readDash(text: string): DashEntry | GarbageEntry | undefined {
  const [first, last] = dashEnds(text).map(parseIpv4);
  if (first === undefined || last === undefined) return undefined;
  if (first > last) return { kind: "garbage", reason: "reversed-range" };
  const range = { first, last };
  return { kind: "dash", range, cidrs: cidrsOfRange(range) };
}

function readIpv6(text: string): Ipv6Entry | undefined {
  const ends = dashEnds(text);
  const parts = ends.length === 2 ? ends : [text];
  return parts.every((part) => parseIpv6(part) !== undefined) ? { kind: "ipv6" } : undefined;
}

/** The two ends of `a-b`; Azure's own messages print the dash as U+2013, so that pasted ranges hold it. */
function dashEnds(text: string): readonly string[] {
  const ends = text.length > maxDashLength ? [] : text.split(/ ?[-\u2013] ?/, 3);
  return ends.length === 2 ? ends : [];
}

/** Two IPv6 addresses with a dash between them fit; longer text is not worth a look. */
const maxDashLength = 100;

/** Why a text is neither an IPv4 address nor a range of them. */
export type GarbageReason =
  | "empty"
  | "blanks"
  | "octet-too-large"
  | "leading-zero"
  | "octet-count"
  | "prefix-missing"
  | "prefix-too-long"
  | "prefix-not-a-number"
  | "reversed-range"
  | "not-an-address";

/** Finds the most specific reason why an `address` or `address/prefix` could not be parsed. */
function garbageReason(text: string): GarbageReason {
  if (text === "") return "empty";
  if (text !== text.trim()) return "blanks";
  const [address = "", prefix, ...rest] = text.split("/", 3);
  if (rest.length > 0) return "not-an-address";
  return addressReason(address) ?? prefixReason(prefix) ?? "not-an-address";
}

function addressReason(address: string): GarbageReason | undefined {
  if (!/^\.*\d[\d.]*$/.test(address)) return "not-an-address";
  const octets = address.split(".");
  if (octets.length !== 4 || octets.includes("")) return "octet-count";
  if (octets.some((octet) => /^0\d/.test(octet))) return "leading-zero";
  return octets.some((octet) => Number(octet) > 255) ? "octet-too-large" : undefined;
}

function prefixReason(prefix: string | undefined): GarbageReason | undefined {
  if (prefix === undefined) return undefined;
  if (prefix === "") return "prefix-missing";
  return /^[1-9]\d*$/.test(prefix) ? "prefix-too-long" : "prefix-not-a-number";
}
