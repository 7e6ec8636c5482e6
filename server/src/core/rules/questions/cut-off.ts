import { nameOf } from "../../access/vault-label.ts";
import type { Network } from "../../network/network.ts";
import { isRunner } from "../../services/consumers/consumer.ts";
import { serviceStanding } from "../../services/standing.ts";
import { spanKey } from "../../text/document.ts";
import { type Finding, type Found, finding } from "../rule.ts";
import { stopOnWay } from "./blocked-path.ts";
import { atUse, deciding, mayHaveEndpoint, type Meeting, meetingsIn } from "./consumer-verdicts.ts";
import { missingPath } from "./missing-path.ts";

/**
 * The callers that get to a vault which blocks them, those that only hold its address or the others. Slots of an app that read the vault in
 * the same place as the app, and that the same blocks, are left out: the way out is the same.
 */
export function cutOffIn(network: Network, holdsAddress: boolean): readonly Finding[] {
  const meetings = meetingsIn(network).filter(
    (meeting) => meeting.consumer.holdsAddress === holdsAddress && isCutOff(meeting, network),
  );
  const keyOf = (meeting: Meeting): string =>
    `${spanKey(atUse(meeting).span)} ${meeting.vault.key} ${JSON.stringify(missingPath(meeting, network).obstacle)}`;
  const ofApps = new Set(meetings.filter((meeting) => !isSlot(meeting)).map(keyOf));
  return meetings
    .filter((meeting) => !isSlot(meeting) || !ofApps.has(keyOf(meeting)))
    .flatMap((meeting) => reportCutOff(meeting, network));
}

/** That a vault blocks a caller which gets to it; none if it does not. */
export function reportCutOff(meeting: Meeting, network: Network): Found {
  if (!isCutOff(meeting, network)) return [];
  const { vault, consumer } = meeting;
  const { obstacle, fixes } = missingPath(meeting, network);
  const name = nameOf(consumer.resource);
  return finding(vault, {
    fact: consumer.holdsAddress
      ? { kind: "KV510", app: name, obstacle }
      : { kind: "KV501", consumer: name, obstacle },
    ...atUse(meeting),
    decided: { kind: "consumer", consumer },
    related: deciding(meeting),
    fixes,
  });
}

/**
 * KV505 reports the machine that runs Terraform, and KV307 and others what never gets to the vault. The client of a reference that is
 * passed on is not known.
 */
function isCutOff(meeting: Meeting, network: Network): boolean {
  const { consumer, verdict } = meeting;
  const { service } = consumer;
  const { kind } = serviceStanding(service);
  if (verdict.verdict !== "denied" || stopOnWay(verdict) || mayHaveEndpoint(meeting, network)) return false;
  return (kind === "notTrusted" || kind === "unknown") && !isRunner(service);
}

function isSlot({ consumer: { resource } }: Meeting): boolean {
  return /(\/|_)slots?$/i.test(resource.instance.type() ?? "");
}
