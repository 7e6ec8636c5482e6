import type { DictionaryExpression, Entry, Expression } from "../../template/expression.ts";
import { withValue } from "../../template/lazy-entry.ts";
import type { ResourceDeclaration } from "../../template/template.ts";
import type { Block, Body } from "./hcl/body.ts";
import { identityBelow } from "./identity.ts";
import { lowerNamed } from "./lower-body.ts";
import type { LowerContext } from "./lower-context.ts";
import { call, literal, unreadable } from "./lower-context.ts";

/**
 * A resource of the azapi provider, which writes what Azure itself takes
 * (https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/resource): its `body` is ARM's, as an object
 * or, in its first version, as JSON in a string.
 */
export function azapiResource(
  declaration: ResourceDeclaration,
  body: Body,
  context: LowerContext,
): ResourceDeclaration {
  const { labelSpan } = declaration;
  const written = lowerNamed(body, "type", context);
  const [type, version] = written ? splitType(written) : [null, null];
  const parent = lowerNamed(body, "parent_id", context);
  const own = lowerNamed(body, "resource_id", context);
  const name = declaration.name ?? (own ? call("name in id", labelSpan, own, literal(0, labelSpan)) : null);
  const identity =
    own && name
      ? { names: [name], id: own }
      : type !== null && name
        ? identityBelow(parent ?? call("no parent_id", labelSpan), type, name, labelSpan)
        : undefined;
  const shared = {
    ...declaration,
    ...(isUpdate(declaration) ? { updates: true } : {}),
    type: type === null ? (written ?? declaration.type) : literal(type, labelSpan),
    apiVersion: version,
    name,
    body: armBody(declaration.body, body),
    ...(declaration.body.kind === "dictionary" ? { around: declaration.body } : {}),
  };
  return identity ? { ...shared, identity } : shared;
}

/** https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/update_resource */
function isUpdate({ type }: ResourceDeclaration): boolean {
  return (
    type.kind === "literal" &&
    (type.value === "azapi_update_resource" || type.value === "azapi_resource_action")
  );
}

/**
 * Whether a block of this type writes or looks up the resource that it names. An action writes it with some methods, unless it runs when the
 * action is destroyed: https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/resource_action
 */
export function isAboutResource(type: string, block: Block, context: LowerContext): boolean {
  if (type !== "azapi_resource_action") return type.startsWith("azapi_");
  const textOf = (name: string): string | null => {
    const written = lowerNamed(block.body, name, context);
    return written?.kind === "literal" ? String(written.value).toLowerCase() : null;
  };
  const isWrite = ["patch", "put"].includes(textOf("method") ?? "");
  const isWhole = lowerNamed(block.body, "action", context) === null;
  return block.type === "resource" && isWrite && isWhole && textOf("when") !== "destroy";
}

/** `Microsoft.KeyVault/vaults@2023-07-01`; the version may be computed. */
function splitType(type: Expression): readonly [string | null, Expression | null] {
  const [first, ...rest] = type.kind === "text" ? type.parts : [type];
  if (first?.kind !== "literal" || typeof first.value !== "string") return [null, null];
  const [name = "", version] = first.value.split("@");
  if (version === undefined) return rest.length > 0 ? [null, null] : [name, null];
  const parts = version === "" ? rest : [literal(version, first.span), ...rest];
  // A version that a name holds is written where the name says it.
  const [only] = parts;
  return [name, only && parts.length === 1 ? only : { kind: "text", span: type.span, parts }];
}

/**
 * The ARM body together with the arguments outside it. If it is not an object, it has no place, so that nothing is
 * written into it.
 */
function armBody(written: Expression, body: Body): Expression {
  if (written.kind !== "dictionary") return written;
  const value = valueOf(written, "body");
  if (!value) {
    const span = { ...written.span, start: written.span.end };
    return body.intact ? { ...written, span, entries: beside(written) } : unreadable(written.span);
  }
  const decoded = withSensitive(decode(value), valueOf(written, "sensitive_body"));
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
  return { ...decoded, entries: [...decoded.entries, ...more], intact: decoded.intact && body.intact };
}

function valueOf({ entries }: DictionaryExpression, name: string): Expression | undefined {
  return entries.find((entry) => keyOf(entry) === name)?.value;
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

/** `jsonencode({…})` is the object it encodes. */
function decode(value: Expression): Expression {
  const [only] = value.kind === "call" && value.name === "jsonencode" ? value.arguments : [];
  return only ?? value;
}

/** What others refer to. */
function beside({ entries }: DictionaryExpression): readonly Entry[] {
  return entries
    .filter((entry) => entry.kind === "entry")
    .filter((entry) => /^(location|name|tags|identity|parent_id|resource_id)$/.test(keyOf(entry)));
}

function keyOf(entry: DictionaryExpression["entries"][number]): string {
  return entry.kind === "entry" && entry.key.kind === "literal" ? String(entry.key.value) : "";
}
