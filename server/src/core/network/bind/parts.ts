import type { Existence, ResourceInstance } from "../../evaluate/types.ts";
import { exists } from "../../evaluate/instances/existence.ts";
import { memberOf } from "../../evaluate/expressions/members.ts";
import type { Dict, List } from "../../evaluate/values/plain.ts";
import { equalValues, partsOf } from "../../evaluate/values/plain.ts";
import { textPieces } from "../../evaluate/values/text-pieces.ts";
import type { Cause, OneOf, Value } from "../../evaluate/values/value.ts";
import { distinctCauses } from "../../evaluate/values/value.ts";
import type { Span } from "../../text/span.ts";
import { spanKey } from "../../text/span.ts";
import type { ListSchema } from "../fields/field.ts";
import { readField, readList } from "../fields/read-field.ts";
import { idAround, isIdText, linkTo, providerPath } from "../ids/links.ts";
import { asList } from "../schema/decode.ts";
import type { Written } from "./once.ts";

/** A part of a resource, such as a rule, which is written inside of it or is a resource of its own. */
export interface Part {
  readonly name: Value;
  readonly label: Span;
  readonly exists: Existence;
  readonly body: Value;
  /** What writes it. */
  readonly instance: ResourceInstance;
}

/** Parts in the order of the files. */
export interface Parts {
  readonly parts: readonly Part[];
  /** Why there may be more of them; empty when these are all. */
  readonly open: readonly Cause[];
}

/** The parts that a list contains. Of one that may be one of several lists, what they share is certain. */
export function partsInside(
  body: Value,
  schema: ListSchema<Dict>,
  instance: ResourceInstance,
  near: Span,
): Parts {
  const part = (whole: Value): Part => {
    const name = memberOf(whole, "name", true, { span: whole.origin.span });
    const label = name.kind === "known" ? name.origin.span : whole.origin.span;
    return { name, label, exists, body: whole, instance };
  };
  const { value } = readField(body, { path: schema.path, decode: asList, encode: () => null }, near);
  if (value.kind === "oneOf") return ofSomeLists(value, part);
  const { items, open } = readList(body, schema, near);
  return { parts: items.map(({ whole }) => part(whole)), open };
}

function ofSomeLists({ options, because }: OneOf<List>, part: (whole: Value) => Part): Parts {
  const lists = options.map(({ value }) => value);
  const items: Value[] = [];
  for (const item of lists.flatMap((list) => list.items))
    if (!items.some((other) => isSame(item, other))) items.push(item);
  const perhaps: Existence = { truth: "maybe", because };
  const isShared = (item: Value): boolean =>
    lists.every((list) => list.items.some((other) => isSame(item, other)));
  return {
    parts: items.map((item) => (isShared(item) ? part(item) : { ...part(item), exists: perhaps })),
    open: distinctCauses(lists.flatMap(({ open }) => open)),
  };
}

function isSame(a: Value, b: Value): boolean {
  return spanKey(a.origin.span) === spanKey(b.origin.span) && equalValues(a, b) === "yes";
}

/** Parts of both kinds together. */
export function together(...all: readonly Parts[]): Parts {
  return {
    parts: all.flatMap(({ parts }) => parts),
    open: distinctCauses(all.flatMap(({ open }) => open)),
  };
}

const none: Parts = { parts: [], open: [] };

/** Finds the parts that are resources of their own, by the id around theirs. What is only looked up is no part. */
export function partsBeside(
  owners: readonly Written[],
  children: readonly ResourceInstance[],
  segment: string,
): (owner: Written) => Parts {
  const found = new Map<Written, Parts>();
  for (const child of children) {
    const { truth } = child.exists();
    if (child.declaration.existing || truth === "no") continue;
    const around = idAround(child.id(), segment);
    const link = linkTo(around, owners);
    const candidates = link.kind === "declared" ? [link.to] : link.kind === "unknown" ? link.candidates : [];
    for (const owner of candidates) {
      const more = partOf(child, owner, link.kind === "declared" ? null : whyPerhaps(around, child));
      found.set(owner, together(found.get(owner) ?? none, more));
    }
  }
  return (owner) => found.get(owner) ?? none;
}

/** Its group does not matter: a part is in that of its owner. */
function whyPerhaps(around: Value, { symbol }: ResourceInstance): readonly Cause[] {
  const id = around.kind === "known" && isIdText(around.value) ? providerPath(around.value) : null;
  const pieces = id === null ? textPieces(around) : partsOf(id);
  const causes = pieces.flatMap((piece) => (typeof piece === "string" ? [] : piece.because));
  return causes.length > 0 ? causes : [{ kind: "runtime", call: symbol }];
}

/** One instance for an unknown number of them says that there may be more. */
function partOf(child: ResourceInstance, owner: Written, perhaps: readonly Cause[] | null): Parts {
  const own = child.exists();
  if (child.repeats && !owner.resource.instance.repeats)
    return { parts: [], open: distinctCauses([...own.because, ...(perhaps ?? [])]) };
  const label = child.declaration.labelSpan;
  const name = child.nameSegments().at(-1) ?? memberOf(child.body(), "name", true, { span: label });
  const existence: Existence = perhaps
    ? { truth: "maybe", because: distinctCauses([...own.because, ...perhaps]) }
    : own;
  return { parts: [{ name, label, exists: existence, body: child.body(), instance: child }], open: [] };
}
