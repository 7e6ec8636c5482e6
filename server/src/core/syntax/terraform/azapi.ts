import type { Expression } from "../../template/expression.ts";
import type { ResourceDeclaration } from "../../template/template.ts";
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
  const [type, version] = typeAndVersion ? splitType(typeAndVersion) : [null, null];
  const parent = written("parent_id");
  const own = written("resource_id");
  const name = declaration.name ?? (own ? call("name in id", labelSpan, own, literal(0, labelSpan)) : null);
  const identity =
    own && name
      ? { names: [name], id: own }
      : type !== null && name
        ? identityBelow(parent ?? call("no parent_id", labelSpan), type, name, labelSpan)
        : undefined;
  const shared = {
    ...declaration,
    ...(updates ? { updates } : {}),
    condition: both(declaration.condition, condition),
    type: type === null ? (typeAndVersion ?? declaration.type) : literal(type, labelSpan),
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
