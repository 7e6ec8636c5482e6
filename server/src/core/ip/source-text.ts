import { classifyIpEntry, type GarbageReason } from "./ip-entry.ts";
import { formatRange, type IpRange, formatIpv4 } from "./ip-range.ts";
import { mappedIpv4, parseIpv6, type Ipv6Prefix } from "./ipv6.ts";

/** A caller given by its address or addresses. */
export type AddressSource = Ipv4Source | Ipv6Source;

/** `text` is the canonical spelling; `note` says how the input was understood where that is not plain. */
export interface Ipv4Source {
  readonly kind: "ipv4";
  readonly range: IpRange;
  readonly text: string;
  readonly note?: AddressNote;
}

export interface Ipv6Source {
  readonly kind: "ipv6";
  readonly prefix: Ipv6Prefix;
  readonly text: string;
}

/** How an address was understood that has more than one meaning or spelling. */
export type AddressNote =
  /** Its address has bits beyond the prefix: the network counts, and `address` is how the one address is written. */
  | { readonly kind: "host-bits"; readonly text: string; readonly network: string; readonly address: string }
  /** A range whose end is only a last number: `203.0.113.1-14`. */
  | { readonly kind: "short-range"; readonly text: string; readonly range: string }
  /** An IPv6 spelling of an IPv4 address. */
  | { readonly kind: "mapped-ipv4"; readonly text: string; readonly ipv4: string };

/** The input names no addresses; `text` is as much of it as fits into a sentence. */
export interface MalformedSource {
  readonly kind: "malformed";
  readonly text: string;
  readonly why: AddressFault;
}

/** Why a text names no addresses. */
export type AddressFault = GarbageReason | "ipv6-range";

/** Reads what a person types as the source of a simulation; blanks around it do not count. */
export function parseAddressSource(input: string): AddressSource | MalformedSource {
  const text = input.trim();
  const written = inFull(text);
  if (written !== null) return readShortRange(text, written);
  const entry = classifyIpEntry(text);
  switch (entry.kind) {
    case "cidr":
      return {
        kind: "ipv4",
        range: entry.range,
        text: entry.prefix === 32 ? formatIpv4(entry.range.first) : entry.network,
      };
    case "hostBits": {
      const { network, address } = entry;
      const note = { kind: "host-bits", text, network, address } as const;
      return { kind: "ipv4", range: entry.range, text: network, note };
    }
    case "dash":
      return { kind: "ipv4", range: entry.range, text: formatRange(entry.range) };
    case "ipv6":
      return readIpv6(text);
    case "garbage":
      return malformed(text, entry.reason);
  }
}

/** People write the end of a range as its last number only; a vault rejects a rule like that. */
function inFull(text: string): string | null {
  const [, first, network, last] =
    /^((\d{1,3}\.\d{1,3}\.\d{1,3}\.)\d{1,3}) ?[-\u2013] ?(\d{1,3})$/.exec(text) ?? [];
  return first === undefined || network === undefined || last === undefined
    ? null
    : `${first}-${network}${last}`;
}

function readShortRange(text: string, written: string): AddressSource | MalformedSource {
  const entry = classifyIpEntry(written);
  if (entry.kind !== "dash")
    return malformed(text, entry.kind === "garbage" ? entry.reason : "not-an-address");
  const range = formatRange(entry.range);
  return { kind: "ipv4", range: entry.range, text: range, note: { kind: "short-range", text, range } };
}

function readIpv6(text: string): AddressSource | MalformedSource {
  const prefix = parseIpv6(text);
  if (prefix === undefined) return malformed(text, "ipv6-range");
  const range = mappedIpv4(prefix);
  if (range === undefined) return { kind: "ipv6", prefix, text: prefix.text };
  const ipv4 = formatRange(range);
  return { kind: "ipv4", range, text: ipv4, note: { kind: "mapped-ipv4", text, ipv4 } };
}

function malformed(text: string, why: AddressFault): MalformedSource {
  return { kind: "malformed", text: excerpt(text), why };
}

/** Keeps the message on one readable line whatever was pasted: control and format characters are replaced. */
function excerpt(text: string): string {
  // No character takes more than two UTF-16 units, so this slice holds one character too many if the text does.
  const characters = Array.from(text.slice(0, 2 * maxExcerpt + 2));
  const shown = characters.slice(0, maxExcerpt).join("");
  const readable = shown.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\ufffd");
  return characters.length > maxExcerpt ? `${readable}…` : readable;
}

const maxExcerpt = 60;
