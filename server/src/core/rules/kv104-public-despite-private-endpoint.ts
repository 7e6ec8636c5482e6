import { judge, type Verdict } from "../access/verdict.ts";
import type { Vault } from "../network/network.ts";
import { placeOfList, placeOfSetting } from "../network/places.ts";
import { certainEndpoints } from "../access/certain-endpoints.ts";
import { isAccepted } from "../path/endpoints.ts";
import { decidingPlace } from "./questions/deciding-place.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";
import type { Span } from "../text/document.ts";

export const publicDespitePrivateEndpoint: Rule = {
  code: "KV104",
  name: "public-despite-private-endpoint",
  severity: "info",
  references: learn("key-vault/general/private-link-diagnostics", "key-vault/general/private-link-service"),
  check: eachVault((vault, network) => {
    const verdict = judge(vault, network, { kind: "internet" });
    if (verdict.verdict !== "allowed") return [];
    const opening = placeOfOpening(vault, verdict);
    const accepted = certainEndpoints(vault, network).filter((each) => isAccepted(each, network));
    return accepted.map((endpoint) =>
      finding(vault, {
        fact: { kind: "KV104" },
        span: endpoint.label,
        decided: { kind: "internet" },
        related: [
          { fact: { kind: "vault-declared" }, span: vault.label },
          { fact: { kind: "opens" }, span: opening },
        ],
      }),
    );
  }),
};

function placeOfOpening(vault: Vault, { reason, steps }: Verdict): Span {
  if (reason === "ALLOW_PERIMETER_RULE") return decidingPlace(steps) ?? vault.label;
  return reason === "ALLOW_IP_RULE" ? placeOfList(vault.ipRules) : placeOfSetting(vault, vault.defaultAction);
}
