import type { ResourceInstance } from "../evaluate/types.ts";
import { isIdText, typeInId } from "./ids/links.ts";

/** The resources of a deployment that are of one of these types, written in lower case. */
export type InstancesOf = (...types: readonly string[]) => readonly ResourceInstance[];

/** Finds resources in groups by type; a deployment has few of the types that are asked for. */
export function instancesIn(byType: ReadonlyMap<string, readonly ResourceInstance[]>): InstancesOf {
  return (...types) => {
    let found = none;
    for (const type of types) {
      const group = byType.get(type);
      if (group) found = found === none ? group : [...found, ...group];
    }
    return found;
  };
}

const none: readonly ResourceInstance[] = [];

/** Finds what azurerm declares by the type that Azure has for it, too, where its id says that. */
export function alsoByAzuresType(of: InstancesOf, instances: readonly ResourceInstance[]): InstancesOf {
  let byType: ReadonlyMap<string, readonly ResourceInstance[]> | null = null;
  return (...types) => {
    byType ??= groupByAzuresType(instances);
    if (byType.size === 0) return of(...types);
    const named = types.flatMap((type) => byType?.get(type) ?? []);
    return named.length === 0 ? of(...types) : [...new Set([...of(...types), ...named])];
  };
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
