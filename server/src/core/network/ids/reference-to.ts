import { outputOf } from "../../evaluate/expressions/handles.ts";
import { callOf } from "../../evaluate/instances/calls.ts";
import type { Frame, Value } from "../../evaluate/types.ts";
import { equalValues } from "../../evaluate/values/plain.ts";
import { expressionsWithin } from "../../evaluate/expressions/uses.ts";
import type { Expression, Literal } from "../../template/expression.ts";
import { type NameSegment, Reference, type Referent } from "../../template/reference.ts";
import { isDeclaration, type ResourceDeclaration, type Template } from "../../template/template.ts";
import { contains, type DocumentId } from "../../text/document.ts";
import type { PublicIp, PublicIpPrefix, Subnet } from "../network.ts";
import type { Resource } from "../resources-by-type.ts";
import { networkSchemaOf } from "../bind/resource.ts";
import { foldWord } from "../../text/fold.ts";

/**
 * A reference to a property of a resource, spelled by its keys, or to the resource itself. Null if the template has
 * no unambiguous name for it: it may not exist, is one of an unknown number, or its name is not written as a
 * literal.
 */
export function referenceTo(resource: Resource, ...path: readonly string[]): Reference | null {
  const referent = referentOf(resource);
  return referent && canRead(resource, path) ? new Reference(referent, path) : null;
}

/**
 * A reference to an argument of a resource, such as its location, as a declaration in a document has it. ARM JSON repeats what is
 * written, as it cannot refer to it there, and others do in the same file, so that neither has to wait for the other. Elsewhere Bicep
 * knows no more than the name of another resource before the deployment
 * (https://learn.microsoft.com/azure/azure-resource-manager/bicep/diagnostics/bcp120). Of what is only looked up, Terraform alone can
 * read it then.
 */
export function referenceToArgument(resource: Resource, name: string, into: DocumentId): Reference | null {
  const { declaration, frame } = resource.instance;
  const { dialect } = frame.template;
  const referent = referentOf(resource);
  if (!referent) return null;
  if (declaration.existing) return dialect === "terraform" ? new Reference(referent, [name]) : null;
  const written = writtenAs(declaration.around ?? declaration.body, name);
  if (!written) return null;
  const isNear = written.span.document === into && !hasLocals(written);
  const isRepeated = dialect === "arm" || isNear;
  if (dialect === "bicep" && !isRepeated && name !== "name") return null;
  return new Reference(referent, [name], isRepeated ? written : null);
}

/** A reference to the name of a resource, which makes what has it wait for the resource. */
export function referenceToName(resource: Resource): Reference | null {
  const named = referenceToArgument(resource, "name", "");
  return named && new Reference(named.referent, named.path);
}

/**
 * A reference to what a called module has, by an output that certainly is equal to it, as the template that calls the module writes it.
 * Null in ARM JSON, where each use of an output has to be waited for.
 */
export function referenceToOutput(frame: Frame, value: Value): Reference | null {
  const call = callOf(frame);
  if (!call || call.caller.template.dialect === "arm" || call.exists.truth !== "yes") return null;
  const { declaration, caller, repeats, iteration } = call;
  const { key, symbol, span, condition } = declaration;
  if (key === null || repeats || iteration !== null || condition) return null;
  const name = [...frame.template.outputs.keys()].find(
    (each) => equalValues(outputOf(call, each, value.origin), value, true) === "yes",
  );
  if (name === undefined) return null;
  const path = caller.template.dialect === "terraform" ? [name] : ["outputs", name];
  const named = { span, symbol, key, existing: false };
  return new Reference(
    { declaration: named, iteration, type: "", names: [], child: null, home: caller },
    path,
  );
}

function writtenAs(body: Expression, name: string): Expression | null {
  if (body.kind !== "dictionary") return null;
  const found = body.entries.find(
    (entry) => entry.kind === "entry" && entry.key.kind === "literal" && entry.key.value === name,
  );
  return found?.value ?? null;
}

/** A reference to the id of a subnet, which may be written inside of its network. */
export function referenceToSubnet(subnet: Subnet): Reference | null {
  const referent = referentOf(subnet);
  const { inNetwork, instance } = subnet;
  if (!referent || !inNetwork) return referent && new Reference(referent, ["id"]);
  const { name } = inNetwork;
  if (name === null || !isOwn(name, instance.declaration)) return null;
  const isPrinted = name.kind === "literal" || instance.frame.template.dialect !== "terraform";
  return isPrinted
    ? new Reference({ ...referent, child: { segment: "subnets", name: segmentOf(name) } }, ["id"])
    : null;
}

/** A reference to the address, or the range of addresses, that Azure chooses. */
export function referenceToAddress(resource: PublicIp | PublicIpPrefix): Reference | null {
  const { instance } = resource;
  const { path } =
    "address" in resource
      ? networkSchemaOf(instance).publicIp.address
      : networkSchemaOf(instance).publicIpPrefix.range;
  return referenceTo(resource, ...path);
}

