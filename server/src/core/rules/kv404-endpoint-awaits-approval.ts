import { all } from "../logic/truth.ts";
import { sameVault } from "../network/writes/writes.ts";
import { certainEndpoints } from "../access/certain-endpoints.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";

export const endpointAwaitsApproval: Rule = {
  code: "KV404",
  name: "endpoint-awaits-approval",
  severity: "info",
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
