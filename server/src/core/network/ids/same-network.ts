import { equalValues } from "../../evaluate/values/plain.ts";
import type { Absent, Value } from "../../evaluate/values/value.ts";
import { type Truth, truth } from "../../logic/truth.ts";
import { memoize } from "../../logic/memoize.ts";
import type { Network, VirtualNetwork } from "../network.ts";
import { linkTo, sameId, twinsOf } from "./links.ts";

/**
 * Whether two ids name one virtual network. Two that one root creates are two, also where neither their names nor their resource groups
 * are known, and where they have one name in groups that are not known.
 */
export function sameNetwork(a: Value | Absent, b: Value, network: Network): Truth {
  const [one, other] = [createdAt(a, network), createdAt(b, network)];
  return one && other && one.instance.frame.run === other.instance.frame.run
    ? truth(one === other)
    : sameId(a, b);
}

/** The network that this deployment certainly creates under an id. */
function createdAt(id: Value | Absent, { virtualNetworks }: Network): VirtualNetwork | undefined {
  if (id.kind === "absent") return undefined;
  return twinsOf(id, virtualNetworks).find(
    (each) =>
      !isLookedUp(each) &&
      !each.instance.repeats &&
      each.exists.truth !== "no" &&
      equalValues(id, each.id, true) === "yes",
  );
}

/** The network with an id, as it is declared or else looked up here; of several of one name the one with an equal id. */
export function networkWithId(id: Value | Absent, network: Network): VirtualNetwork | null {
  const link = linkTo(id, createdFirst(network));
  return link.kind === "declared" ? link.to : null;
}

const createdFirst = memoize(({ virtualNetworks }: Network) =>
  virtualNetworks.toSorted((a, b) => Number(isLookedUp(a)) - Number(isLookedUp(b))),
);

/** Whether nothing of the configuration of a network is known. */
export function isLookedUp({ instance }: VirtualNetwork): boolean {
  return instance.declaration.existing;
}
