import type { ModuleDeclaration, ResourceDeclaration, ResourceIdentity } from "../../template/template.ts";
import type { Span } from "../../text/document.ts";
import { foldWord } from "../../text/fold.ts";
import { evaluateIn, type Scope } from "../scope.ts";
import type { DeploymentGroup, ModuleInstance, ResourceInstance } from "../types.ts";
import { findEntry } from "../values/find-entry.ts";
import { isDict, isText, partsOf, type Plain, samePlain, textOf } from "../values/plain.ts";
import { textPieces } from "../values/symbol.ts";
import {
  choose,
  known,
  type OneOf,
  type Origin,
  type Unknown,
  unknown,
  type Value,
} from "../values/value.ts";

/**
 * The segments of a name such as `kv/secret`, as many as the type has. A name that is not known to the slash gives
 * unknown segments, each named after the whole.
 */
export function segmentsOf(name: Value, count: number): readonly Value[] {
  if (count === 1) return [name];
  if (name.kind === "known" && (typeof name.value === "string" || isText(name.value))) {
    const segments = splitText(name.value, name.origin);
    if (segments.length === count) return segments;
  }
  if (name.kind === "oneOf") return segmentsOfChoice(name, count);
  const symbol = name.kind === "unknown" ? name.symbol : null;
  const because = name.kind === "known" ? [] : name.because;
  return Array.from({ length: count }, (_, index) =>
    unknown(because, name.origin, symbol === null ? null : `${symbol}/${index}`),
  );
}

/** Each segment is a choice of its own; a prefix common to all names is not a choice. */
function segmentsOfChoice({ options, because, origin }: OneOf, count: number): readonly Value[] {
  const names = options.map((option) => segmentsOf(option, count));
  return Array.from({ length: count }, (_, index) => {
    const alternatives = names.map((segments) => segments[index] ?? unknown(because, origin));
    return choose(alternatives, because, origin, samePlain);
  });
}

/** The segments of a child's name: its parent's, then its own. Without a known parent all but its own are unknown. */
export function childSegments(
  parent: readonly Value[] | null,
  own: Value,
  count: number,
  origin: Origin,
): readonly Value[] {
  const above = parent ?? Array.from({ length: Math.max(0, count - 1) }, () => unknown([], origin));
  return [...above, ...segmentsOf(own, Math.max(1, count - above.length))];
}

/** The group of a root, which only the deployment knows. */
export function groupOfRoot(span: Span, identity: string): DeploymentGroup {
  return {
    subscription: deploymentFact("subscription().subscriptionId", span, identity),
    resourceGroup: deploymentFact("resourceGroup().name", span, identity),
  };
}

/** The id of a resource in a resource group. */
function idOf(type: string | null, names: readonly Value[], span: Span, group: DeploymentGroup): Value {
  const origin = { span };
  if (type === null)
    return unknown({ kind: "unsupported", construct: { kind: "resource-of-unknown-type" } }, origin);
  const [name] = names;
  if (isResourceGroup(type) && name)
    return known(textOf(groupParts({ ...group, resourceGroup: name })), origin);
  return idBelow(groupParts(group), type, names, span);
}

function isResourceGroup(type: string): boolean {
  return foldWord(type) === "microsoft.resources/resourcegroups";
}

/** The id of a resource in the scope whose id these pieces make. */
function idBelow(
  prefix: readonly (string | Unknown)[],
  type: string,
  names: readonly Value[],
  span: Span,
): Value {
  const origin = { span };
  const [provider = "", ...types] = type.split("/");
  const parts: (string | Unknown)[] = [...prefix, `/providers/${provider}`];
  types.forEach((each, index) => {
    const name = names[index] ?? unknown([], origin);
    parts.push(`/${each}/`);
    for (const piece of textPieces(name)) parts.push(piece);
  });
  return known(textOf(parts), origin);
}

/** `/subscriptions/…/resourceGroups/…`. */
export function groupParts(group: DeploymentGroup): readonly (string | Unknown)[] {
  return [
    "/subscriptions/",
    ...textPieces(group.subscription),
    "/resourceGroups/",
    ...textPieces(group.resourceGroup),
  ];
}

/** A fact only the deployment knows, the same at each use. */
export function deploymentFact(call: string, span: Span, identity = ""): Unknown {
  return unknown({ kind: "runtime", call }, { span }, `${identity}${call}`);
}

/** Splits at slashes; unknown parts are taken to hold none, as names of resources cannot. */
export function splitText(
  text: Extract<Plain, string | { readonly kind: "text" }>,
  origin: Origin,
): readonly Value[] {
  const segments: (string | Unknown)[][] = [[]];
  for (const part of partsOf(text)) {
    if (typeof part !== "string") {
      segments.at(-1)?.push(part);
      continue;
    }
    part.split("/").forEach((piece, index) => {
      if (index > 0) segments.push([]);
      if (piece !== "") segments.at(-1)?.push(piece);
    });
  }
  return segments.map((parts) => {
    const [only] = parts;
    return parts.length === 1 && only !== undefined && typeof only !== "string"
      ? only
      : known(textOf(parts), origin);
  });
}

