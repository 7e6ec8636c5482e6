import { expressionsWithin } from "../evaluate/expressions/uses.ts";
import { equalPlain, equalValues, isText, type Plain } from "../evaluate/values/plain.ts";
import type { Cause, Value } from "../evaluate/values/value.ts";
import { memoize } from "../logic/memoize.ts";
import { flatten } from "./ids/links.ts";
import type { Network, UnreadCall } from "./network.ts";
import type { Resource } from "./resources-by-type.ts";

/** Whether everything that the network is made of was read: neither a syntax error nor an opaque module hides a resource. */
export function isReadInFull({ intact, unread }: Pick<Network, "intact" | "unread">): boolean {
  return intact && unread.length === 0;
}

/**
 * Whether something that cannot be read may declare a resource that concerns one of these, so that nothing is
 * certainly missing: a syntax error may hide anything, and an opaque module may concern a resource that is passed
 * to it. A module that receives neither the resource nor its ID or name does not concern it.
 */
export function mayDeclareAbout(network: Network, ...subjects: readonly Subject[]): boolean {
  if (!network.intact) return true;
  return network.unread.some((unread) => subjects.some((subject) => isGiven(unread, subject)));
}

/** What may hide a resource that concerns this one: nothing if everything of it was read. */
export function causesOfUnread(network: Network, subject: Subject): readonly Cause[] {
  const hidden: Cause | null = network.intact
    ? null
    : network.vaultsLeftOut.length > 0
      ? { kind: "budget", limit: "vaults" }
      : { kind: "syntaxError" };
  const given = network.unread.filter((unread) => isGiven(unread, subject));
  return [
    ...(hidden ? [hidden] : []),
    ...given.map(({ call }): Cause => ({ kind: "module", reference: call.symbol })),
  ];
}

/** What a module is given may be about a resource that is declared, or about one that is only named. */
export type Subject = Pick<Resource, "id" | "name"> & Partial<Pick<Resource, "instance">>;

function isGiven({ call }: UnreadCall, subject: Subject): boolean {
  return isNamed(call, subject) || valuesGiven(call).some((value) => isAbout(value, subject));
}

/** Whether the call itself names the resource, whatever becomes of that. */
function isNamed({ declaration, caller }: UnreadCall["call"], { instance }: Subject): boolean {
  if (instance?.frame !== caller || instance.declaration.key === null) return false;
  const { key } = instance.declaration;
  const written = [declaration.arguments, declaration.dependsOn].flatMap((each) =>
    each ? expressionsWithin(each) : [],
  );
  return written.some((each) => each.kind === "name" && each.space === "resource" && each.name === key);
}

/** Of more values than these a call is taken to be given anything. */
const mostValues = 2000;

/** All arguments of a call and everything in them; an unknown if there is too much to list. */
const valuesGiven = memoize((call: UnreadCall["call"]): readonly Value[] => {
  const found: Value[] = [call.arguments()];
  // Grows while it is walked.
  for (const value of found) {
    if (found.length > mostValues)
      return [
        {
          kind: "unknown",
          because: [{ kind: "budget", limit: "items" }],
          symbol: null,
          origin: value.origin,
        },
      ];
    if (value.kind === "oneOf") found.push(...value.options);
    if (value.kind === "known") found.push(...valuesInside(value.value, value));
  }
  return found;
});

function valuesInside(plain: Plain, { origin }: Value): readonly Value[] {
  if (typeof plain !== "object" || plain === null) return [];
  if (plain.kind !== "list" && plain.kind !== "dict") return [];
  const inside = plain.kind === "list" ? plain.items : [...plain.entries.values()].map(({ value }) => value);
  if (plain.open.length === 0) return inside;
  return [...inside, { kind: "unknown", because: plain.open, symbol: null, origin }];
}

function isAbout(value: Value, subject: Subject): boolean {
  if (value.kind === "unknown")
    return isSame(value, subject) || value.because.some((cause) => mayHide(cause, subject));
  if (value.kind !== "known") return false;
  const { value: plain } = value;
  if (typeof plain === "object" && plain?.kind === "resource")
    return (
      plain.instance === subject.instance || plain.instance.declaration === subject.instance?.declaration
    );
  if (typeof plain !== "string" && !isText(plain)) return false;
  return isSame(value, subject) || speaksOf(plain, subject);
}

function isSame(value: Value, { id, name }: Subject): boolean {
  return equalValues(value, id, true) === "yes" || equalValues(value, name, true) === "yes";
}

/** Whether the name occurs in a text as a separate word, as it does in IDs and addresses. */
function speaksOf(text: Extract<Plain, string | { readonly kind: "text" }>, { name }: Subject): boolean {
  if (name.kind === "unknown") return isText(text) && text.parts.some((part) => isPart(part, name));
  if (name.kind !== "known" || name.value === "") return false;
  const { flat, restore } = flatten(text);
  const words = new Set(flat.split(/[^\w\-\uE000-\uF8FF]+/).filter((word) => word !== ""));
  return [...words].some((word) => equalPlain(restore(word), name.value, true) === "yes");
}

function isPart(part: string | Value, name: Value): boolean {
  return typeof part !== "string" && equalValues(part, name) === "yes";
}

/**
 * Whether an unknown value may be made of a resource: what is not evaluated may, and what only the deployment knows of it is. What
 * comes from parameters, other modules and existing resources is not made of it.
 */
function mayHide(cause: Cause, { instance }: Subject): boolean {
  switch (cause.kind) {
    case "runtime":
      return (
        instance !== undefined &&
        typeof cause.call === "string" &&
        cause.call.includes(instance.declaration.symbol)
      );
    case "unsupported":
    case "cycle":
    case "conflict":
    case "syntaxError":
    case "failure":
    case "budget":
      return true;
    case "parameter":
    case "existing":
    case "module":
    case "secret":
    case "file":
    case "outside":
    case "environment":
      return false;
  }
}
