import type { DeclaredType } from "../../../template/declared-type.ts";
import type { ObjectType, TypeMember, TypeNode, UnaryType } from "../nodes.ts";
import { type LowerContext, meaningOf } from "./context.ts";

const any: DeclaredType = { kind: "any" };

/** Lowers a type to the values it allows, if it restricts them. */
export function lowerType(node: TypeNode, context: LowerContext): DeclaredType {
  switch (node.kind) {
    case "typeName":
      return { kind: "name", name: node.name };
    case "typeMember":
      return lowerMember(node, context);
    case "nullableType":
      return { kind: "nullable", type: lowerType(node.type, context) };
    case "nonNullableType":
      return { kind: "nonNullable", type: lowerType(node.type, context) };
    case "parenthesizedType":
      return lowerType(node.inner, context);
    case "unionType":
      return { kind: "union", members: node.members.map((member) => lowerType(member, context)) };
    case "arrayType":
    case "tupleType":
      return { kind: "array" };
    case "objectType":
      return { kind: "object", properties: propertiesOf(node, context) };
    case "unaryType":
      return lowerUnary(node, context);
    case "null":
      return { kind: "literal", value: null };
    case "string":
    case "integer":
    case "boolean":
      return { kind: "literal", value: node.value };
    default:
      return any;
  }
}

/** `alias.name` of a file that is imported whole, `sys.name` of the language, or the type of a property. */
function lowerMember({ target, name }: TypeMember, context: LowerContext): DeclaredType {
  if (name.kind === "error") return any;
  if (target.kind === "typeName") {
    const meaning = meaningOf(target.name, context)?.kind;
    if (meaning === "namespace") return { kind: "name", name: `${target.name}.${name.text}` };
    if (target.name === "sys") return { kind: "name", name: name.text };
  }
  return { kind: "property", target: lowerType(target, context), name: name.text };
}

function propertiesOf({ items }: ObjectType, context: LowerContext): ReadonlyMap<string, DeclaredType> {
  const properties = new Map<string, DeclaredType>();
  for (const item of items) {
    if (item.kind !== "typeProperty" || !item.key) continue;
    const key = item.key.kind === "name" ? item.key.text : item.key.kind === "string" ? item.key.value : null;
    if (key !== null) properties.set(key, lowerType(item.type, context));
  }
  return properties;
}

function lowerUnary({ operator, type }: UnaryType, context: LowerContext): DeclaredType {
  const lowered = lowerType(type, context);
  const value = lowered.kind === "literal" ? lowered.value : null;
  if (operator === "-" && typeof value === "number") return { kind: "literal", value: -value };
  return operator === "!" && typeof value === "boolean" ? { kind: "literal", value: !value } : any;
}
