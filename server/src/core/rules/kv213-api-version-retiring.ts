import { grouped } from "../logic/grouped.ts";
import { compareSpans, spanKey } from "../text/document.ts";
import { currentVersion, hiddenSettings, raiseApiVersions } from "../fixes/api-version.ts";
import { type Versioned, versionedResources } from "../network/versioned.ts";
import { judgedVaults } from "../network/places.ts";
import { nameOf } from "../access/vault-label.ts";
import type { Network } from "../network/network.ts";
import { endingOf, keptPreview, severityOfEnding } from "./questions/retirement.ts";
import { learn, type Finding, type Rule, finding } from "./rule.ts";

export const apiVersionRetiring: Rule = {
  code: "KV213",
  name: "api-version-retiring",
  severity: "info",
  fixable: true,
  summary: "A template uses a Key Vault API version that Azure is retiring.",
  why: `All Key Vault control plane API versions before 2026-02-01 retire on 27 February 2027. From then on, deployments that use one of them fail. This applies to vaults and to their
secrets, keys, and access policies, and also to templates that only reference one of these; secrets remain readable. Of newer preview versions, Azure withdraws all but 2026-04-01-preview,
90 days after a notice. Each version is reported once per root template, with its other places, also those in modules. Until 26 February 2027 that is an info, and from 27 February 2027 an
error; \`--today 2027-02-27\` shows today what will be reported then.`,
  fix: `Change the API versions to 2026-02-01. A new vault without \`enableRbacAuthorization\` then uses role assignments instead of access
policies, so the fix sets that property explicitly.`,
  references: learn("key-vault/general/whats-new", "key-vault/general/access-control-default"),
  check: (network, { today }) =>
    [...grouped(unreported(network), ({ version }) => [version]).values()].flatMap((each) =>
      report(each, today),
    ),
};

/** Each declaration with a version, except vaults whose version KV212 already reports. */
function unreported(network: Network): readonly Versioned[] {
  const told = new Set(
    judgedVaults(network)
      .filter((vault) => hiddenSettings(vault).length > 0)
      .map(({ key }) => key),
  );
  return versionedResources(network).filter(({ resource }) => !told.has(resource.key));
}

/** One finding for each instance of the first vault with a version, which hosts show as one; for its first resource if it has no vaults. */
function report(found: readonly Versioned[], today: string | null): readonly Finding[] {
  const sorted = [...found].sort((a, b) => compareSpans(a.place, b.place));
  const declarations = [...new Map(sorted.map((each) => [spanKey(each.resource.span), each])).values()];
  const lead = declarations.find(({ vault }) => vault !== null) ?? declarations[0];
  const ending = lead ? endingOf(lead.version, today) : null;
  if (!lead || ending === null) return [];
  const others = declarations.filter((each) => each !== lead);
  const related = others.map(({ resource, version, place }) => ({
    fact: { kind: "uses-version", resource: nameOf(resource), version } as const,
    span: place,
  }));
  const to = ending === "on-notice" ? keptPreview : currentVersion;
  const vaults = sorted
    .filter(({ resource }) => spanKey(resource.span) === spanKey(lead.resource.span))
    .map(({ vault }) => vault);
  return [...new Set(vaults)].map((vault) =>
    finding(vault, {
      fact: {
        kind: "KV213",
        resource: vault ? null : nameOf(lead.resource),
        version: lead.version,
        more: others.length,
        ending,
      },
      span: lead.place,
      severity: severityOfEnding(ending),
      holdsAnyway: true,
      related,
      fixes: raiseApiVersions([lead, ...others], to),
    }),
  );
}
