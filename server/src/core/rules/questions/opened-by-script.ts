import type { Network, Vault } from "../../network/network.ts";
import { waitsFor } from "../../network/order/waits-for.ts";
import type { Resource } from "../../network/resource.ts";
import { mayOpen } from "../../outside/access.ts";
import { leadsTo } from "../../services/consumers/consumer.ts";
import { heldScripts } from "../../services/consumers/script-changes.ts";

/** Whether a resource waits for a script of another one that may open a vault, as one that is not read may. */
export function waitsForOpening({ instance }: Resource, vault: Vault, network: Network): boolean {
  return heldScripts(network).some(
    ({ instance: opener, changes, isUnread }) =>
      opener !== instance &&
      (isUnread || changes.some((each) => mayOpen(each.access) && leadsTo(each.vault, vault) !== "no")) &&
      waitsFor(instance, opener) !== "no",
  );
}
