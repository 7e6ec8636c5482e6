import type { Network, Vault } from "../../network/network.ts";
import { waitsFor } from "../../network/order/waits-for.ts";
import type { Resource } from "../../network/resource.ts";
import { openersOf } from "../../services/consumers/script-changes.ts";

/** Whether a resource waits for a script of another one that may open a vault. */
export function waitsForOpening({ instance }: Resource, vault: Vault, network: Network): boolean {
  return openersOf(vault, network).some(
    (opener) => opener !== instance && waitsFor(instance, opener) !== "no",
  );
}
