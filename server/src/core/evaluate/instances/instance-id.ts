import type { ModuleDeclaration, ResourceDeclaration, ResourceIdentity } from "../../template/template.ts";
import type { ModuleInstance, ResourceInstance } from "../types.ts";
import { findEntry } from "../values/find-entry.ts";
import { isDict, type Plain, textOf } from "../values/plain.ts";
import { groupParts, idBelow, idOf, isResourceGroup } from "./resource-id.ts";
import { evaluateIn, type Scope } from "../scope.ts";
import { textPieces } from "../values/symbol.ts";
import { known, type Unknown, type Value } from "../values/value.ts";

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
