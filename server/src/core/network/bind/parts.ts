import type { Existence, ResourceInstance } from "../../evaluate/types.ts";
import { exists } from "../../evaluate/instances/frames.ts";
import { memberOf } from "../../evaluate/expressions/members.ts";
import { type Dict, equalValues, type List, partsOf } from "../../evaluate/values/plain.ts";
import { textPieces } from "../../evaluate/values/symbol.ts";
import { type Cause, distinctCauses, type OneOf, type Value, unknown } from "../../evaluate/values/value.ts";
import { type Span, spanKey } from "../../text/document.ts";
import type { ListSchema } from "../fields/field.ts";
import { readField, readList } from "../fields/read-field.ts";
import { idAround, isIdText, linkTo, namesakes, providerPath, twinsOf, sameResource } from "../ids/links.ts";
import { asList } from "../schema/decode.ts";
import { foldName } from "../../text/fold.ts";
import type { Resource } from "../resources-by-type.ts";
import { bindResource, configured } from "./resource.ts";

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
  const found: { readonly item: Value; readonly lists: Set<List> }[] = [];
  const byPlace = new Map<string, typeof found>();
  for (const { value: list } of options)
    for (const item of list.items) {
      const here = byPlace.get(spanKey(item.origin.span)) ?? [];
      const same = here.find((each) => equalValues(each.item, item) === "yes");
      if (same) same.lists.add(list);
      else {
        const fresh = { item, lists: new Set([list]) };
        found.push(fresh);
        byPlace.set(spanKey(item.origin.span), [...here, fresh]);
      }
    }
  const perhaps: Existence = { truth: "maybe", because };
  return {
    parts: found.map(({ item, lists }) =>
      lists.size === options.length ? part(item) : { ...part(item), exists: perhaps },
    ),
    open: distinctCauses(options.flatMap(({ value }) => value.open)),
  };
}

/** Parts inside of a resource and beside it; one of both that has the same name, as in exports, is one part. */
export function together(inside: Parts, beside: Parts): Parts {
  const written = new Set(beside.parts.flatMap((part) => (part.exists.truth === "yes" ? nameOf(part) : [])));
  const others = inside.parts.filter((part) => !nameOf(part).some((name) => written.has(name)));
  return { parts: [...others, ...beside.parts], open: distinctCauses([...inside.open, ...beside.open]) };
}

function nameOf({ name }: Part): readonly string[] {
  return name.kind === "known" && typeof name.value === "string" ? [foldName(name.value)] : [];
}

const none: Parts = { parts: [], open: [] };

/** Where a part may belong to more resources than these, each of them only says that there may be more. */
const mostOwners = 20;

/** How many parts are compared with how many resources; what is left may belong to any of them. */
const mostComparisons = 20_000;

/** Finds the parts that are resources of their own, by the id around theirs. Resources that are only looked up are not parts. */
export function partsBeside(
  owners: readonly Written[],
  children: readonly ResourceInstance[],
  segment: string,
): (owner: Written) => Parts {
  const found = new Map<Written, { readonly parts: Part[]; readonly open: Cause[] }>();
  let ofAny: readonly Cause[] = [];
  let left = mostComparisons;
  for (const child of children) {
    const { truth } = child.exists();
    if (child.declaration.existing || truth === "no") continue;
    const around = idAround(child.id(), segment);
    if (twinsOf(around, owners).length === 0) {
      left -= namesakes(around, owners).length;
      if (left < 0) {
        ofAny = distinctCauses([...ofAny, ...child.exists().because, ...whyPerhaps(around, child)]);
        continue;
      }
    }
    const link = linkTo(around, owners);
    const candidates = link.kind === "declared" ? [link.to] : link.kind === "unknown" ? link.candidates : [];
    const perhaps = link.kind === "declared" ? [] : whyPerhaps(around, child);
    for (const owner of candidates) {
      const so = found.get(owner) ?? { parts: [], open: [] };
      found.set(owner, so);
      if (candidates.length > mostOwners || (child.repeats && !owner.resource.instance.repeats))
        so.open.push(...child.exists().because, ...perhaps);
      else so.parts.push(partOf(child, perhaps));
    }
  }
  return (owner) => {
    const { parts, open } = found.get(owner) ?? none;
    return { parts, open: distinctCauses([...open, ...ofAny]) };
  };
}

/** Why the resource around a part is not known. Its group does not matter: a part is in that of its owner. */
export function whyPerhaps(around: Value, { symbol }: ResourceInstance): readonly Cause[] {
  const id = around.kind === "known" && isIdText(around.value) ? providerPath(around.value) : null;
  const pieces = id === null ? textPieces(around) : partsOf(id);
  const causes = pieces.flatMap((piece) => (typeof piece === "string" ? [] : piece.because));
  return causes.length > 0 ? causes : [{ kind: "runtime", call: symbol }];
}

function partOf(child: ResourceInstance, perhaps: readonly Cause[]): Part {
  const own = child.exists();
  const label = child.declaration.labelSpan;
  const name = child.nameSegments().at(-1) ?? memberOf(child.body(), "name", true, { span: label });
  const existence: Existence =
    perhaps.length > 0 ? { truth: "maybe", because: distinctCauses([...own.because, ...perhaps]) } : own;
  return { name, label, exists: existence, body: child.body(), instance: child };
}

/** A resource together with what is written of it. */
export interface Written {
  readonly resource: Resource;
  readonly id: Value;
  readonly body: Value;
}

/**
 * Each resource once. What is only looked up is what the deployment declares; of what several declarations write, the last one
 * decides, so that nothing is known of it.
 */
export function eachOnce(instances: readonly ResourceInstance[]): readonly Written[] {
  return withoutLookups(instances.map(bindResource)).map(([resource, ...others]) => ({
    resource,
    id: resource.id,
    body: others.length === 0 ? configured(resource.instance) : torn(resource),
  }));
}

/** Resources, each with the others that are certainly the same; without those that a declaration represents. */
function withoutLookups(resources: readonly Resource[]): readonly (readonly [Resource, ...Resource[]])[] {
  const done = new Set<Resource>();
  return resources.flatMap((resource) => {
    if (done.has(resource)) return [];
    const twins = twinsOf(resource.id, resources).filter(
      (each) => each !== resource && !done.has(each) && areOne(resource, each),
    );
    for (const each of twins) done.add(each);
    const all = [resource, ...twins];
    const [first = resource, ...others] = all.filter(isWrite);
    return [[first, ...others] as const];
  });
}

/** Names are unique in a group only, so that two declarations are one resource only where their whole ids are equal. */
function areOne(a: Resource, b: Resource): boolean {
  if (a.instance.repeats || b.instance.repeats) return false;
  if (isWrite(a) && isWrite(b)) return equalValues(a.id, b.id, true) === "yes";
  return sameResource(a.id, b.id) === "yes";
}

function isWrite({ instance, exists }: Resource): boolean {
  return !instance.declaration.existing && exists.truth !== "no";
}

function torn({ symbol, label }: Resource): Value {
  const because: Cause = { kind: "conflict", writers: { kind: "declarations", name: symbol } };
  return unknown(because, { span: label });
}
