import { nameOf } from "../access/vault-label.ts";
import { equalValues } from "../evaluate/values/plain.ts";
import type { Network, VirtualNetworkLink } from "../network/network.ts";
import { knownZoneName, zoneNames } from "../path/private-dns.ts";
import { linkedNetwork } from "./questions/linked-network.ts";
import { learn, type Finding, type Rule, finding } from "./rule.ts";

export const networkLinkedToTwoZones: Rule = {
  code: "KV413",
  name: "network-linked-to-two-zones",
  severity: "error",
  references: learn("dns/private-dns-virtual-network-links", "private-link/private-endpoint-dns"),
  check,
};

const vaultZones: readonly string[] = Object.values(zoneNames).flat();

function check({ virtualNetworkLinks, intact }: Network): readonly Finding[] {
  const links = virtualNetworkLinks.filter(
    ({ exists, zoneId }) => exists.truth === "yes" && vaultZones.includes(knownZoneName(zoneId) ?? ""),
  );
  if (!intact) return [];
  return links.flatMap((later, index) => {
    const earlier = links.slice(0, index).find((each) => overlaps(each, later));
    return earlier && !later.instance.declaration.existing ? [report(earlier, later)] : [];
  });
}

/** Zones of one name are in different resource groups, so their ids have to be known in full to be certainly different. */
function overlaps(a: VirtualNetworkLink, b: VirtualNetworkLink): boolean {
  const [one, other] = [a.network.value, b.network.value];
  if (one.kind === "absent" || other.kind === "absent") return false;
  return (
    knownZoneName(a.zoneId) === knownZoneName(b.zoneId) &&
    equalValues(a.zoneId, b.zoneId, true) === "no" &&
    equalValues(one, other, true) === "yes"
  );
}

function report(earlier: VirtualNetworkLink, later: VirtualNetworkLink): Finding {
  return finding(null, {
    fact: { kind: "KV413", network: linkedNetwork(later), zone: knownZoneName(later.zoneId) ?? "" },
    span: later.label,
    about: later,
    related: [{ fact: { kind: "linked-too", link: nameOf(earlier) }, span: earlier.label }],
  });
}
