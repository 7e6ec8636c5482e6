import { endpointsOf, rejectionOf } from "../path/endpoints.ts";
import { not } from "../logic/truth.ts";
import { mayDeclareAbout } from "../network/may-declare.ts";
import type { Network, Vault } from "../network/network.ts";
import { isRecovered } from "./questions/policies.ts";
import { learn, eachVault, type Found, type Rule, finding } from "./rule.ts";

export const policyPrivateLink: Rule = {
  code: "KV703",
  name: "policy-private-link",
  severity: "info",
  onByDefault: false,
  references: learn("key-vault/general/azure-policy", "key-vault/general/private-link-service"),
  alsoKnownAs: ["a6abeaec-4d90-4a02-805f-6b26c4d3fbe9"],
  check: eachVault(checkVault),
};

/** A module that gets the vault and cannot be read may declare an endpoint. */
function checkVault(vault: Vault, network: Network): Found {
  const isPerhapsConnected =
    vault.approvedConnections !== 0 || hasEndpoint(vault, network) || mayDeclareAbout(network, vault);
  if (vault.kind !== "vault" || isPerhapsConnected || not(isRecovered(vault)) !== "yes") return [];
  return finding(vault, {
    fact: { kind: "KV703" },
    span: vault.label,
  });
}

/** An endpoint that awaits approval does not count, because the policy requires approved ones, nor does one that Azure rejects. */
function hasEndpoint(vault: Vault, network: Network): boolean {
  return endpointsOf(vault, network).some(
    (endpoint) =>
      rejectionOf(endpoint, network) === null && endpoint.connections.some(({ manual }) => manual !== "yes"),
  );
}
