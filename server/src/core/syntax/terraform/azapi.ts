import type { Expression } from "../../template/expression.ts";
import type { ResourceDeclaration, ResourceIdentity } from "../../template/template.ts";
import { armBody } from "./azapi-body.ts";
import type { Arguments, AzapiRole } from "./azapi-role.ts";
import { identityBelow } from "./identity.ts";
import { call, literal } from "./lower-context.ts";

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
