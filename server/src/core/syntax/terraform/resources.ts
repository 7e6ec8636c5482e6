import { memoize, once } from "../../logic/memoize.ts";
import type { Entry, Expression, Loop } from "../../template/expression.ts";
import { nameOfEntry, withValue } from "../../template/lazy-entry.ts";
import { LazyResource, type LoweredRest } from "../../template/lazy-resource.ts";
import type { ResourceDeclaration, ResourceIdentity } from "../../template/template.ts";
import type { Span } from "../../text/document.ts";
import { type Arguments, azapiResource, type AzapiRole, azapiRole } from "./azapi.ts";
import type { Attribute, Block, Body } from "./hcl/nodes.ts";
import { attributeOf, blocksOf } from "./hcl/parse.ts";
import { azureTypeOf, identityOf } from "./identity.ts";
import { ignoredChanges, withoutIgnored } from "./ignored-changes.ts";
import { lowerAttribute, lowerBody, lowerNamed } from "./lower-body.ts";
import { call, literal, type LowerContext, spanOf, unreadable } from "./lower-context.ts";

/**
 * Arguments that every resource takes (https://developer.hashicorp.com/terraform/language/meta-arguments), without `provisioner`: what
 * that runs may be about a vault.
 */
const metaArguments: ReadonlySet<string> = new Set([
  "count",
  "for_each",
  "provider",
  "depends_on",
  "lifecycle",
  "connection",
]);

/** A `resource`, `data` or `ephemeral` block. */
export function readResource(block: Block, context: LowerContext): ResourceDeclaration | null {
  const [type, name] = block.labels;
  if (type === undefined || name === undefined) return null;
  const address = block.type === "resource" ? `${type}.${name}` : `${block.type}.${type}.${name}`;
  const { loop, condition } = repetitionOf(block.body, context);
  // Written out, because an edit makes it anew for every block behind it, and spreading costs more than all else.
  const head = {
    symbol: address,
    key: address,
    existing: block.type !== "resource",
    type: literal(type, spanOf(block, context)),
    condition,
    loop,
    parent: null,
    azureType: azureTypeOf(type),
  };
  const role = roleOf(type, block, context);
  if (role)
    return azapiResource({ ...head, ...restOf(block, context) }, role, argumentsOf(block.body, context));
  const identity = once(() => identityIn(type, block, context));
  return new LazyResource(head, {
    readFrom: block,
    lower: () => {
      const rest = restOf(block, context);
      const id = identity()?.id;
      return id ? { ...rest, body: withSubnetIds(rest.body, id) } : rest;
    },
    identity,
  });
}

function roleOf(type: string, block: Block, context: LowerContext): AzapiRole | null {
  const written = argumentsOf(block.body, context);
  return azapiRole(type, block.type === "resource", written, spanOf(block, context));
}

/** What azapi is given; null is as good as not written. */
function argumentsOf(body: Body, context: LowerContext): Arguments {
  return (name) => {
    const value = lowerNamed(body, name, context);
    return value?.kind === "literal" && value.value === null ? null : value;
  };
}

function restOf(block: Block, context: LowerContext): LoweredRest {
  return {
    span: spanOf(block, context),
    labelSpan: labelOf(block, context),
    apiVersion: null,
    name: lowerNamed(block.body, "name", context),
    scope: null,
    body: bodyOf(block, context),
    dependsOn: lowerNamed(block.body, "depends_on", context),
  };
}

function labelOf(block: Block, context: LowerContext): Span {
  return { ...spanOf(block, context), end: spanOf({ start: 0, end: block.headerEnd }, context).end };
}

function identityIn(type: string, block: Block, context: LowerContext): ResourceIdentity | undefined {
  return identityOf(
    type,
    (attribute) => lowerNamed(block.body, attribute, context),
    spanOf({ start: block.body.start, end: block.body.start }, context),
    labelOf(block, context),
  );
}

function bodyOf({ body }: Block, context: LowerContext): Expression {
  return withoutIgnored(lowerBody(body, context, metaArguments), ignoredChanges(body, context));
}

/**
 * Subnets written inside of a network have ids, which others refer to, and are a set:
 * https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/virtual_network
 */
