import { equalPlain } from "../evaluate/values/plain.ts";
import { ownFirst } from "../network/own-first.ts";
import type { Network } from "../network/network.ts";
import type { Consumer } from "../services/consumers/consumer.ts";
import { callersOfVaultsIn } from "../services/consumers/callers-of-vaults.ts";
import type { World } from "./worlds.ts";
import { foldName } from "../text/fold.ts";

/** The consumers that a name may refer to: by symbol, `module/symbol` or name, in any case; those of the root itself come first. A resource is one consumer for each scenario. */
export function consumersNamed(name: string, network: Network): readonly Consumer[] {
  const folded = foldName(name);
  const named = callersOfVaultsIn(network).filter(({ resource, exists }) => {
    if (exists.truth === "no") return false;
    const labels = [resource.symbol, consumerLabel(resource)];
    if (labels.some((label) => foldName(label) === folded)) return true;
    return resource.name.kind === "known" && equalPlain(resource.name.value, name, true) === "yes";
  });
  return ownFirst(named, ({ resource }) => resource.home);
}

/** Display names of the resources that a name may refer to; all consumers if it refers to none. */
export function consumerCandidates(name: string, worlds: readonly World[]): readonly string[] {
  const named = worlds.flatMap(({ network }) => consumersNamed(name, network));
  const all = named.length > 0 ? named : worlds.flatMap(({ network }) => callersOfVaultsIn(network));
  return [...new Set(all.map(({ resource }) => consumerLabel(resource)))];
}

/** The display name of a consumer: its symbol, preceded by its module. */
export function consumerLabel({ module, symbol }: Consumer["resource"]): string {
  return module === null ? symbol : `${module}/${symbol}`;
}
