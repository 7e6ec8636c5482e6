import { readServiceTags, serviceOf, type ServiceTags } from "../../server/src/core/services/service-tags.ts";
import type { Comparison } from "./compare-list.ts";

/** Compares tags with those of a published file; tags of regions are counted at their service. */
export function compareTags(before: ServiceTags, text: string, fileName: string): Comparison {
  const file = readServiceTags(text, fileName);
  if ("error" in file) return { unseen: file.error };
  const { tags: after } = file;
  const changed = before.names.filter((name) => {
    const addresses = after.addressesOf(name);
    return addresses !== null && before.addressesOf(name)?.equals(addresses) === false;
  });
  return {
    date: after.published,
    added: byService(after.names.filter((name) => before.spellingOf(name) === null)),
    changed: byService(changed),
    gone: byService(before.names.filter((name) => after.spellingOf(name) === null)),
  };
}

/** "Storage", "Storage in 3 regions". */
function byService(names: readonly string[]): readonly string[] {
  const regions = new Map<string, number>();
  for (const name of names) {
    const service = serviceOf(name);
    if (service !== null) regions.set(service, (regions.get(service) ?? 0) + 1);
  }
  const whole = names.filter((name) => serviceOf(name) === null);
  return [...whole, ...[...regions].map(([service, count]) => `${service} in ${count} regions`)].toSorted();
}
