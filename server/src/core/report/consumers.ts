import { consumerLabel } from "../access/consumer-source.ts";
import { ownVaults, type World } from "../access/worlds.ts";
import { grouped } from "../logic/grouped.ts";
import { callersOfVaultsIn } from "../services/consumers/callers-of-vaults.ts";
import { mayUse } from "../services/consumers/consumer.ts";
import type { Span } from "../text/document.ts";

/** A resource of a root that uses vaults, in all its scenarios; the place is a span. */
export interface ConsumerReport {
  /** As in `consumer:`: its symbol, preceded by its module. */
  readonly label: string;
  /** The entries of the catalog that it calls as. */
  readonly services: readonly string[];
  /** The symbols of the vaults of the root that it uses or may use; empty if all of them are elsewhere. */
  readonly vaults: readonly string[];
  readonly span: Span;
}

/** The resources of a root itself that use vaults. */
export function reportConsumers(worlds: readonly World[]): readonly ConsumerReport[] {
  const consumers = worlds
    .flatMap(({ network }) => callersOfVaultsIn(network))
    .filter(({ resource, exists }) => resource.home === null && exists.truth !== "no");
  const vaults = ownVaults(worlds).map(({ vault }) => vault);
  return [...grouped(consumers, ({ resource }) => [consumerLabel(resource)])].map(([label, own]) => ({
    label,
    services: [...new Set(own.map(({ service }) => service.id))],
    vaults: vaults.flatMap((vault) => (own.some((each) => mayUse(each, vault)) ? vault.symbol : [])),
    span: own[0].resource.label,
  }));
}
