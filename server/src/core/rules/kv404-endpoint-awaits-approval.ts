import { all } from "../logic/truth.ts";
import { sameVault } from "../network/writes/writes.ts";
import { certainEndpoints } from "../access/certain-endpoints.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";

export const endpointAwaitsApproval: Rule = {
  code: "KV404",
  name: "endpoint-awaits-approval",
  severity: "info",
  summary: "A private endpoint works only after its connection is approved.",
  why: `A manual connection starts as *Pending*. Until an owner of the vault approves it, the endpoint does not give access, and the vault's
name still resolves to its public address.`,
  fix: `Approve the connection after the deployment, or use an automatic connection if the deploying identity may approve connections to the
vault.`,
  references: learn("key-vault/general/private-link-service", "private-link/manage-private-endpoint"),
  check: eachVault((vault, network) => {
    return certainEndpoints(vault, network)
      .filter(({ connections }) =>
        connections.some(
          ({ exists, vault: link, manual }) =>
            all([exists, manual]) === "yes" && link?.kind === "declared" && sameVault(link.to, vault),
        ),
      )
      .map((endpoint) =>
        finding(vault, {
          fact: { kind: "KV404", endpoint: endpoint.symbol },
          span: endpoint.label,
        }),
      );
  }),
};
