import type { DictionaryExpression, Entry, Expression, Spread } from "../../template/expression.ts";
import { keptIfExists } from "../../template/kept-if-exists.ts";
import { nameOfEntry, withValue } from "../../template/lazy-entry.ts";
import type { ResourceDeclaration, ResourceIdentity, Update } from "../../template/template.ts";
import type { Span } from "../../text/document.ts";
import { foldWord } from "../../text/fold.ts";
import { identityBelow } from "./identity.ts";
import { type IgnoredPath, withoutIgnored } from "./ignored-changes.ts";
import { call, literal, unreadable } from "./lower-context.ts";

/**
 * A resource of the azapi provider, which writes what Azure itself takes
 * (https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/resource): its `body` is ARM's, as an object
 * or, in its first version, as JSON in a string.
 */
export function azapiResource(
  declaration: ResourceDeclaration,
  { updates, condition }: AzapiRole,
  written: Arguments,
): ResourceDeclaration {
  const { labelSpan } = declaration;
  const typeAndVersion = written("type");
  const [type, version] = typeAndVersion ? splitType(typeAndVersion) : [declaration.type, null];
  const parent = written("parent_id");
  const own = written("resource_id");
  const name = declaration.name ?? (own ? call("name in id", labelSpan, own, literal(0, labelSpan)) : null);
  const identity =
    own && name
      ? { names: [name], id: own }
      : typeAndVersion && name
        ? identityIn(type, (text) =>
            identityBelow(parent ?? call("no parent_id", labelSpan), text, name, labelSpan),
          )
        : undefined;
  const shared = {
    ...declaration,
    ...(updates ? { updates } : {}),
    condition: both(declaration.condition, condition),
    type,
    apiVersion: version,
    name,
    body: armBody(declaration.body, updates),
    ...(declaration.body.kind === "dictionary" ? { around: declaration.body } : {}),
  };
  return identity ? { ...shared, identity } : shared;
}

function both(a: Expression | null, b: Expression | null): Expression | null {
  return a && b ? call("&&", b.span, a, b) : (a ?? b);
}

function identityIn(
  type: Expression,
  below: (type: string) => ResourceIdentity,
): NonNullable<ResourceDeclaration["identity"]> {
  return type.kind === "literal" ? below(String(type.value)) : below;
}

/** `Microsoft.KeyVault/vaults@2023-07-01`; both parts may be computed. */
function splitType(type: Expression): readonly [Expression, Expression | null] {
  const [first, ...rest] = type.kind === "text" ? type.parts : [type];
  const text = first?.kind === "literal" ? String(first.value) : "";
  const [name = "", version] = text.split("@");
  if (first?.kind === "literal" && version === undefined && rest.length === 0)
    return [literal(name, first.span), null];
  if (!first || version === undefined) {
    const part = (index: number): Expression =>
      call("part of type", type.span, type, literal(index, type.span));
    return [part(0), part(1)];
  }
  const parts = version === "" ? rest : [literal(version, first.span), ...rest];
  // A version that a name holds is written where the name says it.
  const [only] = parts;
  return [
    literal(name, first.span),
    only && parts.length === 1 ? only : { kind: "text", span: type.span, parts },
  ];
}

/** What a block of the azapi provider does with the resource of Azure Resource Manager that it names. */
export interface AzapiRole {
  /** How it changes a resource that is there already; null if it deploys, or looks up, all of it. */
  readonly updates: Update | null;
  /** When it does, if arguments that are computed decide that. */
  readonly condition: Expression | null;
}

/** The value of an argument; null if it is not written. */
export type Arguments = (name: string) => Expression | null;

const whole: AzapiRole = { updates: null, condition: null };

/**
 * What a block of this type does; null if it is about no resource, or neither writes nor looks up the one that it names, such as a list
 * and what asks a service itself (`azapi_data_plane_resource`).
 */
export function azapiRole(
  type: string,
  isManaged: boolean,
  written: Arguments,
  span: Span,
): AzapiRole | null {
  switch (type) {
    case "azapi_resource":
    case "azapi_resource_id":
      return whole;
    case "azapi_update_resource":
      // It is merged into what is deployed: https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/update_resource
      return { updates: "merge", condition: null };
    case "azapi_resource_action":
      return isManaged ? actionRole(written, span) : null;
    default:
      return null;
  }
}

/**
 * An action writes the resource with some methods, unless it is about something in it or runs when the action is destroyed:
 * https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/resource_action
 */
function actionRole(written: Arguments, span: Span): AzapiRole | null {
  const method = written("method");
  const action = written("action");
  const moment = written("when");
  const said = textOf(method);
  const isWrite = said === null ? method !== null : said === "patch" || said === "put";
  const isAboutPart = (textOf(action) ?? "") !== "";
  if (!isWrite || isAboutPart || textOf(moment) === "destroy") return null;
  const verbs = ["PATCH", "PUT"].map((verb) => literal(verb, span));
  const conditions = [
    method && call("contains", span, { kind: "list", span, items: verbs, intact: true }, method),
    action && isNothing(action, span),
    moment && call("!=", span, moment, literal("destroy", span)),
  ].filter((each) => each !== null);
  const isKnown = [method, action, moment].every((each) => each === null || textOf(each) !== null);
  return {
    updates: said === "put" ? "put" : "patch",
    condition: isKnown ? null : conditions.reduce((all, each) => call("&&", span, all, each)),
  };
}

function isNothing(action: Expression, span: Span): Expression {
  const isNull = call("==", span, action, literal(null, span));
  return call("||", span, isNull, call("==", span, action, literal("", span)));
}

/** The text of a literal, in lower case. */
function textOf(expression: Expression | null): string | null {
  return expression?.kind === "literal" ? foldWord(String(expression.value)) : null;
}

/**
 * The ARM body of a resource of azapi, of which all arguments are given, together with the arguments outside it. If it is not an
 * object, it has no place, so that nothing is written into it.
 */
function armBody(written: Expression, updates: Update | null): Expression {
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
