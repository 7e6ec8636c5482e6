import { grouped } from "../../logic/grouped.ts";
import { memoize } from "../../logic/memoize.ts";
import type { Truth } from "../../logic/truth.ts";
import {
  equalPlain,
  equalValues,
  isText,
  partsOf,
  type Plain,
  type Text,
  textOf,
} from "../../evaluate/values/plain.ts";
import { foldedText, symbolOf, textPieces } from "../../evaluate/values/symbol.ts";
import { type Absent, known, type Unknown, unknown, type Value } from "../../evaluate/values/value.ts";
import { candidatesBy } from "./candidates-by-name.ts";
import { foldWord } from "../../text/fold.ts";
import { vaultSuffix } from "../../evaluate/expressions/runtime-view.ts";

/** What an ID refers to: a resource of this deployment, one outside it, or unknown. */
export type Link<T> =
  | { readonly kind: "declared"; readonly to: T }
  /** The ID is known, at least from `/providers/` on, and no resource of this deployment has it. */
  | { readonly kind: "external"; readonly id: string | Text }
  /** It may be one of these, or none. */
  | { readonly kind: "unknown"; readonly candidates: readonly T[] };

/**
 * Finds the resource of an ID. IDs are compared case-insensitively, as in Azure; of several whose subscription or group is not known,
 * the one with an equal ID is meant, and if there is none, it is not known which, unless they may be one resource.
 */
export function linkTo<T extends { readonly id: Value }>(id: Value | Absent, among: readonly T[]): Link<T> {
  if (id.kind === "absent") return { kind: "unknown", candidates: [] };
  const near = namesakes(id, among);
  const same = (near.length > fewNamesakes ? twinsOf(id, among) : near).filter(
    (each) => sameId(id, each.id) === "yes",
  );
  const [found, ...others] = same;
  if (found) {
    const whole = others.length === 0 ? found : same.find((each) => isWhole(id, each));
    return whole || mayBeOne(same)
      ? { kind: "declared", to: whole ?? found }
      : { kind: "unknown", candidates: same };
  }
  const answers = near.map((each) => ({ each, same: sameId(id, each.id) }));
  const certain = answers.find((answer) => answer.same === "yes");
  if (certain) return { kind: "declared", to: certain.each };
  const candidates = answers.filter((answer) => answer.same === "maybe").map((answer) => answer.each);
  if (id.kind === "known" && isIdText(id.value) && providerPath(id.value) && candidates.length === 0)
    return { kind: "external", id: id.value };
  return { kind: "unknown", candidates };
}

/** Whether none of some resources is certainly another one than the others. */
export function mayBeOne(some: readonly { readonly id: Value }[]): boolean {
  return some.every((one) => some.every((other) => sameId(one.id, other.id) !== "no"));
}

function isWhole(id: Value, other: { readonly id: Value }): boolean {
  return equalValues(id, other.id, true) === "yes";
}

/** So few are compared one by one. */
const fewNamesakes = 8;

/** Those whose ids are certainly equal to this one from `/providers/` on, or as a whole where they have no such part. */
export function twinsOf<T extends { readonly id: Value }>(id: Value, among: readonly T[]): readonly T[] {
  const path = pathKey(id);
  return path === null ? [] : (byPath(among).get(path) ?? []);
}

const byPath = memoize(<T extends { readonly id: Value }>(among: readonly T[]) =>
  grouped(among, ({ id }) => [pathKey(id) ?? []].flat()),
);

function pathKey(id: Value): string | null {
  const path = id.kind === "known" && isIdText(id.value) ? providerPath(id.value) : null;
  return foldedText(path === null ? id : known(path, id.origin));
}

/** Those whose ids end as this one does, or may: a template can have thousands, and the others need no comparison. */
export function namesakes<T extends { readonly id: Value }>(id: Value, among: readonly T[]): readonly T[] {
  return byTail(among)(tailOf(id));
}

const byTail = memoize(<T extends { readonly id: Value }>(among: readonly T[]) =>
  candidatesBy(among, ({ id }) => tailOf(id)),
);

/** The last three segments of an id, as in `vnet/subnets/app`, in lower case; null when they are not all known. */
function tailOf(id: Value): string | null {
  const last = id.kind === "known" && isIdText(id.value) ? partsOf(id.value).at(-1) : undefined;
  if (typeof last !== "string") return null;
  let start = last.length;
  for (let segment = 0; segment < 3; segment++) {
    const slash = last.lastIndexOf("/", start - 1);
    if (slash < 0 || start === 0 || slash === start - 1) return null;
    start = slash;
  }
  return foldWord(last.slice(start + 1));
}

/**
 * Whether two ids name one resource. Ids whose subscription or group is not known count as one when all below
 * `/providers/` is certainly equal: a template refers to its own resource group unless it says otherwise.
 */
export function sameId(a: Value | Absent, b: Value): Truth {
  return a.kind === "absent" ? "no" : sameResource(a, b);
}

