import type { FixTitle } from "./fix-title.ts";
import { waitsFor } from "../network/order/dependencies.ts";
import { dependsOnList, dependsOnName, explicitDependsOn } from "../network/order/depends-on.ts";
import type { Resource } from "../network/resource.ts";
import { referenceTo } from "../network/ids/reference-to.ts";
import { nameOf } from "../access/vault-label.ts";
import { type Edit, fix, type Fix, append } from "./fix.ts";

/**
 * Has a resource wait for another one, where its syntax has to say so and it does not yet; elsewhere a reference is enough. Null
 * where nothing of the template can say it.
 */
export function waitEdits(resource: Resource, other: Resource): readonly Edit[] | null {
  const list = dependsOnList(resource);
  if (!list || waitsFor(resource.instance, other.instance) === "yes") return [];
  if (resource.instance.frame !== other.instance.frame) return null;
  const named = referenceTo(other) ?? dependsOnName(other.instance);
  return named === null ? null : [append(list, named)];
}

/** Has a resource name another one among what it waits for, whatever its syntax; null if that cannot be written. */
function explicitWaitEdits(resource: Resource, other: Resource): readonly Edit[] | null {
  const list = explicitDependsOn(resource);
  const isArm = dependsOnList(resource) !== null;
  if (!list || resource.instance.frame !== other.instance.frame) return null;
  const named = referenceTo(other) ?? (isArm ? dependsOnName(other.instance) : null);
  return named === null ? null : [append(list, named)];
}

export function waitTitle(resources: readonly Resource[], opener: Resource): FixTitle {
  const [first, ...others] = resources;
  const resource = first && others.length === 0 ? nameOf(first) : null;
  return { kind: "wait", resource, count: resources.length, for: nameOf(opener) };
}

/** Has resources wait for another one; nothing where one of them cannot say so. */
export function fixesToWait(resources: readonly Resource[], opener: Resource): readonly Fix[] {
  const parts = resources.map((target) => ({ target, edits: explicitWaitEdits(target, opener) }));
  const [first, ...beside] = parts.flatMap(({ target, edits }) => (edits ? [{ target, edits }] : []));
  if (!first || beside.length + 1 < parts.length) return [];
  return [fix({ title: waitTitle(resources, opener), preferred: true, ...first, beside })];
}
