import type { Verdict } from "../../access/verdict.ts";
import { judgeAcross, type VaultAcrossWorlds, vaultsAcross, type World } from "../../access/worlds.ts";
import type { Vault } from "../../network/network.ts";
import { placeOfReference } from "../../network/places.ts";
import { type Consumer, mayUse } from "../../services/consumers/consumer.ts";
import { callersOfVaultsIn } from "../../services/consumers/callers-of-vaults.ts";
import type { Span } from "../../text/document.ts";

/** A resource that uses vaults, in each of its scenarios that is meant; or one reference of it. */
export interface ConsumerTopic {
  readonly kind: "consumer";
  readonly meetings: readonly ConsumerAtVault[];
  readonly span: Span;
}

export interface ConsumerAtVault {
  readonly consumer: Consumer;
  /** The vault of the deployment, with its verdict over all worlds; null when the vault is elsewhere. */
  readonly at: { readonly vault: Vault; readonly verdict: Verdict } | null;
}

/**
 * What uses a vault at a place: the reference that `isAt` accepts, or else all scenarios of the resource whose name or label
 * it accepts. A reference says more exactly what is meant.
 */
export function consumersAt(worlds: readonly World[], isAt: (span: Span) => boolean): ConsumerTopic | null {
  const consumers = allConsumers(worlds);
  for (const consumer of consumers) {
    const use = consumer.uses.find((each) => isAt(placeOfReference(each.reference, consumer.resource)));
    if (use)
      return topicOf(
        [{ ...consumer, uses: [use] }],
        placeOfReference(use.reference, consumer.resource),
        worlds,
      );
  }
  const own = consumers.filter(({ resource }) => isAt(resource.label));
  const [first] = own;
  return first ? topicOf(own, first.resource.label, worlds) : null;
}

function allConsumers(worlds: readonly World[]): readonly Consumer[] {
  const all = worlds.flatMap(({ network }) => callersOfVaultsIn(network));
  return [...new Map(all.toReversed().map((each) => [each.key, each])).values()].toReversed();
}

function topicOf(consumers: readonly Consumer[], span: Span, worlds: readonly World[]): ConsumerTopic {
  return { kind: "consumer", span, meetings: consumers.flatMap((each) => meetingsOf(each, worlds)) };
}

/** Each vault once: as it is looked up here, or else as another root declares it. */
function vaultsOnce(worlds: readonly World[]): readonly VaultAcrossWorlds[] {
  const all = vaultsAcross(worlds);
  const standIns = new Set(all.flatMap(({ views }) => views.flatMap(({ vault }) => vault.linked?.key ?? [])));
  return all.filter(({ key, vault }) => !standIns.has(key) && (vault.home === null || !vault.existing));
}

function meetingsOf(consumer: Consumer, worlds: readonly World[]): readonly ConsumerAtVault[] {
  const met = vaultsOnce(worlds)
    .filter(({ vault }) => mayUse(consumer, vault))
    .flatMap((across): readonly ConsumerAtVault[] => {
      const judged = judgeAcross(across, () => ({ kind: "consumer", consumer }));
      return judged ? [{ consumer, at: { vault: across.vault, verdict: judged.answer } }] : [];
    });
  return met.length > 0 ? met : [{ consumer, at: null }];
}
