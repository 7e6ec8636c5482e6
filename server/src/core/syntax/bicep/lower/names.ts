import type { DeclaredType } from "../../../template/declared-type.ts";
import type { ImportedName, ModuleSource } from "../../../template/template.ts";
import type { DocumentId, Span } from "../../../text/document.ts";
import type { Moved } from "../../../text/edited.ts";
import { contextsOf } from "../../parts.ts";
import type * as Tree from "../file-nodes.ts";
import type { BicepFile, ModuleDeclaration } from "../file-nodes.ts";
import type { ObjectType, TypeMember, TypeNode, UnaryType } from "../nodes.ts";
import { decoratorNamed, type LowerContext, type Meaning, meaningOf, type Stretch } from "./context.ts";

/** Where the nodes of a file lie, and those that have moved by some characters since they were read; those of a text of our own lie wherever it is used. */
export type SpanOf = (place: Stretch, by?: number) => Span;

/** What is in scope everywhere in a file. */
export function contextOf(file: BicepFile, document: DocumentId, spanOf: SpanOf): LowerContext {
  const own = new Map<string, Meaning>();
  const types = new Map<string, DeclaredType>();
  const context = { document, text: file.text, spanOf, names: { own, outer: null }, types };
  for (const declaration of file.declarations) {
    if (declaration.kind === "import") addImports(declaration, own);
    if (!("name" in declaration) || declaration.name.kind !== "name") continue;
    const name = declaration.name.text;
    const meaning = meaningOfDeclaration(declaration.kind, name);
    if (meaning) own.set(name, meaning);
  }
  addTypes(file, context, types);
  return context;
}

/** The contexts of the declarations of a file: those that were read in another text lie where they are now. */
export function contextsIn(
  { moved }: BicepFile,
  context: LowerContext,
): (declaration: BicepFile["declarations"][number]) => LowerContext {
  return contextsOf(moved, context, (place) => movedContext(place, context));
}

function movedContext({ text, by }: Moved, context: LowerContext): LowerContext {
  const spanOf: SpanOf = context.spanOf;
  return {
    ...context,
    text,
    spanOf: (place) => spanOf(place, by),
  };
}

/** Types refer to imports anywhere in the file. */
function addTypes(file: BicepFile, context: LowerContext, types: Map<string, DeclaredType>): void {
  const contextFor = contextsIn(file, context);
  for (const declaration of file.declarations) {
    if (declaration.kind !== "type" || declaration.name.kind !== "name") continue;
    const type = lowerType(declaration.value, contextFor(declaration));
    const isSecure = decoratorNamed(declaration.decorators, "secure") !== null;
    types.set(declaration.name.text, isSecure ? { kind: "secure", type } : type);
  }
}

/** What a file takes from others, by the name it has here (https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-import). */
export function importedNames(file: BicepFile, context: LowerContext): ReadonlyMap<string, ImportedName> {
  const names = new Map<string, ImportedName>();
  const contextFor = contextsIn(file, context);
  for (const declaration of file.declarations) {
    if (declaration.kind !== "import") continue;
    const source = sourceOf(declaration.path, contextFor(declaration));
    for (const [name, imported] of symbolsOf(declaration)) names.set(name, { source, name: imported });
  }
  return names;
}

/** The names an import gives, each with the name it has there; null for all there is. */
function symbolsOf({ symbols }: Tree.ImportDeclaration): readonly (readonly [string, string | null])[] {
  if (symbols.kind === "error") return [];
  if (symbols.kind === "importAll") return symbols.alias.kind === "name" ? [[symbols.alias.text, null]] : [];
  return symbols.items.flatMap((item): readonly (readonly [string, string])[] => {
    if (item.kind === "error") return [];
    const name =
      item.name.kind === "name" ? item.name.text : item.name.kind === "string" ? item.name.value : null;
    const alias = item.alias?.kind === "name" ? item.alias.text : name;
    return name === null || alias === null ? [] : [[alias, name]];
  });
}

function addImports(declaration: Tree.ImportDeclaration, own: Map<string, Meaning>): void {
  for (const [name, imported] of symbolsOf(declaration))
    own.set(name, { kind: imported === null ? "namespace" : "import" });
}

function meaningOfDeclaration(kind: Tree.Declaration["kind"], name: string): Meaning | null {
  switch (kind) {
    case "param":
    case "paramAssignment":
      return { kind: "name", space: "parameter", name };
    case "var":
      return { kind: "name", space: "variable", name };
    case "resource":
      return { kind: "name", space: "resource", name };
    case "module":
      return { kind: "name", space: "module", name };
    case "func":
      return { kind: "function" };
    default:
      return null;
  }
}

/** Where a module, an import or a parameter file leads. */
export function sourceOf(path: ModuleDeclaration["path"], context: LowerContext): ModuleSource {
  const span = context.spanOf(path);
  if (path.kind !== "string") return { kind: "unreadable", span };
  return /^(?:br|ts)[:/]/.test(path.value)
    ? { kind: "registry", reference: path.value, span }
    : { kind: "file", path: path.value, span };
}

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
