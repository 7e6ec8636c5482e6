import { partsOf, type Text } from "../../evaluate/values/plain.ts";
import { foldWord } from "../../text/fold.ts";

/** The segments of a subnet's ID; null matches any name. */
const shape: readonly (string | null)[] = [
  "",
  "subscriptions",
  null,
  "resourcegroups",
  null,
  "providers",
  "microsoft.network",
  "virtualnetworks",
  null,
  "subnets",
  null,
];

/**
 * Whether a text can be the id of a subnet, whatever its unknown parts turn out to be; each of them may hold any number of
 * segments. Ids are compared without case.
 */
export function canBeSubnetId(id: string | Text): boolean {
  const parts = partsOf(id);
  const [first, last] = [parts[0], parts.at(-1)];
  if (parts.length === 1 && typeof first === "string") return isWhole(first);
  return canBegin(first) && canEnd(last) && parts.every(providerFits);
}

function isWhole(id: string): boolean {
  const segments = id.split("/");
  return segments.length === shape.length && segments.every((segment, index) => fits(segment, index));
}

function canBegin(part: unknown): boolean {
  if (typeof part !== "string") return true;
  const segments = part.split("/");
  const cut = segments.length - 1;
  return (
    segments.length <= shape.length &&
    segments.slice(0, cut).every((segment, index) => fits(segment, index)) &&
    beginsWith(cut, segments[cut] ?? "")
  );
}

function canEnd(part: unknown): boolean {
  if (typeof part !== "string") return true;
  const segments = part.split("/");
  const offset = shape.length - segments.length;
  return (
    offset >= 0 &&
    segments.slice(1).every((segment, index) => fits(segment, offset + 1 + index)) &&
    endsWith(offset, segments[0] ?? "")
  );
}

/** A part that names a provider must name this one. */
function providerFits(part: unknown): boolean {
  const [, provider] = typeof part === "string" ? (/\/providers\/([^/]+)\/[^/]/i.exec(part) ?? []) : [];
  return provider === undefined || foldWord(provider) === "microsoft.network";
}

function fits(segment: string, index: number): boolean {
  const wanted = shape[index];
  return wanted === null ? segment !== "" : foldWord(segment) === wanted;
}

/** The segment at the edge of an unknown part is itself known only in part. */
function beginsWith(index: number, piece: string): boolean {
  const wanted = shape[index];
  return wanted === null || wanted?.startsWith(foldWord(piece)) === true;
}

function endsWith(index: number, piece: string): boolean {
  const wanted = shape[index];
  return wanted === null || wanted?.endsWith(foldWord(piece)) === true;
}