/** Names in the declaration of a network mean the same after it; a name of a loop does not. */
function isOwn(name: Expression, { span }: ResourceDeclaration): boolean {
  return name.kind === "literal" || (contains(span, name.span) && !hasLocals(name));
}

function referentOf({ instance, exists }: Resource): Referent | null {
  const { declaration, frame, iteration } = instance;
  const type = instance.type();
  if (type === null || exists.truth !== "yes" || instance.repeats) return null;
  const shared = { declaration, iteration, type, child: null, home: frame };
  if (frame.template.dialect !== "arm")
    return hasAddress(declaration, frame.template) ? { ...shared, names: [] } : null;
  // A template in the scope of its caller cannot read its own resources:
  // https://learn.microsoft.com/azure/azure-resource-manager/templates/linked-templates#expression-evaluation-scope-in-nested-templates
  if (declaration.loop || declaration.scope || frame.outer) return null;
  const names = nameSegments(declaration, type.split("/").length - 1);
  return names && !names.flat().some(hasLocals) ? { ...shared, names } : null;
}

/** Of what is only looked up, and of what azapi deploys, nothing but the id can be read for certain. */
function canRead({ instance }: Resource, path: readonly string[]): boolean {
  const [first] = path;
  if (first === undefined) return !instance.declaration.existing;
  if (first === "id") return true;
  const isArm = first === "properties";
  return !instance.declaration.existing && (instance.frame.template.dialect === "terraform") !== isArm;
}

/** Whether the iterations of its loop are literals, so that parameters cannot change them. */
function hasAddress({ key, loop }: ResourceDeclaration, template: Template): boolean {
  if (key === null) return false;
  return !loop || (!key.includes("::") && isConstant(loop.source, template));
}

/** Variables that are made of others are followed a few steps only, as they may go round in circles. */
function isConstant(expression: Expression, template: Template, steps = 4): boolean {
  return expressionsWithin(expression).every((each) => {
    if (each.kind !== "name") return each.kind !== "unreadable";
    const variable = each.space === "variable" ? template.variables.get(each.name) : undefined;
    return steps > 0 && variable !== undefined && isConstant(variable.value, template, steps - 1);
  });
}

function hasLocals(expression: Expression): boolean {
  return expressionsWithin(expression).some((each) => each.kind === "name" && each.space === "local");
}

/**
 * The segments of the name of a resource, as ARM JSON writes them: in one text, or below a parent. Null if they
 * cannot be separated.
 */
function nameSegments(declaration: ResourceDeclaration, count: number): readonly NameSegment[] | null {
  const { parent, name } = declaration;
  if (!name || name.kind === "unreadable") return null;
  const above = parent && isDeclaration(parent) ? nameSegments(parent, count - 1) : [];
  if (!above || (parent && above.length === 0)) return null;
  const own = count - above.length === 1 ? [segmentOf(name)] : splitAtSlashes(piecesOf(name));
  return above.length + own.length === count ? [...above, ...own] : null;
}

/** A name that is one segment. */
function segmentOf(name: Expression): NameSegment {
  return [name];
}

/** The written parts that form a text: `concat(parameters('vnet'), '/app')`, `format('{0}/app', …)`. */
function piecesOf(name: Expression): readonly Expression[] {
  if (name.kind !== "call") return [name];
  switch (foldWord(name.name)) {
    case "concat":
      return name.arguments.flatMap(piecesOf);
    case "format":
      return formatted(name.arguments) ?? [name];
    default:
      return [name];
  }
}

function formatted([pattern, ...values]: readonly Expression[]): readonly Expression[] | null {
  if (pattern?.kind !== "literal" || typeof pattern.value !== "string") return null;
  const pieces = pattern.value.split(/(\{\d+\})/).filter((piece) => piece !== "");
  const found = pieces.map((piece) => {
    const [, index] = /^\{(\d+)\}$/.exec(piece) ?? [];
    return index === undefined ? { ...pattern, value: piece } : values[Number(index)];
  });
  const certain = found.filter((each) => each !== undefined);
  return certain.length === found.length ? certain.flatMap(piecesOf) : null;
}

function splitAtSlashes(pieces: readonly Expression[]): readonly NameSegment[] {
  const segments: Expression[][] = [[]];
  for (const piece of pieces) {
    if (piece.kind !== "literal") segments.at(-1)?.push(piece);
    else
      String(piece.value)
        .split("/")
        .forEach((text, index) => {
          if (index > 0) segments.push([]);
          const part: Literal = { ...piece, value: text };
          if (text !== "") segments.at(-1)?.push(part);
        });
  }
  return segments.some((segment) => segment.length === 0) ? [] : segments;
}
