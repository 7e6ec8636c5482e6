import type { DictionaryExpression, Entry, Expression } from "../../template/expression.ts";
import type { ResourceDeclaration } from "../../template/template.ts";
import { azapiResource } from "./azapi.ts";
import type { Block } from "./hcl/body.ts";
import { identityOf } from "./identity.ts";
import { ignoredChanges, withoutIgnored } from "./ignored-changes.ts";
import { repetitionOf } from "./loops.ts";
import { lowerBody, lowerNamed } from "./lower-body.ts";
import type { LowerContext } from "./lower-context.ts";
import { literal, spanOf, unreadable } from "./lower-context.ts";

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
  const span = spanOf(block, context);
  const declaration: ResourceDeclaration = {
    span,
    symbol: address,
    key: address,
    labelSpan: { ...span, end: spanOf({ start: 0, end: block.headerEnd }, context).end },
    type: literal(type, span),
    apiVersion: null,
    name: lowerNamed(block.body, "name", context),
    existing: block.type !== "resource",
    ...repetitionOf(block.body, context),
    parent: null,
    scope: null,
    body: bodyOf(block, context),
    dependsOn: lowerNamed(block.body, "depends_on", context),
  };
  if (type.startsWith("azapi_")) return azapiResource(declaration, block.body, context);
  const identity = identityOf(
    type,
    (attribute) => lowerNamed(block.body, attribute, context),
    spanOf({ start: block.body.start, end: block.body.start }, context),
    declaration.labelSpan,
  );
  return identity
    ? { ...declaration, body: withSubnetIds(declaration.body, identity.id), identity }
    : declaration;
}

function bodyOf({ body }: Block, context: LowerContext): Expression {
  return withoutIgnored(lowerBody(body, context, metaArguments), ignoredChanges(body, context));
}

/** Subnets written inside of a network have ids, which others refer to. */
function withSubnetIds(body: Expression, network: Expression): Expression {
  if (body.kind !== "dictionary") return body;
  const entries = body.entries.map((entry): Entry | typeof entry => {
    if (keyOf(entry) !== "subnet" || entry.kind !== "entry" || entry.value.kind !== "list") return entry;
    const items = entry.value.items.map((item) =>
      item.kind === "spread" && item.value.kind === "for"
        ? { ...item, value: { ...item.value, body: withId(item.value.body, network) } }
        : item.kind === "spread"
          ? item
          : withId(item, network),
    );
    return { ...entry, value: { ...entry.value, items } };
  });
  return { ...body, entries };
}

function withId(subnet: Expression, network: Expression): Expression {
  if (subnet.kind !== "dictionary") return subnet;
  const name = subnet.entries.find((entry) => keyOf(entry) === "name");
  const span = { ...subnet.span, end: subnet.span.start + 1 };
  const last = name?.kind === "entry" ? name.value : unreadable(span);
  const id: Expression = { kind: "text", span, parts: [network, literal("/subnets/", span), last] };
  return {
    ...subnet,
    entries: [...subnet.entries, { kind: "entry", span, key: literal("id", span), value: id }],
  };
}

function keyOf(entry: DictionaryExpression["entries"][number]): string {
  return entry.kind === "entry" && entry.key.kind === "literal" ? String(entry.key.value) : "";
}
