import type { Caller } from "../../../server/src/core/access/caller.ts";
import { judge, type Verdict } from "../../../server/src/core/access/verdict.ts";
import { IpSet } from "../../../server/src/core/ip/ip-set.ts";
import type { Network } from "../../../server/src/core/network/network.ts";
import { services } from "../../../server/src/core/services/catalogue.ts";
import type { Scene } from "./scene.ts";

/**
 * Which callers the vaults of a scene allow: all addresses at once, any client, IPv6, every subnet of the deployment, and
 * every service of the catalogue.
 */
export function decisionsOf(scene: Scene): readonly unknown[] {
  const decisions = decided.get(scene) ?? decide(scene);
  decided.set(scene, decisions);
  return decisions;
}

const decided = new WeakMap<Scene, readonly unknown[]>();

function decide({ worlds }: Scene): readonly unknown[] {
  return worlds.flatMap(({ network }) =>
    network.vaults.flatMap((vault) =>
      callersIn(network).map((caller) => {
        const verdict = judge(vault, network, caller);
        return [vault.symbol, nameOf(caller), verdict.verdict, verdict.reason, ...addressesOf(verdict)];
      }),
    ),
  );
}

function callersIn(network: Network): readonly Caller[] {
  return [
    { kind: "addresses", addresses: IpSet.all },
    { kind: "internet" },
    { kind: "ipv6" },
    { kind: "trustedService" },
    ...services().map((service): Caller => ({ kind: "service", service })),
    ...network.subnets.map((subnet): Caller => ({ kind: "subnet", subnet })),
  ];
}

function nameOf(caller: Caller): string {
  if (caller.kind === "subnet") return caller.subnet.symbol;
  return caller.kind === "service" ? caller.service.id : caller.kind;
}

function addressesOf({ allowed, denied, unknown }: Verdict): readonly (readonly string[])[] {
  return [allowed, denied, unknown].map((set) => set.toRanges());
}
