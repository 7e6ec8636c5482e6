import { factsOf, type TypeLookUp } from "../../../template/declared-type.ts";
import type { Literal } from "../../../template/expression.ts";
import type {
  FunctionDeclaration,
  OutputDeclaration,
  ParameterDeclaration,
  VariableDeclaration,
} from "../../../template/template.ts";
import type * as Tree from "../declaration-nodes.ts";
import type { Name } from "../nodes.ts";
import type * as Bicep from "../nodes.ts";
import { type LowerContext, meaningOf, withLocals } from "./context.ts";
import { decoratorNamed } from "./decorators.ts";
import { lowerExpression } from "./expression.ts";
import { lowerType } from "./types.ts";

/** Lowers `param name type = default`. A type that cannot be read leaves open whether the parameter may be left out. */
export function lowerParameter(
  node: Tree.ParameterDeclaration,
  name: Name,
  context: LowerContext,
): ParameterDeclaration {
  const declared = lowerType(node.type, context);
  const asked = new Set<string>();
  const lookUp: TypeLookUp = (typeName) => {
    const type = context.types.get(typeName);
    asked.add(typeName);
    return type ? { type, lookUp } : null;
  };
  const facts = factsOf({ type: declared, lookUp });
  return {
    name: name.text,
    nameSpan: context.spanOf(name),
    span: context.spanOf(node),
    type: facts.type,
    default: node.value ? lowerExpression(node.value, context) : null,
    allowed: facts.allowed ?? allowedValues(node, facts.type, context),
    nullable: facts.nullable,
    secure: facts.secure || decoratorNamed(node.decorators, "secure") !== null,
    ...([...asked].some((each) => isFromElsewhere(each, context)) ? { declared } : {}),
  };
}

/** Only the other file says what such a type is. */
function isFromElsewhere(name: string, context: LowerContext): boolean {
  const kind = meaningOf(name.split(".")[0] ?? name, context)?.kind;
  return kind === "import" || kind === "namespace";
}

export function lowerVariable(
  node: Tree.VariableDeclaration,
  name: Name,
  context: LowerContext,
): VariableDeclaration {
  const value = lowerExpression(node.value, context);
  return { name: name.text, nameSpan: context.spanOf(name), value };
}

export function lowerOutput(
  node: Tree.OutputDeclaration,
  name: Name,
  context: LowerContext,
): OutputDeclaration {
  return { name: name.text, value: lowerExpression(node.value, context) };
}

/** Lowers `func name(parameter type) type => value`. */
export function lowerFunction(
  node: Tree.FunctionDeclaration,
  name: Name,
  context: LowerContext,
): FunctionDeclaration {
  const parameters = node.parameters.map((each) => (each.kind === "parameter" ? each.name.text : ""));
  return {
    name: name.text,
    parameters,
    body: lowerExpression(node.body, withLocals(parameters, context)),
  };
}

/** Of an array `@allowed` lists the items it may hold, not what it may be. */
function allowedValues(
  { decorators }: Tree.ParameterDeclaration,
  type: ParameterDeclaration["type"],
  context: LowerContext,
): readonly Literal["value"][] | null {
  const [list] = decoratorNamed(decorators, "allowed") ?? [];
  if (type === "array" || list?.kind !== "array" || !list.intact) return null;
  return literalsIn(list, context);
}

function literalsIn(list: Bicep.ArrayNode, context: LowerContext): readonly Literal["value"][] | null {
  const values = list.items.map((item) => (item.kind === "spread" ? null : lowerExpression(item, context)));
  const literals = values.filter((value) => value?.kind === "literal");
  return literals.length === values.length ? literals.map((literal) => literal.value) : null;
}
