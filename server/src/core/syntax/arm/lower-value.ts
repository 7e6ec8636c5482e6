import type {
  DictionaryExpression,
  Entry,
  Expression,
  ForExpression,
  Loop,
} from "../../template/expression.ts";
import { LazyEntry, type Unlowered } from "../../template/lazy-entry.ts";
import { copyLocal, lowerString, mayBeExpression } from "./expression.ts";
import { type JsonMember, type JsonNode, type JsonObject, memberValue, stringOf } from "./json/node.ts";
import { isListed, type ReadContext, spanOf, unreadableAt } from "./read-context.ts";
import { foldWord } from "../../text/fold.ts";

/** Lowers any JSON value. */
export function lowerValue(node: JsonNode, context: ReadContext): Expression {
  switch (node.kind) {
    case "object":
      return lowerObject(node, context);
    case "array": {
      const items = node.items.map((item) => lowerValue(item.value, context));
      return { kind: "list", span: spanOf(node, context), items, intact: isListed(node, context) };
    }
    case "string":
      return lowerString(node, context);
    case "scalar":
      return { kind: "literal", span: spanOf(node, context), value: node.value };
    case "unreadable":
      return unreadableAt(node, context);
  }
}

/** Lowers a member's value; null when it is not written. */
export function lowerMember(object: JsonNode, name: string, context: ReadContext): Expression | null {
  const value = memberValue(object, name);
  return value && lowerValue(value, context);
}

/**
 * Lowers an object, its `copy` loops included; members named in `without` (lower case) are left out, because they are
 * read as something else.
 */
export function lowerObject(
  node: JsonObject,
  context: ReadContext,
  without: readonly string[] = [],
): DictionaryExpression {
  const entries: Entry[] = [];
  for (const member of node.members) {
    if (without.length > 0 && without.includes(foldWord(member.name.text))) continue;
    const copies = context.expressions ? copiesOf(member, context) : null;
    if (copies) entries.push(...copies);
    else entries.push(lowerEntry(member, context));
  }
  // Which of repeated members counts is asked of each by itself.
  const intact = node.listed && context.json.balanced;
  return { kind: "dictionary", span: spanOf(node, context), entries, intact };
}

/** One of the loops that `copy` lists, read as the entry it adds. */
interface CopiedEntry extends Entry {
  readonly value: ForExpression;
  /** Its name as written. */
  readonly name: string;
}

/**
 * The entries that `copy: [{ name, count, input }]` adds to the object that contains it
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/copy-properties); null if it is not such a
 * loop.
 */
export function copiesOf(member: JsonMember, context: ReadContext): readonly CopiedEntry[] | null {
  const { name, value } = member;
  if (value.kind !== "array" || value.items.length === 0 || foldWord(name.text) !== "copy") return null;
  const entries = value.items.map((item) => copiedEntry(item.value, context));
  return entries.includes(null) ? null : entries.filter((entry) => entry !== null);
}

/** The loop that `{ name, count }` describes; `name` is the local that `copyIndex` means. */
export function lowerLoop(copy: JsonNode, name: string, context: ReadContext): Loop {
  const span = spanOf(copy, context);
  const from = { kind: "literal", span, value: 0 } as const;
  const count = lowerMember(copy, "count", context) ?? unreadableAt(copy, context);
  const source = { kind: "call", span: count.span, name: "range", arguments: [from, count] } as const;
  return { span, source, item: null, index: copyLocal(name), key: null };
}

/** The list that `{ count, input }` makes. */
export function lowerCopy(copy: JsonNode, name: string, context: ReadContext): ForExpression {
  const loop = lowerLoop(copy, name, context);
  const inner = { ...context, copyIndex: context.copyIndex ?? loop.index };
  const body = lowerMember(copy, "input", inner) ?? unreadableAt(copy, context);
  return { kind: "for", span: loop.span, loop, filter: null, key: null, grouped: false, body };
}

function copiedEntry(copy: JsonNode, context: ReadContext): CopiedEntry | null {
  const nameNode = memberValue(copy, "name");
  const name = stringOf(nameNode);
  if (nameNode === null || name === null || !memberValue(copy, "count")) return null;
  const key = { kind: "literal", span: spanOf(nameNode, context), value: name } as const;
  const value = lowerCopy(copy, name, context);
  return { kind: "entry", span: value.span, key, name, value };
}

/** What may be an expression is lowered at once, which finds its errors. */
function lowerEntry(member: JsonMember, context: ReadContext): Entry {
  if (!context.expressions || context.sound || !hasExpressions(member))
    return new LazyEntry(member, context, members);
  return {
    kind: "entry",
    span: members.spanOf(member, context),
    key: members.keyOf(member, context),
    value: members.valueOf(member, context),
  };
}

const members: Unlowered<JsonMember, ReadContext> = {
  nameOf: ({ name }) => (name.text.startsWith("[") ? null : name.text),
  spanOf: (member, context) => spanOf(member, context),
  keyOf: ({ name }, context) => lowerString(name, context),
  valueOf: ({ value }, context) => lowerValue(value, context),
};

function hasExpressions({ name, value }: JsonMember): boolean {
  if (mayBeExpression(name)) return true;
  if (value.kind === "string") return mayBeExpression(value);
  return (value.kind === "object" || value.kind === "array") && !value.plain;
}
