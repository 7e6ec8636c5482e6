import type { DictionaryExpression, Entry, Expression } from "../../template/expression.ts";
import { nameOfEntry, withValue } from "../../template/lazy-entry.ts";
import { keptIfExists } from "../../template/kept-if-exists.ts";
import type { Body } from "./hcl/nodes.ts";
import { attributeOf, blocksOf } from "./hcl/parse.ts";
import { literal, type LowerContext, textOf } from "./lower-context.ts";

/**
 * The names in the path of each entry of `ignore_changes`, such as `network_acls`, `0`, `ip_rules`. An empty path
 * means the whole resource.
 */
export type IgnoredPath = readonly string[];

/** What lists them: an argument of Terraform, or one of azapi for its body. */
export type IgnoringArgument = "ignore_body_changes" | "ignore_changes";

/** https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#ignore_changes */
export function ignoredChanges(body: Body, context: LowerContext): readonly IgnoredPath[] {
  const lists = blocksOf(body, "lifecycle").map((block) => attributeOf(block.body, "ignore_changes")?.value);
  if (lists.some((node) => node && textOf(node, context) === "all")) return [[]];
  return lists
    .flatMap((node) => (node?.kind === "tuple" ? node.items : []))
    .map((item) =>
      textOf(item, context)
        .split(/[\s."[\]]+/)
        .filter((name) => name !== ""),
    );
}

/**
 * The body of a resource; the values of properties that others may change, as an argument says, cannot be known from the
 * template.
 */
export function withoutIgnored(
  body: Expression,
  paths: readonly IgnoredPath[],
  by: IgnoringArgument = "ignore_changes",
): Expression {
  return paths.reduce((expression, path) => ignore(expression, path, by), body);
}

function ignore(expression: Expression, [name, ...rest]: IgnoredPath, by: IgnoringArgument): Expression {
  if (name !== undefined && expression.kind === "dictionary") return ignoreEntry(expression, name, rest, by);
  const index = Number(name);
  const item = expression.kind === "list" ? expression.items[index] : undefined;
  if (expression.kind !== "list" || !item || item.kind === "spread") return keptIfExists(expression, by);
  return { ...expression, items: expression.items.with(index, ignore(item, rest, by)) };
}

function ignoreEntry(
  body: DictionaryExpression,
  name: string,
  rest: IgnoredPath,
  by: IgnoringArgument,
): DictionaryExpression {
  const isIt = (entry: DictionaryExpression["entries"][number]): entry is Entry =>
    entry.kind === "entry" && nameOfEntry(entry) === name;
  const entries = body.entries.map((entry) =>
    isIt(entry) ? withValue(entry, ignore(entry.value, rest, by)) : entry,
  );
  if (body.entries.some(isIt)) return { ...body, entries };
  const span = { ...body.span, end: body.span.start + 1 };
  const hidden: Entry = {
    kind: "entry",
    span,
    key: literal(name, span),
    value: keptIfExists(literal(null, span), by),
  };
  return { ...body, entries: [...entries, hidden] };
}
