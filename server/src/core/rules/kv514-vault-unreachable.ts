import { exposureOf } from "../access/exposure.ts";
import { judge } from "../access/verdict.ts";
import type { ResourceInstance } from "../evaluate/types.ts";
import { allInstances } from "../network/all-instances.ts";
import type { Link } from "../network/ids/links.ts";
import type { Network, Vault } from "../network/network.ts";
import type { Resource } from "../network/resources-by-type.ts";
import { sameVault } from "../network/writes/writes.ts";
import { causesOfUnseenEndpoints, endpointsOf } from "../path/endpoints.ts";
import { callersOfVaultsIn } from "../services/consumers/callers-of-vaults.ts";
import { type Consumer, mayUse } from "../services/consumers/consumer.ts";
import { asksFor, grantsFor } from "../services/consumers/grants.ts";
import { serviceStanding } from "../services/service.ts";
import { openersOf } from "../services/consumers/script-changes.ts";
import { learn, eachVault, type Related, type Rule, finding } from "./rule.ts";

export const vaultUnreachable: Rule = {
  code: "KV514",
  name: "vault-unreachable",
  severity: "info",
  fixable: false,
  references: learn("key-vault/general/network-security", "key-vault/general/private-link-service"),
  check: eachVault((vault, network) => {
    if (!isUnreachable(vault, network)) return [];
    const granted = grantsOn(vault, network);
    const written = contentsOf(vault, network);
    const reason = granted[0] ?? written[0];
    if (!reason) return [];
    const isGranted = granted.length > 0;
    const related: Related = { fact: { kind: isGranted ? "permission" : "content" }, span: reason.label };
    return finding(vault, {
      fact: { kind: "KV514", isGranted },
      span: vault.label,
      decided: { kind: "trustedService" },
      related: reason.label === vault.label ? [] : [related],
    });
  }),
};

/** Neither over the public path nor through an endpoint, and nothing that is not known may change that. */
function isUnreachable(vault: Vault, network: Network): boolean {
  return (
    exposureOf(vault, network).exposure === "private" &&
    judge(vault, network, { kind: "trustedService" }).verdict === "denied" &&
    endpointsOf(vault, network).length === 0 &&
    causesOfUnseenEndpoints(vault, network).length === 0 &&
    openersOf(vault, network).length === 0 &&
    !callersOfVaultsIn(network).some((caller) => mayCall(caller, vault)) &&
    !allInstances(network).some(mayConnect)
  );
}

function mayCall(caller: Consumer, vault: Vault): boolean {
  const isOnNetwork = serviceStanding(caller.service).kind !== "controlPlane";
  return isOnNetwork && caller.exists.truth !== "no" && mayUse(caller, vault);
}

/** Other services have private endpoints of their own: https://learn.microsoft.com/azure/data-factory/managed-virtual-network-private-endpoint */
function mayConnect(instance: ResourceInstance): boolean {
  const type = instance.type() ?? "";
  return (
    /(?:managed|shared|outbound)_?private_?(?:endpoint|link)/i.test(type) && instance.exists().truth !== "no"
  );
}

/** What gives permissions that the vault asks for. */
function grantsOn(vault: Vault, network: Network): readonly Resource[] {
  return grantsFor(() => true, network)
    .filter(({ by, kind, vault: link }) => isAbout(by, link, vault) && asksFor(vault, kind, "yes") === "yes")
    .map(({ by }) => by);
}

function contentsOf(vault: Vault, network: Network): readonly Resource[] {
  return network.vaultContents.filter(
    (content) => content.by === "resource manager" && isAbout(content, content.vault, vault),
  );
}

function isAbout({ exists }: Resource, link: Link<Vault>, vault: Vault): boolean {
  return exists.truth === "yes" && link.kind === "declared" && sameVault(link.to, vault);
}
