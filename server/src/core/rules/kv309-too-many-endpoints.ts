import { countEndpoints } from "../access/certain-endpoints.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";

export const tooManyEndpoints: Rule = {
  code: "KV309",
  name: "too-many-endpoints",
  severity: "warning",
  summary: "A vault has more private endpoints than Azure allows by default.",
  why: `A vault or managed HSM supports up to 64 private endpoints. Azure has enforced the limit since March 2026, so further endpoints fail to connect
unless Azure support has granted an exception. All endpoints in the repository count that certainly exist and connect to the vault.`,
  fix: "Share an endpoint between peered networks, distribute the contents over several vaults, or request an exception.",
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
