import { waitsFor } from "../network/dependency.ts";
import { dependsOnList, dependsOnName } from "../network/depends-on.ts";
import type { Resource } from "../network/network.ts";
import { referenceTo } from "../network/reference-to.ts";
import { append } from "./edit.ts";
import type { Edit } from "./rule.ts";

/** Has a resource wait for another one where its syntax has to say so, and it does not yet; elsewhere a reference is enough. */
export function waitEdits(resource: Resource, other: Resource): readonly Edit[] {
  const list = dependsOnList(resource);
  if (!list || waitsFor(resource.instance, other.instance) === "yes") return [];
  const named = referenceTo(other) ?? dependsOnName(other.instance);
  return named === null ? [] : [append(list, named)];
}
