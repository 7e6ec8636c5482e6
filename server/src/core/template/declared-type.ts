import type { Literal, Expression } from "./expression.ts";

export type ParameterType = "string" | "int" | "bool" | "array" | "object" | "any";

/** A type as declared in a file, reduced to the values it allows. */
export type DeclaredType =
  | { readonly kind: "any" | "array" }
  | { readonly kind: "literal"; readonly value: Literal["value"] }
  | { readonly kind: "union"; readonly members: readonly DeclaredType[] }
  | { readonly kind: "nullable" | "nonNullable" | "secure"; readonly type: DeclaredType }
  | { readonly kind: "object"; readonly properties: ReadonlyMap<string, DeclaredType> }
  /** A type of the file, of another file or of the language; `alias.name` where all of a file is imported. */
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "property"; readonly target: DeclaredType; readonly name: string };

/** What a type says of the values of a parameter. */
export interface TypeFacts {
  readonly type: ParameterType;
  /** Every value it may take where the declaration says so (allowed values, unions of literals); `bool` needs none. */
  readonly allowed: readonly Literal["value"][] | null;
  /** Without a default the parameter may still be left out, and is null then. */
  readonly nullable: boolean;
  readonly secure: boolean;
}

/** A type, and what the names in it mean. */
export interface TypeInPlace {
  readonly type: DeclaredType;
  readonly lookUp: TypeLookUp;
}

/** The type that a name refers to; null if no visible file declares one. */
export type TypeLookUp = (name: string) => TypeInPlace | null;

const nothing: TypeFacts = { type: "any", allowed: null, nullable: false, secure: false };

/** Types may refer to each other without end. */
const longestChain = 20;

const builtIn: ReadonlyMap<string, Partial<TypeFacts>> = new Map<string, Partial<TypeFacts>>([
  ["string", { type: "string" }],
  ["int", { type: "int" }],
  ["bool", { type: "bool" }],
  ["array", { type: "array" }],
  ["object", { type: "object" }],
  ["secureString", { type: "string", secure: true }],
  ["secureObject", { type: "object", secure: true }],
]);

/** Reads a type (https://learn.microsoft.com/azure/azure-resource-manager/bicep/user-defined-data-types). */
export function factsOf({ type, lookUp }: TypeInPlace, depth = 0): TypeFacts {
  if (depth > longestChain) return nothing;
  switch (type.kind) {
    case "name":
    case "property": {
      const meant = meantBy({ type, lookUp }, depth);
      if (meant) return factsOf(meant, depth + 1);
      return type.kind === "name" ? { ...nothing, ...builtIn.get(type.name) } : nothing;
    }
    case "nullable":
    case "nonNullable":
      return { ...factsOf({ type: type.type, lookUp }, depth + 1), nullable: type.kind === "nullable" };
    case "secure":
      return { ...factsOf({ type: type.type, lookUp }, depth + 1), secure: true };
    case "union":
      return unionOf(type.members.map((member) => factsOf({ type: member, lookUp }, depth + 1)));
    case "literal":
      return { ...nothing, type: typeOfLiteral(type.value), allowed: [type.value] };
    default:
      return { ...nothing, type: type.kind };
  }
}

/** The meaning of a name or property; null if it cannot be determined. */
function meantBy({ type, lookUp }: TypeInPlace, depth: number): TypeInPlace | null {
  if (type.kind === "name") return lookUp(type.name);
  if (type.kind !== "property") return null;
  const target = objectIn({ type: type.target, lookUp }, depth + 1);
  if (target?.type.kind !== "object") return null;
  const property = target.type.properties.get(type.name);
  return property ? { type: property, lookUp: target.lookUp } : null;
}

function objectIn(at: TypeInPlace, depth: number): TypeInPlace | null {
  if (depth > longestChain) return null;
  if (at.type.kind === "nullable" || at.type.kind === "secure")
    return objectIn({ type: at.type.type, lookUp: at.lookUp }, depth + 1);
  const meant = meantBy(at, depth);
  return meant ? objectIn(meant, depth + 1) : at;
}

function typeOfLiteral(value: Literal["value"]): ParameterType {
  if (value === null) return "any";
  return typeof value === "string" ? "string" : typeof value === "boolean" ? "bool" : "int";
}

/** A union of literals lists its values; null among them makes it nullable. */
function unionOf(members: readonly TypeFacts[]): TypeFacts {
  const values = members.flatMap((member) => member.allowed ?? []);
  const isListed = members.every((member) => member.allowed !== null);
  const [first] = members.filter((member) => member.type !== "any");
  const type =
    first && members.every((each) => each.type === first.type || isNull(each)) ? first.type : "any";
  const nullable = members.some((member) => member.nullable || isNull(member));
  const secure = members.some((member) => member.secure);
  return { type, allowed: isListed ? values.filter((value) => value !== null) : null, nullable, secure };
}

function isNull({ allowed }: TypeFacts): boolean {
  return allowed?.length === 1 && allowed[0] === null;
}

/** What a value is converted to: https://developer.hashicorp.com/terraform/language/expressions/type-constraints */
export type TypeConstraint =
  | { readonly kind: "any" | "string" | "number" | "bool" }
  | { readonly kind: "list" | "set" | "map"; readonly of: TypeConstraint }
  | { readonly kind: "tuple"; readonly items: readonly TypeConstraint[] }
  | { readonly kind: "object"; readonly attributes: ReadonlyMap<string, AttributeConstraint> };

export interface AttributeConstraint {
  readonly type: TypeConstraint;
  /** May be left out, and is the default then, or null. */
  readonly optional: boolean;
  readonly default: Expression | null;
}
