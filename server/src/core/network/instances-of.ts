import { instancesOf } from "../evaluate/instances/instances.ts";
import type { Frame } from "../evaluate/scope.ts";
import type { ResourceInstance } from "../evaluate/types.ts";
import { memoize, once } from "../logic/memoize.ts";
import type { Template } from "../template/template.ts";
import { isIdText, typeInId } from "./ids/links.ts";

/** The resources of a deployment that are of one of these types, written in lower case. */
export type InstancesOf = (...types: readonly string[]) => readonly ResourceInstance[];

/** Finds what azurerm declares by the type that Azure has for it, too, where its id says that. */
export function alsoByAzuresType(
  of: InstancesOf,
  frames: readonly Frame[],
  others: readonly ResourceInstance[],
): InstancesOf {
  const byAzuresType = once(() => groupByAzuresType([...frames.flatMap(identifiedIn), ...others]));
  return (...types) => {
    const byType = byAzuresType();
    if (byType.size === 0) return of(...types);
    const named = types.flatMap((type) => byType.get(type) ?? []);
    return named.length === 0 ? of(...types) : [...new Set([...of(...types), ...named])];
  };
}

/** Only of those does Azure's type differ from the one that is written. */
const identified = memoize(({ resources }: Template) => resources.filter(({ identity }) => identity));

function identifiedIn(frame: Frame): readonly ResourceInstance[] {
  return identified(frame.template).flatMap((each) => instancesOf(each, frame) ?? []);
}

function groupByAzuresType(
  instances: readonly ResourceInstance[],
): ReadonlyMap<string, readonly ResourceInstance[]> {
  const groups = new Map<string, ResourceInstance[]>();
  for (const instance of instances) {
    const type = azuresTypeOf(instance);
    if (type === null) continue;
    const group = groups.get(type);
    if (group) group.push(instance);
    else groups.set(type, [instance]);
  }
  return groups;
}

/** Null of what is written as Azure itself calls it. */
function azuresTypeOf(instance: ResourceInstance): string | null {
  if (!instance.declaration.identity || instance.type()?.startsWith("azurerm_") !== true) return null;
  const id = instance.id();
  return id.kind === "known" && isIdText(id.value) ? typeInId(id.value) : null;
}
