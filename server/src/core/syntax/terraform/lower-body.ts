import { grouped } from "../../logic/grouped.ts";
import type { DictionaryExpression, Expression, ListExpression, Spread } from "../../template/expression.ts";
import { LazyEntry, type Unlowered } from "../../template/lazy-entry.ts";
import type { Attribute, Block, Body } from "./hcl/nodes.ts";
import { attributeOf, blocksOf } from "./hcl/parse.ts";
import {
  call,
  literal,
  type LowerContext,
  spanOf,
  textOf,
  unreadable,
  withIterator,
} from "./lower-context.ts";
import { lowerExpression } from "./lower-expression.ts";

/** An attribute's value. */
export function lowerAttribute(attribute: Attribute, context: LowerContext): Expression {
  return attribute.value ? lowerExpression(attribute.value, context) : unreadable(spanOf(attribute, context));
}

/** The value of the attribute of that name; null when it is not written. */
export function lowerNamed(body: Body, name: string, context: LowerContext): Expression | null {
  const attribute = attributeOf(body, name);
  return attribute && lowerAttribute(attribute, context);
}

/** The attributes and blocks of a body as a dictionary: blocks of one type are a list. */
export function lowerBody(
  body: Body,
  context: LowerContext,
  leaveOut: ReadonlySet<string> = nothing,
): DictionaryExpression {
  const attributes = body.attributes
    .filter(({ name }) => !leaveOut.has(name))
    .map((attribute) => new LazyEntry(attribute, context, unloweredAttribute));
  const groups = grouped(body.blocks, (block) => {
    const type = block.type === "dynamic" ? (block.labels[0] ?? "") : block.type;
    return leaveOut.has(type) ? [] : [type];
  });
  const blocks = [...groups].map(([type, group]) => new LazyEntry({ type, group }, context, unloweredBlocks));
  return {
    kind: "dictionary",
    span: spanOf(body, context),
    entries: [...attributes, ...blocks],
    intact: body.intact,
  };
}

const nothing: ReadonlySet<string> = new Set();

const unloweredAttribute: Unlowered<Attribute, LowerContext> = {
  nameOf: ({ name }) => name,
  spanOf,
  keyOf: ({ name, start, nameEnd }, context) => literal(name, spanOf({ start, end: nameEnd }, context)),
  valueOf: lowerAttribute,
};

/** Blocks of one type in a body. */
interface Blocks {
  readonly type: string;
  readonly group: readonly [Block, ...Block[]];
}

const unloweredBlocks: Unlowered<Blocks, LowerContext> = {
  nameOf: ({ type }) => type,
  spanOf: ({ group: [first] }, context) => spanOf(first, context),
  keyOf: ({ type, group: [{ start, typeEnd }] }, context) =>
    literal(type, spanOf({ start, end: typeEnd }, context)),
  valueOf: ({ group }, context) => lowerBlocks(group, context),
};

function lowerBlocks(group: Blocks["group"], context: LowerContext): ListExpression {
  const [first] = group;
  const last = group.at(-1) ?? first;
  return {
    kind: "list",
    span: { ...spanOf(first, context), end: spanOf(last, context).end },
    items: group.map((block) =>
      block.type === "dynamic" ? dynamicBlock(block, context) : lowerBody(block.body, context),
    ),
    intact: group.every((block) => block.type !== "dynamic" || block.body.intact),
    blocks: true,
  };
}

/** A block for each iteration: https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks */
function dynamicBlock(block: Block, context: LowerContext): Spread {
  const span = spanOf(block, context);
  const source = lowerNamed(block.body, "for_each", context);
  const content = blocksOf(block.body, "content")[0];
  if (!source || !content) return { kind: "spread", span, value: unreadable(span) };
  const iterator = iteratorOf(block, context);
  const inside = withIterator(context, iterator);
  return {
    kind: "spread",
    span,
    value: {
      kind: "for",
      span,
      loop: {
        span: source.span,
        source: call("for_each of blocks", source.span, source),
        item: `${iterator}.value`,
        index: null,
        key: `${iterator}.key`,
      },
      filter: null,
      key: null,
      grouped: false,
      body: lowerBody(content.body, inside),
    },
  };
}

function iteratorOf(block: Block, context: LowerContext): string {
  const written = attributeOf(block.body, "iterator")?.value;
  const [label = ""] = block.labels;
  return written ? textOf(written, context).replace(/^"|"$/g, "") : label;
}
