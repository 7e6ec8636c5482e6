import { type Hop, hops, isPart, writtenAt } from "../evaluate/values/value.ts";
import { fileNameOf } from "../files/documents.ts";
import { memoize } from "../logic/memoize.ts";
import { conditionAround, isRepeated, type Owner, ownerOf } from "../network/fields/owner.ts";
import { hasArgument } from "../network/provider-arguments.ts";
import type { Resource } from "../network/resources-by-type.ts";
import type { DictionaryExpression } from "../template/expression.ts";
import type { Reference } from "../template/reference.ts";
import type { Slot, Written } from "../template/written.ts";
import type { Span } from "../text/document.ts";
import { isSameWord } from "../text/fold.ts";
import { type Alteration, documentOf, joined, keyOf, referencesOf } from "./alteration.ts";
import { blockingBoth, type ChangedParameter, type Edit, type Fix, type Writing } from "./fix.ts";

interface Placed {
  readonly alteration: Alteration;
  readonly parameter: ChangedParameter | null;
}

export interface Plan {
  readonly alterations: readonly Alteration[];
  readonly parameter: ChangedParameter | null;
}

/**
 * Where the edits of a fix are made; null when one of them has no place of its own: the value is shared, computed, or
 * it is not known where it was written.
 */
export const planOf = memoize((fix: Pick<Fix, "edits" | "target" | "beside">): Plan | null => {
  const placed = [fix, ...(fix.beside ?? [])].flatMap(({ edits, target }) =>
    edits.map((edit) => place(edit, target)),
  );
  const certain = placed.filter((each) => each !== null);
  if (certain.length < placed.length) return null;
  return {
    alterations: joined(certain.map((each) => each.alteration)),
    parameter: certain.find((each) => each.parameter)?.parameter ?? null,
  };
});

function place(edit: Edit, target: Resource | null): Placed | null {
  if (target) return placeIn(edit, target);
  if (edit.kind !== "respell") return null;
  const { origin, from, to } = edit;
  return { alteration: { kind: "respell", span: origin.span, from, to }, parameter: null };
}

function placeIn(edit: Edit, target: Resource): Placed | null {
  switch (edit.kind) {
    case "set":
      return placeSet(edit, target);
    case "clear":
      return placeClear(edit.field, target);
    case "append":
      return placeAppend(edit, target);
    case "remove":
      return placeRemove(edit, target);
    case "respell": {
      const { origin, from, to } = edit;
      const span = writtenAt(origin);
      return at(span, hops(origin), target, { kind: "respell", span, from, to });
    }
    case "declare": {
      const { span } = target.instance.declaration;
      return at(span, [], target, { kind: "declare", after: span, resources: edit.resources });
    }
    case "rewrite": {
      // What came through a name is wanted in its old shape by its other uses, and by its declared type.
      const { origin } = edit.item.whole;
      const { span } = origin;
      return origin.from || isPart(origin)
        ? null
        : at(span, [], target, { kind: "replace", span, value: edit.value });
    }
  }
}

function placeSet(
  { field, value }: Extract<Edit, { readonly kind: "set" }>,
  target: Resource,
): Placed | null {
  const { value: present } = field;
  if (present.kind === "absent") return placeInsert(field.slot, field.through, value, target);
  if (present.kind !== "known" || isPart(present.origin)) return null;
  const span = conditionAround(writtenAt(present.origin), value, target);
  return at(span, hops(present.origin), target, { kind: "replace", span, value });
}

function placeInsert(slot: Slot, through: readonly Hop[], value: Written, target: Resource): Placed | null {
  const { into, path } = slot;
  // What takes no place is not written as an object.
  if (!into || into.span.start === into.span.end || isComputed(into, path[0] ?? "") || isWrapped(into))
    return null;
  return at(into.span, through, target, { kind: "insert", into, path, value });
}

/** Whether the entry exists, is computed, and happens to be null: nothing can be written inside of it. */
function isComputed({ entries }: DictionaryExpression, key: string): boolean {
  return entries.some(
    (entry) =>
      entry.kind === "entry" &&
      entry.key.kind === "literal" &&
      isSameWord(String(entry.key.value), key) &&
      entry.value.kind !== "literal" &&
      entry.value.kind !== "dictionary",
  );
}

/** Whether an object is inside of `value`, as in a parameter file: beside it, a property would be the only one that counts. */
function isWrapped({ entries }: DictionaryExpression): boolean {
  return entries.some(
    (entry) =>
      entry.kind === "entry" &&
      entry.key.kind === "literal" &&
      entry.key.value === "value" &&
      !["literal", "list", "text"].includes(entry.value.kind),
  );
}

function placeClear(
  { slot, through }: Extract<Edit, { readonly kind: "clear" }>["field"],
  target: Resource,
): Placed | null {
  const { into, entry, path } = slot;
  if (!into || !entry || path.length !== 1) return null;
  return at(entry, through, target, { kind: "remove", from: into, spans: [entry] });
}

function placeAppend(
  { list, values }: Extract<Edit, { readonly kind: "append" }>,
  target: Resource,
): Placed | null {
  if (list.state === "absent") return placeInsert(list.slot, list.through, values, target);
  const to = list.site;
  return to && at(to.span, list.through, target, { kind: "append", to, values });
}

