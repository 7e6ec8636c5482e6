import type { Caller } from "../../access/caller.ts";
import type { Step } from "../../access/decision.ts";
import { judge } from "../../access/verdict.ts";
import { grouped } from "../../logic/grouped.ts";
import type { Network, Vault } from "../../network/network.ts";
import type { Resource } from "../../network/resource.ts";
import { findService } from "../../services/catalogue.ts";
import { isRunner, runnerService } from "../../services/consumers/consumer.ts";
import type { Obstacle } from "../facts/caller-facts.ts";
import type { Related } from "../rule.ts";
import { meetingsIn } from "./consumer-verdicts.ts";
import { waitsForOpening } from "../../services/consumers/script-changes.ts";

/** A vault that blocks the machine that runs Terraform unless it uses a private endpoint, and what is requested from the vault. */
export interface ClosedVault extends Closed {
  readonly vault: Vault;
  /** Contents of the vault, and what runs scripts that use it, each in the order of the template; never empty. */
  readonly contents: readonly Resource[];
}

/** How a vault blocks the machine that runs Terraform. */
export interface Closed {
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
