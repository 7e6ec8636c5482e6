import type { Node } from "jsonc-parser";
import type { Entry, Expression } from "../../../template/expression.ts";
import { nameOfEntry, withValue } from "../../../template/lazy-entry.ts";
import type { ResourceDeclaration, ResourceIdentity, StateKind } from "../../../template/template.ts";
import type { DocumentId, Span } from "../../../text/document.ts";
import { type Arguments, azapiResource, azapiRole } from "../azapi.ts";
import { azureTypeOf, identityOf } from "../identity.ts";
import { literal } from "../lower-context.ts";
import { lowerValue, member, spanOf, textOf } from "./values.ts";

/** A resource as Terraform writes it. */
export interface PrintedResource {
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
