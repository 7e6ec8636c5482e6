import type { DictionaryExpression, Entry, Expression, Spread } from "../../template/expression.ts";
import { nameOfEntry, withValue } from "../../template/lazy-entry.ts";
import { keptIfExists } from "../../template/kept-if-exists.ts";
import type { Update } from "../../template/template.ts";
import { type IgnoredPath, withoutIgnored } from "./ignored-changes.ts";
import { call, unreadable } from "./lower-context.ts";

/**
 * The ARM body of a resource of azapi, of which all arguments are given, together with the arguments outside it. If it is not an
 * object, it has no place, so that nothing is written into it.
 */
export function armBody(written: Expression, updates: Update | null): Expression {
  if (written.kind !== "dictionary") return written;
  const value = valueOf(written, "body");
  if (!value) {
    const span = { ...written.span, start: written.span.end };
    return written.intact ? { ...written, span, entries: beside(written) } : unreadable(written.span);
  }
  const own = withSensitive(decode(value), valueOf(written, "sensitive_body"));
  const decoded = withoutIgnoredPaths(withOtherItems(own, written, updates), written);
  if (decoded.kind !== "dictionary") {
    const spread = {
      kind: "spread",
      span: value.span,
      value: call("azapi body", value.span, decoded),
    } as const;
    const span = { ...value.span, start: value.span.end };
    return { ...written, span, entries: [spread, ...beside(written)] };
  }
  // The object itself stays the place to write to.
  const more = beside(written).filter(
    (entry) => !decoded.entries.some((each) => keyOf(each) === keyOf(entry)),
  );
  return { ...decoded, entries: [...decoded.entries, ...more], intact: decoded.intact && written.intact };
}

/** The value of an argument; undefined if it is not written, which null says as well. */
function valueOf({ entries }: DictionaryExpression, name: string): Expression | undefined {
  const value = entries.find((entry) => keyOf(entry) === name)?.value;
  return value?.kind === "literal" && value.value === null ? undefined : value;
}

/** What is written beside the body as sensitive is merged into it, and wins: https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/resource */
function withSensitive(body: Expression, sensitive: Expression | undefined): Expression {
  if (!sensitive) return body;
  const decoded = decode(sensitive);
  if (body.kind !== "dictionary" || decoded.kind !== "dictionary") return unreadable(sensitive.span);
  const over = new Map(decoded.entries.map((entry) => [keyOf(entry), entry]));
  // A computed key may be any.
  if (over.has("")) return unreadable(sensitive.span);
  const entries = body.entries.map((entry) => {
    const other = over.get(keyOf(entry));
    over.delete(keyOf(entry));
    return entry.kind === "entry" && other ? withValue(entry, mergePatched(entry.value, other.value)) : entry;
  });
  return { ...body, entries: [...entries, ...over.values()] };
}

function mergePatched(before: Expression, over: Expression): Expression {
  return before.kind === "dictionary" && over.kind === "dictionary" ? withSensitive(before, over) : over;
}

/** `ignore_body_changes` is `ignore_changes` for paths in the body. */
function withoutIgnoredPaths(body: Expression, written: DictionaryExpression): Expression {
  const by = "ignore_body_changes";
  const listed = valueOf(written, by);
  const paths = listed ? pathsIn(listed) : [];
  return withoutIgnored(body, paths ?? [[]], by);
}

/**
 * Others may add items to a list that `ignore_other_items_in_list` names. An update adds its own to those that are deployed if they
 * are told apart by `list_unique_id_property`
 * (https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/update_resource).
 */
function withOtherItems(body: Expression, written: DictionaryExpression, updates: Update | null): Expression {
  const isMerged = updates === "merge";
  const shared = valueOf(written, isMerged ? "list_unique_id_property" : "ignore_other_items_in_list");
  if (!shared) return body;
  const others = (declared: Expression): Expression =>
    isMerged ? call("rest of updated", declared.span) : keptIfExists(declared, "ignore_other_items_in_list");
  const paths = pathsIn(shared);
  return paths
    ? paths.reduce((expression, path) => withOthersAt(expression, path, others), body)
    : others(body);
}

function withOthersAt(
  expression: Expression,
  [name, ...rest]: IgnoredPath,
  others: (declared: Expression) => Expression,
): Expression {
  const { span } = expression;
  if (name === undefined) {
    const none: Expression = { kind: "list", span, items: [], intact: true };
    const more: Spread = { kind: "spread", span, value: others(none) };
    return expression.kind === "list"
      ? { ...expression, items: [...expression.items, more] }
      : { kind: "list", span, items: [{ kind: "spread", span, value: expression }, more], intact: true };
  }
  if (expression.kind !== "dictionary") return others(expression);
  const entries = expression.entries.map((entry) =>
    entry.kind === "entry" && nameOfEntry(entry) === name
      ? withValue(entry, withOthersAt(entry.value, rest, others))
      : entry,
  );
  return { ...expression, entries };
}

/** The paths in a list, or that are the keys of a map, such as `properties.networkAcls`; null if some of them are computed. */
function pathsIn(argument: Expression): readonly IgnoredPath[] | null {
  const written =
    argument.kind === "dictionary"
      ? argument.entries.map((entry) => (entry.kind === "entry" ? entry.key : entry))
      : argument.kind === "list"
        ? argument.items
        : [argument];
  const paths = written.flatMap((path) =>
    path.kind === "literal" && argument.kind !== "literal" ? [String(path.value).split(".")] : [],
  );
  return paths.length === written.length ? paths : null;
}

/** `jsonencode({…})` is the object it encodes. */
function decode(value: Expression): Expression {
  const [only] = value.kind === "call" && value.name === "jsonencode" ? value.arguments : [];
  return only ?? value;
}

/** What others refer to. */
function beside({ entries }: DictionaryExpression): readonly Entry[] {
  return entries
    .filter((entry) => entry.kind === "entry")
    .filter((entry) =>
      /^(location|name|tags|identity|parent_id|resource_id|response_export_values)$/.test(keyOf(entry)),
    );
}

function keyOf(entry: DictionaryExpression["entries"][number]): string {
  return entry.kind === "entry" && entry.key.kind === "literal" ? String(entry.key.value) : "";
}
