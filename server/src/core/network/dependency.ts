import type { ResourceInstance } from "../evaluate/deployment.ts";
import { moduleInstances } from "../evaluate/instances.ts";
import type { Frame } from "../evaluate/scope.ts";
import type { Truth } from "../logic/truth.ts";
import type { Unit } from "./dependencies.ts";
import { dependenciesOf } from "./dependencies.ts";
import { waitsInTerraform } from "./terraform-order.ts";

/**
 * Whether a resource is deployed after another one, because it, what it waits for, or the call of its module says so. "Maybe"
 * where something refers to resources in a way that is not followed here.
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/resource-dependency)
 */
export function waitsFor(resource: ResourceInstance, other: ResourceInstance): Truth {
  if (resource.frame.template.dialect === "terraform") return waitsInTerraform(resource, other);
  const [unit, target] = unitsWhereTheyPart(resource, other);
  if (!unit || !target) return "maybe";
  let isComplete = true;
  const seen = new Set<Unit>();
  const waiting = [unit];
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    if (at === target) return "yes";
    if (seen.has(at)) continue;
    seen.add(at);
    const next = dependenciesOf(at);
    isComplete &&= next.isComplete;
    waiting.push(...next.units);
  }
  return isComplete ? "no" : "maybe";
}

/** The innermost template that deploys both, and what it deploys each of them as. */
function unitsWhereTheyPart(
  a: ResourceInstance,
  b: ResourceInstance,
): readonly [Unit | undefined, Unit | undefined] {
  const [left, right] = [framesAround(a.frame), framesAround(b.frame)];
  let depth = 0;
  while (left[depth + 1] && left[depth + 1] === right[depth + 1]) depth++;
  return [unitAt(a, left[depth + 1]), unitAt(b, right[depth + 1])];
}

/** The frames from the root down to this one. */
function framesAround(frame: Frame): readonly Frame[] {
  return frame.caller ? [...framesAround(frame.caller), frame] : [frame];
}

function unitAt(resource: ResourceInstance, below: Frame | undefined): Unit | undefined {
  if (!below?.caller) return resource;
  return moduleInstances(below.caller).find((call) => call.frame === below);
}
