import { pathOfCaller } from "../access/gate-path.ts";
import { addRecord } from "../fixes/declare/resolve-privately.ts";
import { redirectNames } from "../fixes/access-fixes.ts";
import type { Network } from "../network/network.ts";
import { type Blocked, blockedIn, callerOf, placeFor } from "./questions/blocked-path.ts";
import { linkedNetwork } from "./questions/linked-network.ts";
import { learn, type Finding, type Rule, finding } from "./rule.ts";

export const dnsZoneLacksRecord: Rule = {
  code: "KV409",
  name: "dns-zone-lacks-record",
  severity: "warning",
  fixable: true,
  references: learn(
    "private-link/private-endpoint-dns",
    "dns/private-dns-fallback",
    "key-vault/general/private-link-diagnostics",
  ),
  check: (network) => blockedIn(network).flatMap((blocked) => reportMissingRecord(blocked, network)),
};

export function reportMissingRecord(blocked: Blocked, network: Network): readonly Finding[] {
  if (blocked.rule !== "KV409") return [];
  const { vault, caller, because } = blocked;
  const path = pathOfCaller(vault, network, caller);
  const links = (path?.resolution.answers ?? []).flatMap((answer) =>
    answer.kind === "missing" ? [answer.link] : [],
  );
  const asked = callerOf(blocked);
  return links.slice(0, 1).map((link) =>
    finding(vault, {
      fact: { kind: "KV409", network: linkedNetwork(link) },
      span: placeFor(blocked, link.label, network),
      about: link,
      decided: asked,
      related: [because],
      fixes: [
        ...redirectNames(link, vault, network, asked),
        ...(caller.kind === "subnet" ? addRecord(link, vault, caller.subnet, network) : []),
      ],
    }),
  );
}
