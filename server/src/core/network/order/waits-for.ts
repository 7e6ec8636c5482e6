import type { ResourceInstance } from "../../evaluate/types.ts";
import { callOf } from "../../evaluate/instances/calls.ts";
import type { Frame } from "../../evaluate/scope.ts";
import { memoize } from "../../logic/memoize.ts";
import type { Truth } from "../../logic/truth.ts";
import { dependenciesOf, type Unit } from "./dependencies.ts";
import { waitsInTerraform } from "./terraform-order.ts";

/**
 * Whether a resource is deployed after another one, because it, what it waits for, or the call of its module says so. "Maybe"
 * where something refers to resources in a way that is not followed here, and between the roots of a repository, which are deployed in
 * regardless of the order.
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/resource-dependency)
 */
export function waitsFor(resource: ResourceInstance, other: ResourceInstance): Truth {
  if (resource.frame.run !== other.frame.run) return "maybe";
  if (resource.frame.template.dialect === "terraform") return waitsInTerraform(resource, other);
  const [unit, target] = unitsWhereTheyPart(resource, other);
  if (!unit || !target) return "maybe";
  if (dependenciesOf(unit).units.includes(target)) return "yes";
  const { units, isComplete } = waitedFor(unit);
  return units.has(target) ? "yes" : isComplete ? "no" : "maybe";
}

/** The unit and all it waits for, however many steps away. */
const waitedFor = memoize(
  (unit: Unit): { readonly units: ReadonlySet<Unit>; readonly isComplete: boolean } => {
    let isComplete = true;
    const units = new Set<Unit>();
    const waiting = [unit];
    for (let at = waiting.pop(); at; at = waiting.pop()) {
      if (units.has(at)) continue;
      units.add(at);
      const next = dependenciesOf(at);
      isComplete &&= next.isComplete;
      waiting.push(...next.units);
    }
    return { units, isComplete };
  },
);

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
const framesAround = memoize((frame: Frame): readonly Frame[] =>
  frame.caller ? [...framesAround(frame.caller), frame] : [frame],
);

function unitAt(resource: ResourceInstance, below: Frame | undefined): Unit | undefined {
  return below ? callOf(below) : resource;
}
