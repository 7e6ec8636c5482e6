import { countEndpoints } from "../access/certain-endpoints.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";

export const tooManyEndpoints: Rule = {
  code: "KV309",
  name: "too-many-endpoints",
  severity: "warning",
  references: learn(
    "key-vault/general/service-limits",
    "key-vault/general/whats-new",
    "key-vault/managed-hsm/private-link",
  ),
  check: eachVault((vault, network) => {
    const { count } = countEndpoints(vault, network);
    if (count <= mostEndpoints) return [];
    return finding(vault, { fact: { kind: "KV309", count, limit: mostEndpoints }, span: vault.label });
  }),
};

const mostEndpoints = 64;
