import { placeOfFirewall, placeOfGroup } from "../access/describe-path.ts";
import { pathGates } from "../access/gate-path.ts";
import { nameOf } from "../access/vault-label.ts";
import { subnetLabel } from "../access/source.ts";
import { allowInGroups } from "../fixes/allow-in-groups.ts";
import type { Network, Subnet } from "../network/network.ts";
import { tokenWay } from "../path/path.ts";
import type { Integration } from "../services/consumers/integration.ts";
import type { Span } from "../text/document.ts";
import { atUse, type Meeting, meetingsIn } from "./questions/consumer-verdicts.ts";
import { learn, type Finding, type Found, type Rule, finding } from "./rule.ts";

export const tokenBlocked: Rule = {
  code: "KV308",
  name: "token-blocked",
  severity: "info",
  fixable: true,
  references: learn(
    "key-vault/general/access-behind-firewall",
    "container-apps/use-azure-firewall",
    "api-management/virtual-network-reference",
  ),
  check: (network) => meetingsIn(network).flatMap((meeting) => checkMeeting(meeting, network)),
};

/** Where a consumer calls from several subnets, one that gets tokens is enough. */
function checkMeeting(meeting: Meeting, network: Network): readonly Finding[] {
  const { consumer, vault } = meeting;
  if (consumer.place.kind !== "subnets") return [];
  const blocked = consumer.place.subnets.flatMap(({ link, integration }) => {
    if (link.kind !== "declared" || integration.asksForTokens !== "yes") return [];
    const gates = pathGates(vault, network, { kind: "subnet", subnet: link.to, integration });
    const isOpen = gates.every(({ settles }) => settles === null || settles.possible.isEmpty);
    const isBlocked = gates.some(({ notes }) => notes.includes("NOTE_TOKEN_BLOCKED"));
    return isOpen && isBlocked ? [{ subnet: link.to, integration }] : [];
  });
  if (blocked.length < consumer.place.subnets.length) return [];
  return blocked.flatMap(({ subnet, integration }) => report(meeting, subnet, integration, network));
}

function report(meeting: Meeting, subnet: Subnet, integration: Integration, network: Network): Found {
  const { vault, consumer } = meeting;
  const way = tokenWay(subnet, network, integration);
  if (!way) return [];
  const denying = way.groups.filter(({ filtered }) => filtered?.denies === "yes");
  const { span } = atUse(meeting);
  return finding(vault, {
    fact: { kind: "KV308", subnet: subnetLabel(subnet) },
    span: denying.map(placeOfGroup).find((place) => place !== null) ?? placeOfHops(way) ?? span,
    about: subnet,
    decided: { kind: "consumer", consumer },
    related: [
      { fact: { kind: "used-by", consumer: nameOf(consumer.resource) }, span },
      { fact: { kind: "subnet-declared" }, span: subnet.label },
    ],
    fixes: allowInGroups(denying.map((passed) => ({ passed, tag: "AzureActiveDirectory" }))),
  });
}

function placeOfHops({ hops }: NonNullable<ReturnType<typeof tokenWay>>): Span | null {
  const [hop] = hops;
  if (!hop) return null;
  return hop.firewall ? placeOfFirewall(hop) : hop.hop.kind === "none" ? hop.hop.route.label : null;
}
