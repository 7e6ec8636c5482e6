import type { Node } from "jsonc-parser";
import type { Expression } from "../../../template/expression.ts";
import type { ResourceDeclaration, ResourceIdentity, StateKind } from "../../../template/template.ts";
import type { DocumentId, Span } from "../../../text/span.ts";
import { azureTypeOf, identityBelow, identityOf } from "../identity.ts";
import { call, literal } from "../lower-context.ts";
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

/** A resource with its values; null if it has no type or no values. */
export function readResource(
  { node, symbol, label, kind, values, unknown }: PrintedResource,
  state: StateKind,
  document: DocumentId,
): ResourceDeclaration | null {
  const type = textOf(member(kind, "type"));
  if (type === null || values.type !== "object") return null;
  const labelSpan = spanOf(label, document);
  const written = (name: string): Expression | null => {
    const value = member(values, name);
    return value ? lowerValue(value, member(unknown, name), document) : null;
  };
  const declaration: ResourceDeclaration = {
    ...{ span: spanOf(node, document), symbol, key: null, labelSpan },
    ...{ type: literal(type, labelSpan), apiVersion: null, name: written("name") },
    // What a data source found out about a vault is in a state like everything else that is deployed.
    existing:
      textOf(member(kind, "mode")) === "data" && !(state === "deployed" && type === "azurerm_key_vault"),
    ...{ condition: null, loop: null, parent: null, scope: null, dependsOn: null },
    body: lowerValue(values, unknown, document),
  };
  return type.startsWith("azapi_")
    ? asArm(declaration, values, written, labelSpan)
    : withIdentity(declaration, type, written, labelSpan);
}

/** The first version of the provider kept ARM's body as a text. */
function decoded(body: Expression): Expression {
  return body.kind === "literal" && typeof body.value === "string"
    ? call("jsondecode", body.span, body)
    : body;
}

type Written = (name: string) => Expression | null;

function withIdentity(
  declaration: ResourceDeclaration,
  type: string,
  written: Written,
  span: Span,
): ResourceDeclaration {
  const identity = identityOf(type, written, span, span);
  return identity
    ? { ...declaration, azureType: azureTypeOf(type), identity: knownId(identity, written) }
    : declaration;
}

/** The id that Azure has given, once there is one. */
function knownId(identity: ResourceIdentity, written: Written): ResourceIdentity {
  const id = written("id");
  return id?.kind === "literal" && id.value !== null ? { ...identity, id } : identity;
}

function asArm(
  declaration: ResourceDeclaration,
  values: Node,
  written: Written,
  span: Span,
): ResourceDeclaration {
  const [type = "", version] = (textOf(member(values, "type")) ?? "").split("@");
  const parent = written("parent_id") ?? call("no parent_id", span);
  const name = declaration.name ?? call("no name", span);
  return {
    ...declaration,
    type: literal(type, span),
    apiVersion: version === undefined ? null : literal(version, span),
    body: decoded(written("body") ?? declaration.body),
    identity: knownId(identityBelow(parent, type, name, span), written),
  };
}
