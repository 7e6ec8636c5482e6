import { formatIpv4 } from "./address.ts";
import { explainGarbage } from "./garbage.ts";
import { classifyIpEntry } from "./ip-entry.ts";
import { formatRange, type IpRange } from "./ip-range.ts";
import { mappedIpv4, parseIpv6, type Ipv6Prefix } from "./ipv6.ts";

/** A caller given by its address or addresses. */
export type AddressSource = Ipv4Source | Ipv6Source;

/** `text` is the canonical spelling; `note` says how the input was understood where that is not plain. */
export interface Ipv4Source {
  readonly kind: "ipv4";
  readonly range: IpRange;
  readonly text: string;
  readonly note?: string;
}

export interface Ipv6Source {
  readonly kind: "ipv6";
  readonly prefix: Ipv6Prefix;
  readonly text: string;
}

/** The input names no addresses; `message` is one line that says why and what is accepted. */
export interface MalformedSource {
  readonly kind: "malformed";
  readonly message: string;
}

/** Reads what a person types as the source of a simulation; blanks around it do not count. */
export function parseAddressSource(input: string): AddressSource | MalformedSource {
  const text = input.trim();
  const entry = classifyIpEntry(text);
  switch (entry.kind) {
    case "cidr":
      return {
        kind: "ipv4",
        range: entry.range,
        text: entry.prefix === 32 ? formatIpv4(entry.range.first) : entry.network,
      };
    case "hostBits":
      return {
        kind: "ipv4",
        range: entry.range,
        text: entry.network,
        note: `${text} is taken as the whole network ${entry.network}; for the one address write ${entry.address}.`,
      };
    case "dash":
      return { kind: "ipv4", range: entry.range, text: formatRange(entry.range) };
    case "ipv6":
      return readIpv6(text);
    case "garbage":
      return malformed(text, explainGarbage(entry.reason));
  }
}

function readIpv6(text: string): AddressSource | MalformedSource {
  const prefix = parseIpv6(text);
  if (prefix === undefined) return malformed(text, "a range of IPv6 addresses is written as a prefix");
  const range = mappedIpv4(prefix);
  if (range === undefined) return { kind: "ipv6", prefix, text: prefix.text };
  const ipv4 = formatRange(range);
  return { kind: "ipv4", range, text: ipv4, note: `${text} is another spelling of the IPv4 source ${ipv4}.` };
}

function malformed(text: string, reason: string): MalformedSource {
  return { kind: "malformed", message: `"${excerpt(text)}" is no address: ${reason}. ${accepted}` };
}

const accepted =
  "Accepted are an IPv4 address (203.0.113.7), a CIDR (203.0.113.0/24), a range (203.0.113.7-203.0.113.9) " +
  "and an IPv6 address or prefix (2001:db8::/32).";

/** Keeps the message on one readable line whatever was pasted: control and format characters are replaced. */
function excerpt(text: string): string {
  // No character takes more than two UTF-16 units, so this slice holds one character too many if the text does.
  const characters = Array.from(text.slice(0, 2 * maxExcerpt + 2));
  const shown = characters.slice(0, maxExcerpt).join("");
  const readable = shown.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\ufffd");
  return characters.length > maxExcerpt ? `${readable}…` : readable;
}

const maxExcerpt = 60;