/** As `sameId`, of values that are not yet known to be ids. */
export function sameResource(a: Value, b: Value): Truth {
  const whole = equalValues(a, b, true);
  if (whole !== "maybe" || a.kind !== "known" || b.kind !== "known") return whole;
  const left = isIdText(a.value) ? providerPath(a.value) : null;
  const right = isIdText(b.value) ? providerPath(b.value) : null;
  if (left === null || right === null) return "maybe";
  return equalPlain(left, right, true);
}

/** The part of an id from `/providers/` on; null when it has none. */
export function providerPath(id: string | Text): string | Text | null {
  const parts = partsOf(id);
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index];
    const at = typeof part === "string" ? foldWord(part).lastIndexOf("/providers/") : -1;
    if (typeof part === "string" && at >= 0) return textOf([part.slice(at), ...parts.slice(index + 1)]);
  }
  return null;
}

/** The type of the resource that an id names, `microsoft.app/managedenvironments`; null when it says none. */
export function typeInId(id: string | Text): string | null {
  const path = providerPath(id);
  if (path === null) return null;
  const text = partsOf(path).map((part) => (typeof part === "string" ? part : "?"));
  const [provider, ...segments] = text.join("").slice("/providers/".length).split("/");
  return foldWord([provider, ...segments.filter((_, index) => index % 2 === 0)].join("/"));
}

/** The id of the network around a subnet; null when the id has no such part. */
export function networkIdOf(subnetId: string | Text): string | Text | null {
  return idBefore(subnetId, "/subnets/");
}

/** The id of a child, whose segment is such as `/subnets/`. */
export function childId(around: Value, segment: string, name: Value): string | Text {
  return textOf([...textPieces(around), segment, ...textPieces(name)]);
}

/** All of an id before a segment such as `/subnets/`; null when it has none. */
function idBefore(id: string | Text, segment: string): string | Text | null {
  const parts = partsOf(id);
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index];
    const at = typeof part === "string" ? foldWord(part).lastIndexOf(segment) : -1;
    if (typeof part === "string" && at >= 0) return textOf([...parts.slice(0, index), part.slice(0, at)]);
  }
  return null;
}

/** The ID of the parent of a child, which is in a segment such as `/subnets/`. */
export function idAround(child: Value, segment: string): Value {
  const id = child.kind === "known" && isIdText(child.value) ? idBefore(child.value, segment) : null;
  return id === null ? unknown([], child.origin) : known(id, child.origin);
}

/** An id for people: unknown parts as `<what they depend on>`. */
export function printId(id: string | Text, describe: (part: Unknown) => string): string {
  return partsOf(id)
    .map((part) => (typeof part === "string" ? part : `<${describe(part)}>`))
    .join("");
}

/** Whether a value can be an id: a string, known in whole or in part. */
export function isIdText(plain: Plain): plain is string | Text {
  return typeof plain === "string" || isText(plain);
}

/** The name at the end of an id; null if it is not known. */
export function lastName(id: Value): string | null {
  if (id.kind !== "known" || !isIdText(id.value)) return null;
  const last = partsOf(id.value).at(-1);
  return typeof last === "string" ? (last.split("/").at(-1) ?? null) : null;
}

/** Whether the value of a rule is a reference to an address or a range: the address itself, or with `/32` behind it. */
export function refersTo(rule: Value | Absent, address: Value): boolean {
  if (rule.kind === "absent") return false;
  if (equalValues(rule, address) === "yes") return true;
  const symbol = symbolOf(address);
  return symbol !== null && symbolOf(rule) === `${symbol}+"/32"`;
}

/**
 * A text as one string, in which a reserved character replaces each unknown part, so that it can be matched with
 * patterns.
 */
export interface FlatText {
  readonly flat: string;
  /** A piece of it as text again. */
  readonly restore: (piece: string) => string | Text;
}

const firstStandIn = 0xe000;
const mostStandIns = 0xf8ff - firstStandIn;

/** Matches the placeholder of an unknown part. */
export const standIn = "[\uE000-\uF8FF]";

/**
 * Flattens a text. The suffix of vault hosts in the target cloud is written like that of public Azure; if there are
 * more unknown parts than placeholders, the last ones share one.
 */
export function flatten(text: string | Text): FlatText {
  const unknowns: Unknown[] = [];
  const flat = partsOf(text).map((part) => {
    if (typeof part === "string") return part;
    if (part.symbol === vaultSuffix) return ".vault.azure.net";
    unknowns.push(part);
    return String.fromCharCode(firstStandIn + Math.min(unknowns.length - 1, mostStandIns));
  });
  return { flat: flat.join(""), restore: (piece) => textOf(split(piece, unknowns)) };
}

function split(piece: string, unknowns: readonly Unknown[]): readonly (string | Unknown)[] {
  return piece.split(/([\uE000-\uF8FF])/u).map((part) => unknowns[part.charCodeAt(0) - firstStandIn] ?? part);
}