/** The id of an instance: in the scope it names, below a parent that names one, or in the group it is deployed to. */
export function idOfInstance(instance: ResourceInstance, scope: Scope): Value {
  const { declaration } = instance;
  const { labelSpan } = declaration;
  const identity = identityOf(instance);
  const [parent, type, nameSegments] = [instance.parent(), instance.type(), instance.nameSegments()];
  if (identity) return evaluateIn(scope, identity.id);
  const { group, template } = scope.frame;
  if (template.dialect !== "bicep" || type === null) {
    const prefix = declaration.scope ? prefixInText(evaluateIn(scope, declaration.scope), scope) : null;
    return prefix && type !== null
      ? idBelow(prefix, type, nameSegments, labelSpan)
      : idOf(type, nameSegments, labelSpan, group);
  }
  if (declaration.scope) {
    const prefix = prefixOf(evaluateIn(scope, declaration.scope), scope);
    return isResourceGroup(type)
      ? known(textOf([...prefix, "/resourceGroups/", ...nameSegments.flatMap(textPieces)]), {
          span: labelSpan,
        })
      : idBelow(prefix, type, nameSegments, labelSpan);
  }
  return parent && namesScope(parent)
    ? idOfChild(parent, type, nameSegments, declaration)
    : idOf(type, nameSegments, labelSpan, group);
}

/** What Azure calls an instance, where its declaration says so. */
export function identityOf(instance: ResourceInstance): ResourceIdentity | undefined {
  const { identity } = instance.declaration;
  return typeof identity === "function" ? identity(instance.type() ?? "") : identity;
}

const deployments = "Microsoft.Resources/deployments";

/** The id of the deployment that a call is, in the scope it is deployed to. */
export function idOfCall({ scope: written, labelSpan }: ModuleDeclaration, name: Value, scope: Scope): Value {
  const { group } = scope.frame;
  const [id, subscription, resourceGroup] = [written?.id, written?.subscription, written?.resourceGroup].map(
    (each) => (each ? evaluateIn(scope, each) : null),
  );
  if (id) return idBelow(prefixOfDeployment(textPieces(id)), deployments, [name], labelSpan);
  if (subscription && !resourceGroup)
    return idBelow(["/subscriptions/", ...textPieces(subscription)], deployments, [name], labelSpan);
  const own = {
    subscription: subscription ?? group.subscription,
    resourceGroup: resourceGroup ?? group.resourceGroup,
  };
  return idOf(deployments, [name], labelSpan, own);
}

/** `/`, or `Microsoft.Management/managementGroups/mg`: https://learn.microsoft.com/azure/azure-resource-manager/templates/deploy-to-tenant */
function prefixOfDeployment(pieces: readonly (string | Unknown)[]): readonly (string | Unknown)[] {
  const [first] = pieces;
  if (pieces.length === 1 && first === "/") return [];
  return typeof first !== "string" || first.startsWith("/") ? pieces : ["/providers/", ...pieces];
}

/** The id of a call as if it were deployed to the group of its caller. */
export function idBesideCaller({ declaration, name, caller }: ModuleInstance): Value {
  return idOf(deployments, [name], declaration.labelSpan, caller.group);
}

/** Parents may go round in circles, which Azure refuses. */
function namesScope(instance: ResourceInstance): boolean {
  const seen = new Set<ResourceInstance>();
  for (let at: ResourceInstance | null = instance; at && !seen.has(at); at = at.parent()) {
    if (at.declaration.scope) return true;
    seen.add(at);
  }
  return false;
}

/** The parent's id with what the child's type and name add to it. */
function idOfChild(
  parent: ResourceInstance,
  type: string,
  nameSegments: readonly Value[],
  { labelSpan }: ResourceDeclaration,
): Value {
  const above = parent.nameSegments().length;
  const types = type.split("/").slice(1 + above);
  const pieces = types.flatMap((each, index): readonly (string | Unknown)[] => {
    const name = nameSegments[above + index];
    return [`/${each}/`, ...(name ? textPieces(name) : [])];
  });
  return known(textOf([...textPieces(parent.id()), ...pieces]), { span: labelSpan });
}

/**
 * The beginning of the ids in the `scope` of ARM JSON: the id of what is extended, or its type and name in this group
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/scope-extension-resources).
 */
function prefixInText(target: Value, scope: Scope): readonly (string | Unknown)[] {
  const pieces = textPieces(target);
  const [first] = pieces;
  if (pieces.length === 1 && first === "/") return [];
  if (typeof first !== "string" || first.startsWith("/")) return pieces;
  return [...groupParts(scope.frame.group), "/providers/", ...pieces];
}

/** The beginning of the ids in a scope: `resourceGroup('network')`, a resource group, or the resource that is extended. */
function prefixOf(target: Value, scope: Scope): readonly (string | Unknown)[] {
  if (target.kind !== "known") return textPieces(target);
  return prefixOfPlain(target.value, target, scope);
}

function prefixOfPlain(plain: Plain, target: Value, scope: Scope): readonly (string | Unknown)[] {
  if (isDict(plain)) {
    const id = findEntry(plain, "id")?.value;
    return id ? textPieces(id) : [];
  }
  if (typeof plain !== "object" || plain?.kind !== "resource") return textPieces(target);
  const { instance } = plain;
  const name = instance.nameSegments().at(-1);
  return isResourceGroup(instance.type() ?? "") && name
    ? groupParts({ ...scope.frame.group, resourceGroup: name })
    : textPieces(instance.id());
}
