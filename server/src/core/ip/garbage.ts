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
export function garbageReason(text: string): GarbageReason {
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
