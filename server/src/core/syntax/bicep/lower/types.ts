import type { Literal } from "../../../template/expression.ts";
import type { ParameterType } from "../../../template/template.ts";
import type { TypeMember, TypeNode, UnaryType } from "../type-nodes.ts";

/** What a type says of the values of a parameter. */
export interface TypeFacts {
  readonly type: ParameterType;
  /** Its values, where the type lists them. */
  readonly allowed: readonly Literal["value"][] | null;
  readonly nullable: boolean;
}

type Declared = ReadonlyMap<string, TypeNode>;

const nothing: TypeFacts = { type: "any", allowed: null, nullable: false };

/** Types may refer to each other without end. */
const longestChain = 20;

/**
 * Reads a type as far as it can be told from its own file
 * (https://learn.microsoft.com/azure/azure-resource-manager/bicep/user-defined-data-types).
 */
export function readType(node: TypeNode, declared: Declared, depth = 0): TypeFacts {
  if (depth > longestChain) return nothing;
  switch (node.kind) {
    case "typeName":
      return readName(node.name, declared, depth);
    case "typeMember": {
      const property = propertyOf(node, declared, depth);
      return property ? readType(property, declared, depth + 1) : nothing;
    }
    case "nullableType":
    case "nonNullableType":
      return { ...readType(node.type, declared, depth + 1), nullable: node.kind === "nullableType" };
    case "parenthesizedType":
      return readType(node.inner, declared, depth + 1);
    case "unionType":
      return unionOf(node.members.map((member) => readType(member, declared, depth + 1)));
    case "arrayType":
    case "tupleType":
      return { ...nothing, type: "array" };
    case "objectType":
      return { ...nothing, type: "object" };
    case "unaryType":
      return readUnary(node, declared, depth);
    default:
      return readLiteral(node);
  }
}

const builtIn: ReadonlyMap<string, ParameterType> = new Map([
  ["string", "string"],
  ["int", "int"],
  ["bool", "bool"],
  ["array", "array"],
  ["object", "object"],
  ["secureString", "string"],
  ["secureObject", "object"],
]);

function readName(name: string, declared: Declared, depth: number): TypeFacts {
  const alias = declared.get(name);
  return alias ? readType(alias, declared, depth + 1) : { ...nothing, type: builtIn.get(name) ?? "any" };
}

/** The type of the property that `type.name` means; null when it cannot be told. */
function propertyOf(node: TypeMember, declared: Declared, depth: number): TypeNode | null {
  const { name } = node;
  const target = name.kind === "name" ? objectTypeOf(node.target, declared, depth + 1) : null;
  if (target?.kind !== "objectType" || name.kind !== "name") return null;
  for (const item of target.items) {
    if (item.kind !== "typeProperty" || !item.key) continue;
    const key = item.key.kind === "name" ? item.key.text : item.key.kind === "string" ? item.key.value : null;
    if (key === name.text) return item.type;
  }
  return null;
}

function objectTypeOf(node: TypeNode, declared: Declared, depth: number): TypeNode | null {
  if (depth > longestChain) return null;
  if (node.kind === "parenthesizedType") return objectTypeOf(node.inner, declared, depth + 1);
  if (node.kind === "nullableType") return objectTypeOf(node.type, declared, depth + 1);
  if (node.kind === "typeMember") {
    const property = propertyOf(node, declared, depth + 1);
    return property && objectTypeOf(property, declared, depth + 1);
  }
  const alias = node.kind === "typeName" ? declared.get(node.name) : undefined;
  return alias ? objectTypeOf(alias, declared, depth + 1) : node;
}

/** A union of literals lists its values; null among them makes it nullable. */
function unionOf(members: readonly TypeFacts[]): TypeFacts {
  const values = members.flatMap((member) => member.allowed ?? []);
  const isListed = members.every((member) => member.allowed !== null);
  const [first] = members.filter((member) => member.type !== "any");
  const type =
    first && members.every((each) => each.type === first.type || isNull(each)) ? first.type : "any";
  const nullable = members.some((member) => member.nullable || isNull(member));
  return { type, allowed: isListed ? values.filter((value) => value !== null) : null, nullable };
}

function isNull({ allowed }: TypeFacts): boolean {
  return allowed?.length === 1 && allowed[0] === null;
}

function readUnary({ operator, type }: UnaryType, declared: Declared, depth: number): TypeFacts {
  const facts = readType(type, declared, depth + 1);
  const [value] = facts.allowed ?? [];
  if (operator === "-" && typeof value === "number") return { ...facts, allowed: [-value] };
  return operator === "!" && typeof value === "boolean" ? { ...facts, allowed: [!value] } : nothing;
}

function readLiteral(node: TypeNode): TypeFacts {
  switch (node.kind) {
    case "string":
      return { ...nothing, type: "string", allowed: [node.value] };
    case "integer":
      return { ...nothing, type: "int", allowed: [node.value] };
    case "boolean":
      return { ...nothing, type: "bool", allowed: [node.value] };
    case "null":
      return { ...nothing, allowed: [null] };
    default:
      return nothing;
  }
}
