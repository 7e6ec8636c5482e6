import { causesOfMembership, inboundRules, isInbound, membershipsOf } from "../access/perimeter.ts";
import { ownVaults, type VaultAcrossWorlds, vaultWithKey, type World } from "../access/worlds.ts";
import { distinctCauses } from "../evaluate/values/value.ts";
import { grouped } from "../logic/grouped.ts";
import { agreed, all, any } from "../logic/truth.ts";
import type { Network, Vault } from "../network/network.ts";
import { endpointsOf, isApproved } from "../path/endpoints.ts";
import { foldWord } from "../text/fold.ts";
import type { ComparedRoot, NamedCaller, WayTo } from "./compared-callers.ts";
import type { VerdictReport } from "./verdicts.ts";

/** A private endpoint, a perimeter, or a subscription in the rules of one. */
interface Way extends WayTo {
  readonly from: string;
}

/** The callers that come by what either side declares at its vaults, whatever the rules of these say. */
export function waysDeclared(roots: readonly ComparedRoot[]): readonly NamedCaller[] {
  const found = roots
    .flatMap(({ worlds }) => ownVaults(worlds))
    .flatMap(({ views }) => views.flatMap(({ vault, world }) => waysTo(vault, world.network)));
  const kinds = new Map(found.map(({ from, callerKind }) => [from, callerKind]));
  return [...kinds].map(([from, callerKind]) => ({
    ...{ from, callerKind },
    sourceIn: () => ({ kind: "caller", caller: { kind: "internet" } }),
    wayTo: (vault) => wayAcross(vault, from),
  }));
}

function waysTo(vault: Vault, network: Network): readonly Way[] {
  const endpoints = endpointsOf(vault, network).map((each): Way => ({
    ...{ from: `privateEndpoint:${each.symbol}`, callerKind: "privateEndpoint" },
    truth: isApproved(each, vault),
    because: [...each.exists.because, ...each.connections.flatMap((connection) => connection.because)],
    span: each.label,
  }));
  const perimeters = membershipsOf(vault, network).flatMap((membership): readonly Way[] => {
    const { association, holds } = membership;
    const [because, span] = [causesOfMembership(membership), association.label];
    const listed = inboundRules(membership).flatMap((rule) =>
      rule.subscriptions.items.flatMap(({ field: { value } }) =>
        value.kind === "known" && typeof value.value === "string"
          ? [{ from: `subscription:${subscriptionIn(value.value)}`, truth: all([holds, isInbound(rule)]) }]
          : [],
      ),
    );
    return [
      { from: `perimeter:${association.symbol}`, callerKind: "perimeter", truth: holds, because, span },
      ...[...grouped(listed, ({ from }) => [from])].map(([from, each]): Way => ({
        ...{ from, callerKind: "subscription", because, span },
        truth: any(each.map((rule) => rule.truth)),
      })),
    ];
  });
  return [...endpoints, ...perimeters];
}

function subscriptionIn(id: string): string {
  return foldWord(id.replace(/^\/subscriptions\//i, ""));
}

/** What leads to a vault in all worlds; undecided where they differ. */
function wayAcross({ views }: VaultAcrossWorlds, from: string): WayTo | null {
  const ways = views.map(({ vault, world }) =>
    waysTo(vault, world.network).find((each) => each.from === from),
  );
  const [first] = ways.filter((each) => each !== undefined);
  if (!first) return null;
  const because = distinctCauses(ways.flatMap((each) => each?.because ?? []));
  return { ...first, truth: agreed(ways.map((each) => each?.truth ?? "no")), because };
}

/** What a vault answers to those who come that way: it is that of any client where the way does not lead there. */
export function admitted(
  verdict: VerdictReport,
  worlds: readonly World[],
  wayTo: NonNullable<NamedCaller["wayTo"]>,
): VerdictReport {
  const vault = vaultWithKey(worlds, verdict.vaultKey);
  const way = vault && wayTo(vault);
  if (!way || way.truth === "no" || verdict.verdict === "allowed") return verdict;
  const [isCertain, isEndpoint] = [way.truth === "yes", way.callerKind === "privateEndpoint"];
  const gate = isEndpoint ? "private-endpoint" : "perimeter";
  return {
    ...verdict,
    verdict: isCertain ? "allowed" : "depends",
    reason: isEndpoint ? "ALLOW_PRIVATE_ENDPOINT" : "ALLOW_PERIMETER_RULE",
    because: isCertain ? [] : distinctCauses([...way.because, ...verdict.because]),
    steps: [{ gate, outcome: isCertain ? "allow" : "maybe", facts: [], span: way.span }, ...verdict.steps],
    deciding: 0,
  };
}