function withSubnetIds(body: Expression, network: Expression): Expression {
  if (body.kind !== "dictionary") return body;
  const entries = body.entries.map((entry): Entry | typeof entry => {
    if (entry.kind !== "entry" || nameOfEntry(entry) !== "subnet" || entry.value.kind !== "list")
      return entry;
    const items = entry.value.items.map((item) =>
      item.kind === "spread" && item.value.kind === "for"
        ? { ...item, value: { ...item.value, body: withId(item.value.body, network) } }
        : item.kind === "spread"
          ? item
          : withId(item, network),
    );
    return withValue(entry, { ...entry.value, items, isSet: true });
  });
  return { ...body, entries };
}

function withId(subnet: Expression, network: Expression): Expression {
  if (subnet.kind !== "dictionary") return subnet;
  const name = subnet.entries.find((entry) => entry.kind === "entry" && nameOfEntry(entry) === "name");
  const span = { ...subnet.span, end: subnet.span.start + 1 };
  const last = name?.kind === "entry" ? name.value : unreadable(span);
  const id: Expression = { kind: "text", span, parts: [network, literal("/subnets/", span), last] };
  return {
    ...subnet,
    entries: [...subnet.entries, { kind: "entry", span, key: literal("id", span), value: id }],
  };
}

interface Repetition {
  readonly loop: Loop | null;
  readonly condition: Expression | null;
}

/**
 * `count` and `for_each` (https://developer.hashicorp.com/terraform/language/meta-arguments/count). The usual
 * `condition ? 1 : 0` becomes the condition of a loop of one iteration, so that reports can name what it depends
 * on.
 */
export function repetitionOf(body: Body, context: LowerContext): Repetition {
  const repeats = repeatingIn(body);
  if (repeats) {
    const value = lowerAttribute(repeats, context);
    return repeats.name === "count" ? countOf(value) : eachOf(value);
  }
  // A loop that a syntax error may hide makes the number of instances unknown.
  if (body.intact) return { loop: null, condition: enabledIn(body, context) };
  return { loop: null, condition: unreadable(spanOf({ start: body.start, end: body.start }, context)) };
}

/** OpenTofu's condition: https://opentofu.org/docs/language/meta-arguments/enabled/ */
function enabledIn(body: Body, context: LowerContext): Expression | null {
  const [lifecycle] = blocksOf(body, "lifecycle");
  return lifecycle ? lowerNamed(lifecycle.body, "enabled", context) : null;
}

/** Known of a block as long as its text is the same, wherever an edit moves it. */
const repeatingIn = memoize(
  (body: Body): Attribute | null => attributeOf(body, "count") ?? attributeOf(body, "for_each"),
);

function countOf(count: Expression): Repetition {
  const { times, condition } = split(count, isZero);
  const { span } = times;
  const isOne = times.kind === "literal" && times.value === 1;
  const source: Expression = isOne
    ? { kind: "list", span, items: [literal(0, span)], intact: true }
    : call("range", span, times);
  return { loop: { span, source, item: null, index: "count.index", key: null }, condition };
}

function eachOf(each: Expression): Repetition {
  const { times: source, condition } = split(each, isEmpty);
  return {
    loop: { span: source.span, source, item: "each.value", index: null, key: "each.key" },
    condition,
  };
}

/** `test ? some : none` as `some` under the condition `test`. */
function split(
  expression: Expression,
  isNone: (branch: Expression) => boolean,
): { readonly times: Expression; readonly condition: Expression | null } {
  if (expression.kind !== "conditional") return { times: expression, condition: null };
  const { span, test, yes, no } = expression;
  if (isNone(no) && !isNone(yes)) return { times: yes, condition: test };
  if (isNone(yes) && !isNone(no)) return { times: no, condition: call("!", span, test) };
  return { times: expression, condition: null };
}

function isZero(expression: Expression): boolean {
  return expression.kind === "literal" && expression.value === 0;
}

function isEmpty(expression: Expression): boolean {
  if (expression.kind === "list") return expression.items.length === 0 && expression.intact;
  if (expression.kind === "dictionary") return expression.entries.length === 0 && expression.intact;
  const [only] =
    expression.kind === "call" && /^to(set|map|list)$/.test(expression.name) ? expression.arguments : [];
  return only !== undefined && isEmpty(only);
}
