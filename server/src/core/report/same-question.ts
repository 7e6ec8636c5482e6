import { membershipsOf } from "../access/perimeter.ts";
import type { Source } from "../access/source.ts";
import type { VaultAcrossWorlds, World } from "../access/worlds.ts";
import { expressionsWithin } from "../evaluate/expressions/uses.ts";
import { resourceInstances } from "../evaluate/instances/instances.ts";
import type { Frame } from "../evaluate/types.ts";
import { isText } from "../evaluate/values/plain.ts";
import { symbolOf } from "../evaluate/values/symbol.ts";
import { type Absent, type Cause, causeKey, known, type Value } from "../evaluate/values/value.ts";
import { memoize } from "../logic/memoize.ts";
import type { Vault } from "../network/network.ts";
import type { Expression } from "../template/expression.ts";
import type { Span } from "../text/document.ts";
import { foldWord } from "../text/fold.ts";
import type { UnreadReport } from "./unread.ts";

/** The text of a template at a place; null if it is not at hand. */
export type TextOf = (span: Span) => string | null;

/** A vault of a side, which has the texts of its templates. */
interface Asked {
  readonly across: VaultAcrossWorlds;
  readonly side: { readonly textOf?: TextOf };
}

/** Whether all that is not known of which addresses a vault allows is the same on both sides, as far as that can be said. */
export function isSameQuestion(before: Asked | null, after: Asked | null): boolean {
  if (!before || !after) return false;
  const [was, is] = [questionOf(before), questionOf(after)];
  return was.length === is.length && was.every((each, index) => each !== null && each === is[index]);
}

/**
 * Whether all is written alike on both sides that decides which way a subnet or what else begins in a network takes; of a resource, all that
 * is declared beside vaults.
 */
export function isSameWay(
  before: Declaring | undefined,
  after: Declaring | undefined,
  { kind }: Pick<Source, "kind">,
): boolean {
  if (!before || !after) return false;
  const [was, is] = [before, after].map(
    (side) => waysOf(side)[kind === "consumer" ? "ofResources" : "ofNetworks"],
  );
  return was !== null && was === is;
}

/** What a side declares. */
interface Declaring {
  readonly worlds: readonly World[];
  readonly textOf?: TextOf;
}

const waysOf = memoize(({ worlds, textOf = () => null }: Declaring) => {
  const all = worlds.flatMap(({ network: { frames, neighbors } }) => [
    ...frames.flatMap(resourceInstances),
    ...neighbors.instances,
  ]);
  const among = (others: RegExp): string | null => {
    const found = all
      .filter((each) => !others.test(foldWord(each.type() ?? "")))
      .map(({ declaration: { body, condition, loop, name, span }, frame }) =>
        written(span, [body, condition, loop?.source, name], frame, textOf),
      );
    const texts = found.map((each) => (each.includes(null) ? null : JSON.stringify(each)));
    return texts.includes(null) ? null : [...new Set(texts)].sort().join("\n");
  };
  return {
    ofResources: among(/^(?:microsoft\.keyvault\/|azurerm_key_vault)/),
    ofNetworks: among(/^(?:microsoft\.(?!network\/)|azurerm_key_vault)/),
  };
});

/** By texts that are equal where it is the same; null for what cannot be said. */
const questionOf = memoize(
  ({ across: { views }, side: { textOf = () => null } }: Asked): readonly (string | null)[] =>
    views.flatMap(({ world: { assignment, network }, vault }) => [
      JSON.stringify([...assignment].map(([name, value]) => [name, symbolOf(known(value, nowhere))])),
      ...(membershipsOf(vault, network).length > 0 ? [null] : settingsOf(vault, textOf)),
    ]),
);

const nowhere = { span: { document: "", start: 0, end: 0 } };

/** The settings by the symbols of their values; where one has none, as everything is written that they are made of. */
function settingsOf(vault: Vault, textOf: TextOf): readonly (string | null)[] {
  const { publicNetworkAccess, defaultAction, ipRules, networkAcls, apiVersion, instance } = vault;
  const symbols = [
    ...[publicNetworkAccess, defaultAction].map(({ value }) => nameOf(value)),
    networkAcls.value.kind === "known" ? "" : nameOf(networkAcls.value),
    String(apiVersion && nameOf(apiVersion)),
    ...ipRules.items
      .flatMap(({ field: { value } }) => (value.kind === "known" ? [] : [nameOf(value)]))
      .sort(),
  ];
  if (ipRules.open.length === 0 && !symbols.includes(null)) return symbols;
  const { body, condition, loop, name, span } = instance.declaration;
  return written(span, [body, condition, loop?.source, name], instance.frame, textOf);
}

function nameOf(value: Value | Absent): string | null {
  return value.kind === "absent" ? "absent" : symbolOf(value);
}

/**
 * A declaration, what its expressions are made of (variables as written, parameters with defaults and known values), and likewise the calls
 * that lead to it. Null for what is not written there: outputs of modules, functions of the template, and what it imports.
 */
function written(
  span: Span,
  expressions: readonly (Expression | null | undefined)[],
  frame: Frame,
  textOf: TextOf,
): readonly (string | null)[] {
  const { template, caller } = frame;
  const isElsewhere = (each: Expression): boolean =>
    each.kind === "name"
      ? each.space === "module" || (each.space === "variable" && !template.variables.has(each.name))
      : each.kind === "call" && template.functions.has(each.name);
  const parts = new Set(expressions.flatMap((each) => each ?? []));
  const given = new Map<string, string>();
  // Grows while it is walked.
  for (const each of parts)
    for (const part of expressionsWithin(each)) {
      if (part.kind !== "name" || (part.space !== "variable" && part.space !== "parameter")) continue;
      const isParameter = part.space === "parameter";
      if (isParameter) given.set(part.name, valueOf(part.name, frame));
      const more = isParameter
        ? template.parameters.get(part.name)?.default
        : template.variables.get(part.name)?.value;
      if (more) parts.add(more);
    }
  const texts = [...parts].map((each) =>
    expressionsWithin(each).some(isElsewhere) ? null : textOf(each.span),
  );
  const own = [textOf(span), ...texts.sort(), JSON.stringify([...given].sort())];
  if (!caller) return own;
  const modules = [...caller.memo.modules.values()].flatMap((each) => (each === "running" ? [] : each));
  const call = modules.find((each) => each.frame === frame)?.declaration;
  if (!call) return [null];
  const passed = [call.arguments, call.condition, call.loop?.source];
  return [...own, ...written(call.span, passed, caller, textOf)];
}

/** What is given for a parameter, or its default, as far as it is known. */
function valueOf(name: string, { memo, inputs }: Frame): string {
  const value = memo.parameters.get(name) ?? inputs.get(name)?.();
  return value === undefined || value === "running" ? "" : printed(value);
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
  const entries = plain.kind === "dict" ? [...plain.entries] : [];
  return JSON.stringify([
    plain.kind,
    ...(plain.kind === "list"
      ? plain.items.map(inside)
      : entries.map(([key, each]) => [key, inside(each.value)])),
    "open" in plain ? causesIn(plain.open) : "",
  ]);
}

const deepest = 12;

function causesIn(because: readonly Cause[]): string {
  return because.map(causeKey).sort().join();
}