function placeRemove(
  { list, items }: Extract<Edit, { readonly kind: "remove" }>,
  target: Resource,
): Placed | null {
  const from = list.site;
  const spans = items.map((item) => item.slot?.span).filter((span) => span !== undefined);
  if (!from || spans.length < items.length) return null;
  return at(from.span, list.through, target, { kind: "remove", from, spans });
}

/** A place to edit, unless its value is also used elsewhere. Parameters are meant to be shared, and the title says so. */
function at(span: Span, through: readonly Hop[], target: Resource, alteration: Alteration): Placed | null {
  const parameter = through.find(isParameter);
  const owner = ownerOf(span, target);
  const isShared = through.some((hop) => !isParameter(hop) && hop.uses() > 1);
  if (!through.every((hop) => allows(hop, alteration))) return null;
  if (!isAccepted(alteration, target)) return null;
  if (isShared || !mayEdit(owner, parameter) || !canName(referencesOf(alteration), owner)) return null;
  if (!isRemovalOfEntry(alteration) && isRepeated(span, owner)) return null;
  return { alteration, parameter: changedParameter(owner, parameter, span, target) };
}

/**
 * A name means a resource only in the instance of the template that declares it, and there not where values are worked out before
 * anything is deployed.
 */
function canName(references: readonly Reference[], owner: Owner): boolean {
  if (references.length === 0) return true;
  if (owner.kind === "elsewhere" || owner.kind === "parameter default") return false;
  const isRead = owner.kind !== "variable" || owner.frame.template.dialect !== "arm";
  return isRead && references.every(({ referent }) => referent.home === owner.frame);
}

/** Whether the version of the provider has the arguments that are written. */
function isAccepted(alteration: Alteration, { instance }: Resource): boolean {
  const accepts = (type: string | null, name = ""): boolean =>
    type === null || hasArgument(type, name, instance.frame);
  if (alteration.kind === "insert") return accepts(instance.type(), alteration.path[0]);
  if (alteration.kind !== "declare") return true;
  return alteration.resources.every(({ type, body }) =>
    Object.keys(body).every((name) => accepts(type, name)),
  );
}

/** Whether a parameter may have what is written for it. */
function allows({ allowed = null }: Hop, alteration: Alteration): boolean {
  if (allowed === null) return true;
  const written =
    alteration.kind === "replace"
      ? [alteration.value]
      : alteration.kind === "append"
        ? alteration.values
        : [];
  return written.every((each) => typeof each === "object" || allowed.includes(each));
}

/** What no item may have is taken from all of them, and resources are declared beside what is written. */
function isRemovalOfEntry(alteration: Alteration): boolean {
  return (
    alteration.kind === "declare" || (alteration.kind === "remove" && alteration.from.kind === "dictionary")
  );
}

function isParameter(hop: Hop): boolean {
  return hop.via === "parameter default" || hop.via === "parameter file";
}

function mayEdit(owner: Owner, parameter: Hop | undefined): boolean {
  switch (owner.kind) {
    case "declaration":
    case "parameter default":
    case "call":
      return true;
    case "variable":
      return owner.uses <= 1;
    case "elsewhere":
      return parameter?.via === "parameter file";
  }
}

function changedParameter(
  owner: Owner,
  hop: Hop | undefined,
  { document }: Span,
  { instance }: Resource,
): ChangedParameter | null {
  const file = fileNameOf(document);
  const noun = instance.frame.template.dialect === "terraform" ? "variable" : "parameter";
  if (owner.kind === "parameter default")
    return { kind: "parameter default", name: owner.name, uses: owner.uses, file, noun };
  if (owner.kind === "elsewhere" && hop)
    return { kind: "parameter file", name: hop.name, uses: hop.uses(), file, noun };
  return null;
}

/**
 * The fixes that can be made for several instances at once, given those of each instance: those that have one place to be made, the same
 * for all instances, each once. A title names the parameter that is changed and the callers that are blocked in any of the instances.
 */
export function offeredFixes(instances: readonly (readonly Fix[])[]): readonly Fix[] {
  const [first = [], ...others] = instances;
  const keys = new Set<string>();
  return first.flatMap((fix) => {
    const key = writingOf(fix)?.key;
    const same = others.flatMap((fixes) => fixes.find((each) => writingOf(each)?.key === key) ?? []);
    if (key === undefined || same.length < others.length || keys.has(key)) return [];
    keys.add(key);
    return [same.reduce(blockingBoth, withParameter(fix))];
  });
}

/** One for each fix, because many findings may offer the same. What else uses the parameter may need what is changed. */
const withParameter = memoize((fix: Fix): Fix => {
  const where: ChangedParameter | null = writingOf(fix)?.parameter ?? null;
  return where ? { ...fix, where, keepsAccess: fix.keepsAccess && where.uses <= 1 } : fix;
});

/** What a fix changes; null if it has no place. */
export const writingOf = memoize((fix: Fix): Writing | null => {
  const plan = planOf(fix);
  if (!plan) return null;
  const places = plan.alterations.map((each) => {
    if (each.kind === "replace") return { span: each.span, path: null, value: each.value };
    const at = { document: documentOf(each), start: 0, end: 0 };
    return each.kind === "insert"
      ? { span: each.into.span, path: each.path, value: each.value }
      : { span: at, path: null, value: null };
  });
  return { key: plan.alterations.map(keyOf).join(" "), parameter: plan.parameter, places };
});
