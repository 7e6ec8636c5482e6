import { judge, type Verdict } from "../../access/verdict.ts";
import { memoize } from "../../logic/memoize.ts";
import { mayDeclareAbout } from "../../network/may-declare.ts";
import type { Network, Vault } from "../../network/network.ts";
import { placeOfReference } from "../../network/places.ts";
import type { Consumer, VaultUse } from "../../services/consumers/consumer.ts";
import { callersOfVaultsIn } from "../../services/consumers/callers-of-vaults.ts";
import type { Service } from "../../services/service.ts";
import { judgedVaults } from "../../network/judged-vaults.ts";
import type { Finding, Related } from "../rule.ts";

/** A consumer and a vault that it certainly uses. */
export interface Meeting {
  readonly vault: Vault;
  readonly consumer: Consumer;
  /** The first of its references to this vault. */
  readonly use: VaultUse;
  readonly verdict: Verdict;
}

/**
 * Each caller that is certainly deployed, with each vault that it uses and whose configuration is declared here; none while a
 * syntax error may hide the declaration that allows it.
 */
export const meetingsIn = memoize((network: Network): readonly Meeting[] => {
  if (!network.intact) return [];
  const judged = new Set(judgedVaults(network));
  return callersOfVaultsIn(network)
    .filter(({ exists }) => exists.truth === "yes")
    .flatMap((consumer) =>
      firstUses(consumer)
        .filter(({ vault }) => judged.has(vault))
        .map(({ vault, use }) => ({
          vault,
          consumer,
          use,
          verdict: judge(vault, network, { kind: "consumer", consumer }),
        })),
    );
});

/** A module that gets the vault and cannot be read may declare an endpoint, which a caller in a network would use. */
export function mayHaveEndpoint({ vault, consumer: { place } }: Meeting, network: Network): boolean {
  return place.kind !== "outside" && mayDeclareAbout(network, vault);
}

/** The place of a finding about a consumer, and the consumer it is about: others may use the vault in the same place. */
export function atUse({ use, consumer }: Pick<Meeting, "use" | "consumer">): Pick<Finding, "span" | "about"> {
  return { span: placeOfReference(use.reference, consumer.resource), about: consumer.resource };
}

/** The deciding places: what blocks the consumer, or the vault itself if nothing is declared there. */
export function deciding({ vault, verdict }: Pick<Meeting, "vault" | "verdict">): readonly Related[] {
  const step = verdict.steps.find(({ outcome }) => outcome === "deny");
  return step
    ? [{ fact: { kind: "gate", facts: step.gate.facts }, span: step.gate.span ?? vault.label }]
    : [];
}

/** Azure Resource Manager, when it fetches what a parameter of a deployment refers to. */
export function isDeployment({ id }: Service): boolean {
  return id === "azure-resource-manager-template-deployment-service";
}

function firstUses({ uses }: Consumer): readonly { readonly vault: Vault; readonly use: VaultUse }[] {
  const first = new Map<Vault, VaultUse>();
  for (const use of uses) {
    // A resource that only gets a vault's name may pass it on.
    if (use.kind === "vault-mention" || use.vault.kind !== "declared") continue;
    if (!first.has(use.vault.to)) first.set(use.vault.to, use);
  }
  return [...first].map(([vault, use]) => ({ vault, use }));
}
