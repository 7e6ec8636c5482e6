import type { Network, Vault } from "../../network/network.ts";
import { waitsFor } from "../../network/order/waits-for.ts";
import type { Resource } from "../../network/resource.ts";
import type { Consumer } from "./consumer.ts";
import { isRunner } from "./runner.ts";
import { openersOf } from "./script-changes.ts";

/** Whether a resource waits for a script of another one that may open a vault. */
export function waitsForOpening({ instance }: Resource, vault: Vault, network: Network): boolean {
  return openersOf(vault, network).some(
    (opener) => opener !== instance && waitsFor(instance, opener) !== "no",
  );
}

/** Whether a consumer calls only while it is deployed, as scripts and Terraform do, and waits for a script that may open a vault. */
export function runsAfterOpening(consumer: Consumer, vault: Vault, network: Network): boolean {
  const { resource, service, uses } = consumer;
  const isOnce = isRunner(service) || uses.every(({ kind }) => kind === "script-text");
  return isOnce && waitsForOpening(resource, vault, network);
}
