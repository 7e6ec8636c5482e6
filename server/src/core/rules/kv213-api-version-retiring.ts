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
