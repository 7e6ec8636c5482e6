import { membershipsOf } from "../access/perimeter.ts";
import type { VaultAcrossWorlds } from "../access/worlds.ts";
import { expressionsWithin } from "../evaluate/expressions/uses.ts";
import type { Frame, ResourceInstance } from "../evaluate/types.ts";
import { isText } from "../evaluate/values/plain.ts";
import { symbolOf } from "../evaluate/values/symbol.ts";
import { type Absent, type Cause, causeKey, known, type Value } from "../evaluate/values/value.ts";
import { withVariables } from "../network/describe-unread.ts";
import type { Vault } from "../network/network.ts";
import type { Expression } from "../template/expression.ts";
import type { Span } from "../text/document.ts";
import type { UnreadReport } from "./unread.ts";

/** The text of a template at a place; null if it is not at hand. */
export type TextOf = (span: Span) => string | null;

/**
 * What it depends on which addresses a vault allows, where that is not known: equal texts of two vaults are one question, whose answer
 * is the same. Null if that cannot be said.
 */
export function questionOf({ views }: VaultAcrossWorlds, textOf: TextOf): string | null {
  const asked = views.map(({ world: { assignment, network }, vault }) => {
    const assumed = [...assignment].map(([name, value]) => [name, symbolOf(known(value, nowhere))]);
    const settings = membershipsOf(vault, network).length > 0 ? null : settingsOf(vault, textOf);
    return settings && [assumed, settings];
  });
  return asked.includes(null) ? null : JSON.stringify(asked);
}

const nowhere = { span: { document: "", start: 0, end: 0 } };

/** The settings by the symbols of their values; where one has none, as everything is written that they are made of. */
function settingsOf(vault: Vault, textOf: TextOf): readonly (string | null)[] | null {
  const { ipRules, networkAcls, apiVersion } = vault;
  const unknown = ipRules.items.map(({ field }) => field.value).filter(({ kind }) => kind !== "known");
  const symbols = [
    ...[vault.publicNetworkAccess, vault.defaultAction].map(({ value }) => nameOf(value)),
    networkAcls.value.kind === "known" ? "" : nameOf(networkAcls.value),
    apiVersion && nameOf(apiVersion),
    ...unknown.map(nameOf).sort(),
  ];
  const isNamed = !symbols.slice(0, 3).includes(null) && unknown.every((each) => nameOf(each) !== null);
  return isNamed && ipRules.open.length === 0 ? symbols : writtenOf(vault.instance, textOf);
}

function nameOf(value: Value | Absent): string | null {
  return value.kind === "absent" ? "absent" : symbolOf(value);
}

/**
 * A declaration with the variables that it is made of, and likewise the calls that lead to it. Null if some of it is not written there:
 * outputs of modules, functions of the template, and what it imports.
 */
function writtenOf(
  { declaration, frame }: Pick<ResourceInstance, "declaration" | "frame">,
  textOf: TextOf,
): readonly string[] | null {
  const { body, condition, loop, name } = declaration;
  const own = written([body, condition, loop?.source ?? null, name], frame, textOf);
  return complete([textOf(declaration.span), ...own, ...callsTo(frame, textOf)]);
}

/** How the calls that lead to a frame are written. */
function callsTo(frame: Frame, textOf: TextOf): readonly (string | null)[] {
  const { caller } = frame;
  if (!caller) return [];
  const all = [...caller.memo.modules.values()].flatMap((each) => (each === "running" ? [] : each));
  const call = all.find((each) => each.frame === frame)?.declaration;
  if (!call) return [null];
  const own = written([call.arguments, call.condition, call.loop?.source ?? null], caller, textOf);
  return [textOf(call.span), ...own, ...callsTo(caller, textOf)];
}

/** The variables that expressions are made of, as they are written. */
function written(
  expressions: readonly (Expression | null)[],
  { template }: Pick<Frame, "template">,
  textOf: TextOf,
): readonly (string | null)[] {
  const all = expressions.flatMap((each) => (each ? withVariables(each, template) : []));
  const isElsewhere = (each: Expression): boolean =>
    (each.kind === "name" && each.space === "module") ||
    (each.kind === "name" && each.space === "variable" && !template.variables.has(each.name)) ||
    (each.kind === "call" && template.functions.has(each.name));
  const texts = all.map((each) => (expressionsWithin(each).some(isElsewhere) ? null : textOf(each.span)));
  return texts.sort();
}

/** The texts; null if one of them is not known. */
function complete(texts: readonly (string | null)[]): readonly string[] | null {
  const found = texts.filter((each) => each !== null);
  return found.length === texts.length ? found : null;
}

/** What is not read, as a text that is equal where it behaves as before: it is called in the same way and given the same. */
export function unreadQuestion({ kind, source, why, span, call }: UnreadReport, textOf: TextOf): string {
  const given = call ? [textOf(call.declaration.span), printed(call.arguments())] : [textOf(span)];
  return JSON.stringify([kind, source, why, ...given]);
}

/** Of what is not known and has no symbol, what it depends on. */
function printed(value: Value, depth = 0): string {
  const symbol = symbolOf(value);
  if (symbol !== null || value.kind !== "known")
    return symbol ?? causesIn(value.kind === "known" ? [] : value.because);
  const plain = value.value;
  if (typeof plain !== "object" || plain === null) return JSON.stringify(plain);
  if (depth > deepest) return plain.kind;
  const inside = (each: Value): string => printed(each, depth + 1);
  if (isText(plain))
    return plain.parts.map((part) => (typeof part === "string" ? part : inside(part))).join("");
  if (plain.kind === "list") return JSON.stringify([...plain.items.map(inside), causesIn(plain.open)]);
  if (plain.kind !== "dict") return plain.kind;
  return JSON.stringify([
    ...[...plain.entries].map(([key, each]) => [key, inside(each.value)]),
    causesIn(plain.open),
  ]);
}

const deepest = 12;

function causesIn(because: readonly Cause[]): string {
  return because.map(causeKey).sort().join();
}
