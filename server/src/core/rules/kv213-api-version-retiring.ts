import { grouped } from "../logic/grouped.ts";
import type { FindingFact } from "./facts/finding-fact.ts";
import type { Network } from "../network/network.ts";
import { compareSpans, spanKey } from "../text/span.ts";
import { currentVersion, hiddenSettings, raiseApiVersions } from "../fixes/api-version.ts";
import { type Versioned, versionedResources } from "../network/versioned.ts";
import { finding } from "./finding.ts";
import { judgedVaults } from "../network/judged-vaults.ts";
import { nameOf } from "../access/say.ts";
import type { Finding, Rule } from "./rule.ts";

export const apiVersionRetiring: Rule = {
  code: "KV213",
  name: "api-version-retiring",
  severity: "hint",
  onByDefault: true,
  fixable: true,
  summary: "A file uses Key Vault API versions that Azure is retiring.",
  why: `All Key Vault control plane API versions before 2026-02-01 retire on 27 February 2027. From then on, deployments that use one of
them fail. This applies to vaults and to their secrets, keys, and access policies, and also to templates that only reference one of
these; secrets remain readable. Each file is reported once.`,
  fix: `Change the API versions to 2026-02-01. A new vault without \`enableRbacAuthorization\` then uses role assignments instead of access
policies, so the fix sets that property explicitly.`,
  references: [
    "https://learn.microsoft.com/azure/key-vault/general/whats-new",
    "https://learn.microsoft.com/azure/key-vault/general/access-control-default",
  ],
  alsoKnownAs: [],
  check: (network) => byFile(retiring(network)).flatMap(report),
};

/** Each declaration with a retiring version, except vaults whose version KV212 already reports. */
function retiring(network: Network): readonly Versioned[] {
  const told = new Set(
    judgedVaults(network)
      .filter((vault) => hiddenSettings(vault).length > 0)
      .map(({ key }) => key),
  );
  return versionedResources(network).filter(
    ({ resource, version }) => isRetiring(version) && !told.has(resource.key),
  );
}

/** Versions are dates; other strings are ignored. */
function isRetiring(version: string): boolean {
  return /^\d{4}-\d\d-\d\d/.test(version) && version.slice(0, currentVersion.length) < currentVersion;
}

function byFile(found: readonly Versioned[]): readonly (readonly Versioned[])[] {
  const files = grouped(found, ({ place }) => [place.document]);
  return [...files.values()].map((file) => [...file].sort((a, b) => compareSpans(a.place, b.place)));
}

/** One finding for each instance of a file's first vault, which hosts show as one; for its first resource if it has no vaults. */
function report(file: readonly Versioned[]): readonly Finding[] {
  const declarations = [...new Map(file.map((each) => [spanKey(each.resource.span), each])).values()];
  const lead = declarations.find(({ vault }) => vault !== null) ?? declarations[0];
  if (!lead) return [];
  const others = declarations.filter((each) => each !== lead);
  const related = others.map(({ resource, version, place }) => ({
    fact: { kind: "uses-version", resource: nameOf(resource), version } as const,
    span: place,
  }));
  const fixes = raiseApiVersions([lead, ...others]);
  const vaults = file
    .filter(({ resource }) => spanKey(resource.span) === spanKey(lead.resource.span))
    .map(({ vault }) => vault);
  return [...new Set(vaults)].map((vault) =>
    finding(vault, {
      fact: useOf(lead, others.length),
      span: lead.place,
      holdsAnyway: true,
      related,
      fixes,
    }),
  );
}

function useOf({ resource, vault, version }: Versioned, more: number): FindingFact {
  return { kind: "KV213", resource: vault ? null : nameOf(resource), version, more };
}
