import type { DeploymentGroup } from "../types.ts";
import type { Span } from "../../text/document.ts";
import { isText, partsOf, type Plain, samePlain, textOf } from "../values/plain.ts";
import { textPieces } from "../values/symbol.ts";
import {
  choose,
  known,
  type OneOf,
  type Origin,
  type Unknown,
  unknown,
  type Value,
} from "../values/value.ts";
import { foldWord } from "../../text/fold.ts";

/**
 * The segments of a name such as `kv/secret`, as many as the type has. A name that is not known to the slash gives
 * unknown segments, each named after the whole.
 */
export function segmentsOf(name: Value, count: number): readonly Value[] {
  if (count === 1) return [name];
  if (name.kind === "known" && (typeof name.value === "string" || isText(name.value))) {
    const segments = splitText(name.value, name.origin);
    if (segments.length === count) return segments;
  }
  if (name.kind === "oneOf") return segmentsOfChoice(name, count);
  const symbol = name.kind === "unknown" ? name.symbol : null;
  const because = name.kind === "known" ? [] : name.because;
  return Array.from({ length: count }, (_, index) =>
    unknown(because, name.origin, symbol === null ? null : `${symbol}/${index}`),
  );
}

/** Each segment is a choice of its own; a prefix common to all names is not a choice. */
function segmentsOfChoice({ options, because, origin }: OneOf, count: number): readonly Value[] {
  const names = options.map((option) => segmentsOf(option, count));
  return Array.from({ length: count }, (_, index) => {
    const alternatives = names.map((segments) => segments[index] ?? unknown(because, origin));
    return choose(alternatives, because, origin, samePlain);
  });
}

/** The segments of a child's name: its parent's, then its own. Without a known parent all but its own are unknown. */
export function childSegments(
  parent: readonly Value[] | null,
  own: Value,
  count: number,
  origin: Origin,
): readonly Value[] {
  const above = parent ?? Array.from({ length: Math.max(0, count - 1) }, () => unknown([], origin));
  return [...above, ...segmentsOf(own, Math.max(1, count - above.length))];
}

/** The group of a root, which only the deployment knows. */
export function groupOfRoot(span: Span, identity: string): DeploymentGroup {
  return {
    subscription: deploymentFact("subscription().subscriptionId", span, identity),
    resourceGroup: deploymentFact("resourceGroup().name", span, identity),
  };
}

/** The id of a resource in a resource group. */
export function idOf(
  type: string | null,
  names: readonly Value[],
  span: Span,
  group: DeploymentGroup,
): Value {
  const origin = { span };
  if (type === null)
    return unknown({ kind: "unsupported", construct: { kind: "resource-of-unknown-type" } }, origin);
  const [name] = names;
  if (isResourceGroup(type) && name)
    return known(textOf(groupParts({ ...group, resourceGroup: name })), origin);
  return idBelow(groupParts(group), type, names, span);
}

export function isResourceGroup(type: string): boolean {
  return foldWord(type) === "microsoft.resources/resourcegroups";
}

/** The id of a resource in the scope whose id these pieces make. */
export function idBelow(
  prefix: readonly (string | Unknown)[],
  type: string,
  names: readonly Value[],
  span: Span,
): Value {
  const origin = { span };
  const [provider = "", ...types] = type.split("/");
  const parts: (string | Unknown)[] = [...prefix, `/providers/${provider}`];
  types.forEach((each, index) => {
    const name = names[index] ?? unknown([], origin);
    parts.push(`/${each}/`);
    for (const piece of textPieces(name)) parts.push(piece);
  });
  return known(textOf(parts), origin);
}

/** `/subscriptions/…/resourceGroups/…`. */
export function groupParts(group: DeploymentGroup): readonly (string | Unknown)[] {
  return [
    "/subscriptions/",
    ...textPieces(group.subscription),
    "/resourceGroups/",
    ...textPieces(group.resourceGroup),
  ];
}

/** A fact only the deployment knows, the same at each use. */
export function deploymentFact(call: string, span: Span, identity = ""): Unknown {
  return unknown({ kind: "runtime", call }, { span }, `${identity}${call}`);
}

/** Splits at slashes; unknown parts are taken to hold none, as names of resources cannot. */
export function splitText(
  text: Extract<Plain, string | { readonly kind: "text" }>,
  origin: Origin,
): readonly Value[] {
  const segments: (string | Unknown)[][] = [[]];
  for (const part of partsOf(text)) {
    if (typeof part !== "string") {
      segments.at(-1)?.push(part);
      continue;
    }
    part.split("/").forEach((piece, index) => {
      if (index > 0) segments.push([]);
      if (piece !== "") segments.at(-1)?.push(piece);
    });
  }
  return segments.map((parts) => {
    const [only] = parts;
    return parts.length === 1 && only !== undefined && typeof only !== "string"
      ? only
      : known(textOf(parts), origin);
  });
}
