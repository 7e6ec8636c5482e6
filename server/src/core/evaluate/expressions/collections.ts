import type { DictionaryExpression, Entry, ListExpression, Spread } from "../../template/expression.ts";
import { limits } from "../../text/limits.ts";
import { type DictEntry, isDict, isList, isText, type List, type Plain } from "../values/plain.ts";
import { causesInside, scalarAs } from "../values/scalars.ts";
import { evaluateIn, type Scope, typeOfLiterals } from "../scope.ts";
import { type Cause, causesOf, causesOr, distinctCauses, known, type Value } from "../values/value.ts";
import { asSet } from "../values/sets.ts";
import { allUnseen, hideBehind, type Unseen, unseenUnder } from "../values/find-entry.ts";

const lostToSyntax: Cause = { kind: "syntaxError" };

/** A list literal: known items, open where something spread into it cannot be seen. */
export function evaluateList(expression: ListExpression, scope: Scope): Value {
  const items: Value[] = [];
  const open: Cause[] = expression.intact ? [] : [lostToSyntax];
  for (const item of expression.items) {
    if (item.kind === "spread") spreadItems(evaluateIn(scope, item.value), scope, items, open);
    else items.push(evaluateIn(scope, item));
  }
  const list: List = {
    kind: "list",
    items,
    open: distinctCauses(open),
    site: expression,
    ...typeOfLiterals(scope),
  };
  return known(expression.isSet ? asSet(list) : list, { span: expression.span });
}

/** A dictionary literal: known entries, open where something spread into it, or a computed key, cannot be seen. */
export function evaluateDictionary(expression: DictionaryExpression, scope: Scope): Value {
  const entries = new Map<string, DictEntry>();
  const unseen: Unseen[] = expression.intact ? [] : [{ open: [lostToSyntax] }];
  for (const entry of expression.entries) {
    if (entry.kind === "spread") spreadEntries(entry, scope, entries, unseen);
    else addEntry(entry, scope, entries, unseen);
  }
  const { world } = scope.frame.run;
  const dict = {
    kind: "dict",
    entries,
    ...(world.size > 0 ? { world } : {}),
    ...allUnseen(unseen),
    site: expression,
    ...typeOfLiterals(scope),
  } as const;
  return known(dict, { span: expression.span });
}

function spreadItems(value: Value, scope: Scope, items: Value[], open: Cause[]): void {
  if (value.kind !== "known" || (value.value !== null && !isList(value.value))) {
    open.push(...causesOr(causesOf(value), computedKey));
  } else if (value.value !== null) {
    const { items: more, open: because } = value.value;
    // A list that is spread into itself over and over would grow beyond all bounds.
    const isAffordable = scope.frame.run.budget.spend(more.length);
    const room = isAffordable ? Math.max(0, limits.items - items.length) : 0;
    for (const item of more.slice(0, room)) items.push(item);
    open.push(...because);
    if (more.length > room) open.push({ kind: "budget", limit: isAffordable ? "items" : "steps" });
  }
}

/** What is spread replaces entries before it; where it cannot be seen, it may. */
function spreadEntries(
  spread: Spread,
  scope: Scope,
  entries: Map<string, DictEntry>,
  unseen: Unseen[],
): void {
  const value = evaluateIn(scope, spread.value);
  if (value.kind === "known" && value.value === null) return;
  const dict = value.kind === "known" && isDict(value.value) ? value.value : null;
  addUnseen(dict ?? { open: causesOr(causesOf(value), computedKey) }, entries, unseen);
  for (const [key, entry] of dict?.entries ?? []) entries.set(key, entry);
}

function addUnseen(more: Unseen, entries: Map<string, DictEntry>, unseen: Unseen[]): void {
  hideBehind(more, entries);
  unseen.push(more);
}

function addEntry(entry: Entry, scope: Scope, entries: Map<string, DictEntry>, unseen: Unseen[]): void {
  const { key: written } = entry;
  if (written.kind === "literal" && typeof written.value === "string") {
    scope.frame.run.budget.spend(1);
    const value = evaluateIn(scope, entry.value);
    const before = scope.frame.template.dialect === "arm" ? entries.get(written.value) : undefined;
    const said = { value, span: entry.span, keySpan: written.span };
    entries.set(written.value, before ? { ...said, before } : said);
    return;
  }
  const key = evaluateIn(scope, written);
  const name = key.kind === "known" ? keyName(key.value) : undefined;
  if (typeof name !== "string") {
    if (scope.watch && name === undefined && key.kind === "known" && !isText(key.value))
      scope.watch.hasFailed = true;
    addUnseen(unseenUnder(key, causesOr(causesInside(key), computedKey)), entries, unseen);
    return;
  }
  entries.set(name, { value: evaluateIn(scope, entry.value), span: entry.span, keySpan: written.span });
}

function keyName(plain: Plain): ReturnType<typeof scalarAs> {
  return plain === null || typeof plain === "object" ? undefined : scalarAs("string", plain);
}

const computedKey = { kind: "computed-key" } as const;
