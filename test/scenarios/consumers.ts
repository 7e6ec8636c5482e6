import { knownText, type Value } from "../../server/src/core/evaluate/values/value.ts";
import { consumerLabel } from "../../server/src/core/access/consumer-source.ts";
import { subnetLabel } from "../../server/src/core/access/source.ts";
import type { World } from "../../server/src/core/access/worlds.ts";
import type { Truth } from "../../server/src/core/logic/truth.ts";
import { placeOfReference } from "../../server/src/core/network/places.ts";
import {
  type Consumer,
  type IdentityKind,
  usesVault,
} from "../../server/src/core/services/consumers/consumer.ts";
import { callersOfVaultsIn } from "../../server/src/core/services/consumers/callers-of-vaults.ts";
import type { Span } from "../../server/src/core/text/document.ts";
import type { ScenarioReport } from "../../server/src/core/report/verdicts.ts";

/** A resource of the deployment that uses a vault, in one scenario; places are spans. */
export interface ConsumerReport {
  readonly key: string;
  /** As in `consumer:`: its symbol, preceded by its module. */
  readonly label: string;
  readonly module: string | null;
  readonly symbol: string;
  /** Null if it is not completely known. */
  readonly name: string | null;
  readonly type: string | null;
  readonly scenario: Pick<ScenarioReport, "service">;
  readonly exists: Truth;
  /** The vaults of the root that it uses or may use; empty if all of them are elsewhere. */
  readonly vaults: readonly UsedVault[];
  readonly identity: IdentityKind | null;
  readonly place: Consumer["place"]["kind"];
  /** Where it runs, if that is declared here. */
  readonly subnets: readonly string[];
  readonly span: Span;
}

export interface UsedVault {
  readonly key: string;
  readonly symbol: string;
  readonly certainty: "yes" | "maybe";
  /** The places of the references to it. */
  readonly references: readonly Span[];
}

/** The consumers of a root itself, each scenario separately; of several worlds, the first one that contains it counts. */
export function reportConsumers(worlds: readonly World[]): readonly ConsumerReport[] {
  const reports = new Map<string, ConsumerReport>();
  for (const world of worlds) {
    for (const consumer of callersOfVaultsIn(world.network)) {
      if (consumer.resource.home === null && !reports.has(consumer.key))
        reports.set(consumer.key, reportConsumer(consumer, world, worlds));
    }
  }
  return [...reports.values()];
}

function reportConsumer(consumer: Consumer, { network }: World, worlds: readonly World[]): ConsumerReport {
  const { key, service, resource, identity, place, uses } = consumer;
  const used = network.vaults.flatMap((vault): readonly UsedVault[] => {
    const certainty = usesVault(consumer, vault);
    if (certainty === "no" || vault.home !== null) return [];
    const references = uses.filter((use) => usesVault({ ...consumer, uses: [use] }, vault) === certainty);
    return [
      {
        key: vault.key,
        symbol: vault.symbol,
        certainty,
        references: references.map(({ reference }) => placeOfReference(reference, resource)),
      },
    ];
  });
  return {
    key,
    label: consumerLabel(resource),
    module: resource.module,
    symbol: resource.symbol,
    name: knownText(resource.name),
    type: resource.instance.type(),
    scenario: { service: service.id },
    exists: existsAcross(consumer, worlds),
    vaults: used,
    identity: knownWord(identity),
    place: place.kind,
    subnets: place.kind === "subnets" ? subnetsOf(place.subnets) : [],
    span: resource.label,
  };
}

function subnetsOf(
  subnets: Extract<Consumer["place"], { readonly kind: "subnets" }>["subnets"],
): readonly string[] {
  return [
    ...new Set(subnets.flatMap(({ link }) => (link.kind === "declared" ? [subnetLabel(link.to)] : []))),
  ];
}

/** Certain only if it is certain in all worlds. */
function existsAcross({ key }: Consumer, worlds: readonly World[]): Truth {
  const answers = worlds.map(
    ({ network }) => callersOfVaultsIn(network).find((each) => each.key === key)?.exists.truth ?? "no",
  );
  return answers.every((answer) => answer === answers[0]) ? (answers[0] ?? "no") : "maybe";
}

function knownWord<T>(value: Value<T>): T | null {
  return value.kind === "known" ? value.value : null;
}
