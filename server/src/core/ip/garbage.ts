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

/** Says in a clause what is wrong, to follow a colon. */
export function explainGarbage(reason: GarbageReason): string {
  return clauses[reason];
}

/** Finds the most specific reason why an `address` or `address/prefix` could not be parsed. */
export function garbageReason(text: string): GarbageReason {
  if (text === "") return "empty";
  if (text !== text.trim()) return "blanks";
  const [address = "", prefix, ...rest] = text.split("/", 3);
  if (rest.length > 0) return "not-an-address";
  return addressReason(address) ?? prefixReason(prefix) ?? "not-an-address";
}

const clauses: Readonly<Record<GarbageReason, string>> = {
  empty: "the text is empty",
  blanks: "there are blanks around it",
  "octet-too-large": "a part of the address is above 255",
  "leading-zero": "a part of the address has a leading zero, which some programs read as octal",
  "octet-count": "an IPv4 address has four parts",
  "prefix-missing": "the prefix length after the slash is missing",
  "prefix-too-long": "the prefix length is above 32",
  "prefix-not-a-number": "the prefix length is not a number from 0 to 32",
  "reversed-range": "the range ends before it begins",
  "not-an-address": "it is not an IPv4 address",
};

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
