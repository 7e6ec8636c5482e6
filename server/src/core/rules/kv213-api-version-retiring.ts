import { writtenAt } from "../evaluate/values/value.ts";
import type { Vault } from "../network/network.ts";
import { currentVersion, raiseApiVersion, writtenVersion } from "../fixes/api-version.ts";
import { finding } from "./finding.ts";
import { nameOf } from "../access/say.ts";
import { judgedVaults } from "../network/judged-vaults.ts";
import type { Finding, Rule } from "./rule.ts";

export const apiVersionRetiring: Rule = {
  code: "KV213",
  name: "api-version-retiring",
  severity: "info",
  onByDefault: true,
  fixable: true,
  summary: "A vault is written for a version of the API that Azure retires.",
  why: `All versions of Key Vault's control plane API before 2026-02-01 retire on 27 February 2027. Deployments that name one of
them fail from then on; secrets stay readable.`,
  fix: `Raise the version to 2026-02-01. A new vault without \`enableRbacAuthorization\` then takes role assignments instead of access
policies, so the fix states it.`,
  references: [
    "https://learn.microsoft.com/azure/key-vault/general/whats-new",
    "https://learn.microsoft.com/azure/key-vault/general/access-control-default",
  ],
  alsoKnownAs: [],
  check: (network) => judgedVaults(network).flatMap(checkVault),
};

function checkVault(vault: Vault): readonly Finding[] {
  const version = writtenVersion(vault);
  if (version === null || vault.deployed || !vault.apiVersion || !isRetiring(version)) return [];
  return [
    finding(vault, {
      message: `Azure stops taking ${nameOf(vault)} on 2027-02-27: API version ${version} retires.`,
      span: writtenAt(vault.apiVersion.origin),
      fixes: raiseApiVersion(vault),
    }),
  ];
}

/** Versions are dates; what is none cannot be told. */
function isRetiring(version: string): boolean {
  return /^\d{4}-\d\d-\d\d/.test(version) && version.slice(0, currentVersion.length) < currentVersion;
}
