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
  summary: "A vault has a private endpoint but is still reachable from any public address.",
  why: `A private endpoint adds a path to the vault but does not close the public one. Unless public network access is disabled or the
default action is *Deny*, the vault still accepts requests from any public address. KV101 and KV102, which report the open vault
and offer fixes for closing it, name the endpoint as a related place; this rule reports it where they are off.`,
  fix: "Disable public network access, or set the default action to *Deny* and list the few callers that need the public endpoint.",
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
