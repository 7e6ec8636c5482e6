import { judge } from "../access/verdict.ts";
import type { Network, PrivateEndpoint, Vault } from "../network/network.ts";
import { denyByDefault, disablePublicAccess } from "../fixes/closing-fixes.ts";
import { finding } from "./finding.ts";
import { nameOf } from "../access/say.ts";
import { judgedVaults } from "../network/judged-vaults.ts";
import { placeOfList, placeOfSetting } from "../network/places.ts";
import type { Finding, Rule } from "./rule.ts";

export const privateEndpointYetOpen: Rule = {
  code: "KV104",
  name: "private-endpoint-yet-open",
  severity: "warning",
  onByDefault: true,
  fixable: true,
  summary: "A vault has a private endpoint and stays open to the internet.",
  why: `A private endpoint only adds a way in. It closes none: unless public network access is disabled or the default action
is *Deny*, the vault takes requests from every public address as before.`,
  fix: "Disable public network access, or deny by default and list the few who need the public endpoint.",
  references: [
    "https://learn.microsoft.com/azure/key-vault/general/private-link-diagnostics",
    "https://learn.microsoft.com/azure/key-vault/general/private-link-service",
  ],
  alsoKnownAs: [],
  check: (network) => judgedVaults(network).flatMap((vault) => checkVault(vault, network)),
};

function checkVault(vault: Vault, network: Network): readonly Finding[] {
  const { verdict, reason } = judge(vault, network, { kind: "internet" });
  if (verdict !== "allowed") return [];
  const isByRule = reason === "ALLOW_IP_RULE";
  const opening = isByRule ? placeOfList(vault.ipRules) : placeOfSetting(vault, vault.defaultAction);
  const disable = disablePublicAccess(vault, true);
  return endpointsFor(vault, network).map((endpoint) =>
    finding(vault, {
      message: `${nameOf(vault)} stays open to every public address beside its private endpoint.`,
      span: endpoint.label,
      decided: { kind: "internet" },
      related: [{ message: "What keeps it open.", span: opening }],
      fixes: isByRule ? disable : [...disable, ...denyByDefault(vault, false)],
    }),
  );
}

/** The endpoints that certainly are deployed, and certainly lead here. */
function endpointsFor(vault: Vault, network: Network): readonly PrivateEndpoint[] {
  return network.privateEndpoints.filter(
    (endpoint) =>
      endpoint.exists.truth === "yes" &&
      endpoint.connections.some(({ vault: link }) => link?.kind === "declared" && link.to.key === vault.key),
  );
}
