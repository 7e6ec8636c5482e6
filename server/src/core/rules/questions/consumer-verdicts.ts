import type { Caller } from "../../access/caller.ts";
import type { Step } from "../../access/decision.ts";
import { judge, type Verdict } from "../../access/verdict.ts";
import { grouped } from "../../logic/grouped.ts";
import { memoize } from "../../logic/memoize.ts";
import { mayDeclareAbout } from "../../network/may-declare.ts";
import type { Network, Vault } from "../../network/network.ts";
import { judgedVaults, placeOfReference } from "../../network/places.ts";
import type { Resource } from "../../network/resources-by-type.ts";
import { findService } from "../../services/catalogue.ts";
import { callersOfVaultsIn } from "../../services/consumers/callers-of-vaults.ts";
import { type Consumer, isRunner, runnerService, type VaultUse } from "../../services/consumers/consumer.ts";
import { waitsForOpening } from "../../services/consumers/script-changes.ts";
import type { Service } from "../../services/service.ts";
import type { Obstacle } from "../facts/caller-facts.ts";
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

/** A vault that blocks the machine that runs Terraform unless it uses a private endpoint, and what is requested from the vault. */
export interface ClosedVault extends Closed {
  readonly vault: Vault;
  /** Contents of the vault, and what runs scripts that use it, each in the order of the template; never empty. */
  readonly contents: readonly Resource[];
}

/** How a vault blocks the machine that runs Terraform. */
interface Closed {
  /** Whether no private endpoint, known or in a module that is not read, may lead the machine to the vault. */
  readonly isCertain: boolean;
  readonly obstacle: Obstacle;
  readonly blocks: Related;
}

/** The vaults that can be reached only through a private endpoint: none of their rules could match the machine. */
export function vaultsClosedToRunner(network: Network): readonly ClosedVault[] {
  const asked = meetingsIn(network).filter(({ consumer: { service } }) => isRunner(service));
  return [...grouped(asked, ({ vault }) => [vault])].flatMap(([vault, meetings]) => {
    const contents = meetings
      .map(({ consumer: { resource } }) => resource)
      .filter((content) => !waitsForOpening(content, vault, network));
    const closed = contents.length > 0 ? closedToRunner(vault, network) : null;
    return closed === null ? [] : [{ vault, contents, ...closed }];
  });
}

/** How a vault blocks the machine, wherever that is; null if it may let it in over the public path. */
export function closedToRunner(vault: Vault, network: Network): Closed | null {
  const service = findService(runnerService);
  const caller: Caller = service ? { kind: "service", service } : { kind: "internet" };
  const { verdict, steps } = judge(vault, network, caller);
  const stop = steps.find(({ outcome }) => outcome === "deny");
  if (!stop || steps.some(mayAllow)) return null;
  return {
    isCertain: verdict === "denied",
    obstacle: obstacleOf(stop),
    blocks: { fact: { kind: "blocks" }, span: stop.gate.span ?? vault.label },
  };
}

function mayAllow({ gate: { name, effect }, outcome }: Step): boolean {
  return outcome === "allow" || (outcome === "maybe" && effect === "allow" && name !== "private-endpoint");
}

function obstacleOf({ gate: { name } }: Step): Obstacle {
  if (name === "perimeter") return { kind: "perimeter" };
  return { kind: name === "public-access" ? "disabled" : "no-rule" };
}
