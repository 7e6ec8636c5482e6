import type { ResourceInstance } from "../evaluate/deployment.ts";
import { resourceInstances } from "../evaluate/instances.ts";
import type { Plain } from "../evaluate/plain.ts";
import { isList } from "../evaluate/plain.ts";
import { evaluateIn } from "../evaluate/scope.ts";
import { expressionsWithin } from "../evaluate/uses.ts";
import type { Value } from "../evaluate/value.ts";
import { known } from "../evaluate/value.ts";
import type { Truth } from "../logic/truth.ts";
import { sameResource } from "./links.ts";

/**
 * Whether a resource is deployed after another one of its template, because it or what it waits for says so. "Maybe" where
 * it refers to resources in a way that is not followed here.
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/resource-dependency)
 */
export function waitsFor(resource: ResourceInstance, other: ResourceInstance): Truth {
  if (resource.frame !== other.frame) return "maybe";
  const seen = new Set<ResourceInstance>();
  const waiting = [resource];
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    if (at === other) return "yes";
    if (seen.has(at)) continue;
    seen.add(at);
    const next = dependenciesOf(at);
    if (!next) return "maybe";
    waiting.push(...next);
  }
  return "no";
}

/** What a resource waits for directly; null when that is not known in full. */
function dependenciesOf(instance: ResourceInstance): readonly ResourceInstance[] | null {
  const { declaration, frame } = instance;
  const isReferring = [...expressionsWithin(declaration.body)].some(
    (each) =>
      (each.kind === "name" && (each.space === "resource" || each.space === "module")) ||
      (each.kind === "call" && /^(reference|list\w*)$/i.test(each.name)),
  );
  if (isReferring || declaration.loop) return null;
  const parent = instance.parent();
  const above = parent ? [parent] : [];
  if (!declaration.dependsOn) return above;
  const list = evaluateIn({ frame, locals: null }, declaration.dependsOn);
  if (list.kind !== "known" || !isList(list.value) || list.value.open.length > 0) return null;
  const found = list.value.items.map((item) => named(item, instance));
  return found.includes(null) ? null : [...above, ...found.filter((each) => each !== null)];
}

/** The resource an entry of `dependsOn` names: by its id, by its name alone, or by its symbolic name. */
function named(entry: Value, of: ResourceInstance): ResourceInstance | null {
  if (entry.kind !== "known") return null;
  const found = resourceInstances(of.frame).filter((each) => isNamed(each, entry.value));
  const [only] = found;
  return found.length === 1 && only ? only : null;
}

function isNamed(instance: ResourceInstance, entry: Plain): boolean {
  if (typeof entry === "string" && entry === instance.declaration.key) return true;
  const path = pathOf(instance);
  if (typeof entry === "string" && path !== null) {
    const folded = entry.toLowerCase();
    if (folded === path || folded === `${instance.type()?.toLowerCase() ?? ""}/${path}`) return true;
  }
  return sameResource(known(entry, { span: instance.declaration.labelSpan }), instance.id()) === "yes";
}

/** The whole name in lower case, `vnet/app`; null when it is not known. */
function pathOf(instance: ResourceInstance): string | null {
  const names: string[] = [];
  for (const segment of instance.nameSegments()) {
    if (segment.kind !== "known" || typeof segment.value !== "string") return null;
    names.push(segment.value.toLowerCase());
  }
  return names.join("/");
}
