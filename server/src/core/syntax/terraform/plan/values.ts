import type { Node } from "jsonc-parser";
import type { Entry, Expression } from "../../../template/expression.ts";
import { nameOfEntry, withValue } from "../../../template/lazy-entry.ts";
import type { ResourceDeclaration, ResourceIdentity, StateKind } from "../../../template/template.ts";
import type { DocumentId, Span } from "../../../text/document.ts";
import { type Arguments, azapiResource, azapiRole } from "../azapi.ts";
import { azureTypeOf, identityOf } from "../identity.ts";
import { call, literal } from "../lower-context.ts";

/** The value of a member of an object; undefined when it has none. */
export function member(node: Node | undefined, name: string): Node | undefined {
  if (node?.type !== "object") return undefined;
  return node.children?.find((property) => property.children?.[0]?.value === name)?.children?.[1];
}

export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.type === "array" ? (node.children ?? []) : [];
}

export function textOf(node: Node | undefined): string | null {
  return node?.type === "string" && typeof node.value === "string" ? node.value : null;
}

export function spanOf(node: Node, document: DocumentId): Span {
  return { document, start: node.offset, end: node.offset + node.length };
}

/**
 * A value as an expression. `unknown` has the same shape and is true if a plan does not know the value before it is applied
 * (https://developer.hashicorp.com/terraform/internals/json-format#change-representation). Lists of objects are blocks.
 */
function lowerValue(node: Node, unknown: Node | undefined, document: DocumentId): Expression {
  const span = spanOf(node, document);
  if (unknown?.type === "boolean" && unknown.value === true) return call("known after apply", span);
  if (node.type === "object")
    return { kind: "dictionary", span, entries: entriesOf(node, unknown, document), intact: true };
  if (node.type !== "array") return literal(scalarOf(node), span);
  const children = node.children ?? [];
  const items = children.map((child, index) => lowerValue(child, itemsOf(unknown)[index], document));
  const list = { kind: "list", span, items, intact: true } as const;
  return items.every((item) => item.kind === "dictionary") ? { ...list, blocks: true } : list;
}

/** What is not known may be missing among the values. */
function entriesOf(node: Node, unknown: Node | undefined, document: DocumentId): readonly Entry[] {
  const entries = (node.children ?? []).flatMap((property): readonly Entry[] => {
    const [key, value] = property.children ?? [];
    if (!key || !value) return [];
    const name = String(key.value);
    const of = { span: spanOf(property, document), key: literal(name, spanOf(key, document)) };
    return [{ kind: "entry", ...of, value: lowerValue(value, member(unknown, name), document) }];
  });
  const written = new Set(entries.map((entry) => (entry.key.kind === "literal" ? entry.key.value : null)));
  const span = { ...spanOf(node, document), end: node.offset + 1 };
  const missing = (unknown?.type === "object" ? (unknown.children ?? []) : []).flatMap(
    (property): readonly Entry[] => {
      const [key, value] = property.children ?? [];
      if (!key || written.has(String(key.value)) || !mentionsTrue(value)) return [];
      return [
        {
          kind: "entry",
          span,
          key: literal(String(key.value), span),
          value: call("known after apply", span),
        },
      ];
    },
  );
  return [...entries, ...missing];
}

function mentionsTrue(node: Node | undefined): boolean {
  if (node?.type === "boolean") return node.value === true;
  return (node?.children ?? []).some(mentionsTrue);
}

function scalarOf({ value }: Node): null | boolean | number | string {
  const plain: unknown = value;
  return typeof plain === "string" || typeof plain === "number" || typeof plain === "boolean" ? plain : null;
}

/** A resource as Terraform writes it. */
interface PrintedResource {
  readonly node: Node;
  /** Its address, and where that is, or what represents it. */
  readonly symbol: string;
  readonly label: Node;
  /** What has its `mode` and `type`. */
  readonly kind: Node;
  readonly values: Node;
  /** Which of the values are not known before they are applied. */
  readonly unknown?: Node | undefined;
}

/** A resource as a declaration. */
export interface PrintedDeclaration {
  readonly declaration: ResourceDeclaration;
  /** Whether a data source found it. */
  readonly isFound: boolean;
}

/** A resource with its values, or nothing if others say what it says; null if it has no type or no values. */
export function readResource(
  { node, symbol, label, kind, values, unknown }: PrintedResource,
  state: StateKind,
  document: DocumentId,
): readonly PrintedDeclaration[] | null {
  const type = textOf(member(kind, "type"));
  if (type === null || values.type !== "object") return null;
  const labelSpan = spanOf(label, document);
  const body = lowerValue(values, unknown, document);
  const written = argumentsIn(body);
  const isFound = textOf(member(kind, "mode")) === "data";
  const declaration: ResourceDeclaration = {
    ...{ span: spanOf(node, document), symbol, key: null, labelSpan },
    ...{ type: literal(type, labelSpan), apiVersion: null, name: written("name") },
    // What a data source found out about a vault is in a state like everything else that is deployed.
    existing: isFound && !(state === "deployed" && type === "azurerm_key_vault"),
    ...{ condition: null, loop: null, parent: null, scope: null, dependsOn: null },
    body,
  };
  const role = azapiRole(type, !isFound, written, labelSpan);
  if (!role) return [{ declaration: withIdentity(declaration, type, written, labelSpan), isFound }];
  // What an update has made of a resource is deployed.
  if (role.updates && state === "deployed") return [];
  const resource = azapiResource({ ...declaration, body: withPlainBody(body) }, role, written);
  const { identity } = resource;
  return [
    {
      declaration:
        typeof identity === "object" && !role.updates
          ? { ...resource, identity: knownId(identity, written) }
          : resource,
      isFound,
    },
  ];
}

/** What a resource is given; null is what nothing is written of. */
function argumentsIn(values: Expression): Arguments {
  return (name) => {
    const value = entryOf(values, name)?.value;
    return !value || (value.kind === "literal" && value.value === null) ? null : value;
  };
}

/**
 * The file of a state keeps the body of azapi with its type next to it, as it does every value whose type the provider does not
 * fix: https://developer.hashicorp.com/terraform/plugin/framework/handling-data/dynamic-data
 */
function withPlainBody(values: Expression): Expression {
  if (values.kind !== "dictionary") return values;
  const entries = values.entries.map((entry) => {
    if (entry.kind !== "entry" || nameOfEntry(entry) !== "body") return entry;
    const isTyped = entry.value.kind === "dictionary" && entry.value.entries.length === 2;
    const plain = isTyped && entryOf(entry.value, "type") ? entryOf(entry.value, "value") : undefined;
    return plain ? withValue(entry, plain.value) : entry;
  });
  return { ...values, entries };
}

function entryOf(values: Expression, name: string): Entry | undefined {
  if (values.kind !== "dictionary") return undefined;
  return values.entries
    .filter((entry) => entry.kind === "entry")
    .find((entry) => nameOfEntry(entry) === name);
}

function withIdentity(
  declaration: ResourceDeclaration,
  type: string,
  written: Arguments,
  span: Span,
): ResourceDeclaration {
  const identity = identityOf(type, written, span, span);
  return identity
    ? { ...declaration, azureType: azureTypeOf(type), identity: knownId(identity, written) }
    : declaration;
}

/** The id that Azure has given, once there is one. */
function knownId(identity: ResourceIdentity, written: Arguments): ResourceIdentity {
  const id = written("id");
  return id?.kind === "literal" ? { ...identity, id } : identity;
}
