import type { Source } from "../access/source.ts";
import type { VaultAcrossWorlds, World } from "../access/worlds.ts";
import type { VerdictReport } from "../report/verdicts.ts";
import { accessFixes } from "../rules/access-fixes.ts";
import type { Fix } from "../rules/rule.ts";
import type { Forbidden } from "./read.ts";

/** A way to let a client in. */
export interface ForbiddenFix {
  readonly title: string;
  /** How to write it; null where only people can. */
  readonly fix: Fix | null;
}

/** A vault of a template, and who was kept out. */
export interface KeptOut {
  readonly worlds: readonly World[];
  readonly across: VaultAcrossWorlds;
  readonly source: Source;
}

/** What would let the client in, narrowest first; nothing where the network did, or where the template does already. */
export function fixesFor(
  forbidden: Forbidden,
  template: VerdictReport | null,
  place: KeptOut | null,
): readonly ForbiddenFix[] {
  if (template?.verdict === "allowed") return [];
  const name = forbidden.vault ?? place?.across.vault.symbol ?? "the vault";
  const [endpoint, trust] = [
    `Give ${name} a private endpoint in the caller's network`,
    `Set bypass of ${name} to AzureServices, if the caller is a trusted service in its scenario`,
  ];
  switch (forbidden.shape) {
    case "firewall":
      return [...listing(forbidden, name, place), byHand(subnetRule(name)), byHand(endpoint)];
    case "firewall-bypass-none":
      return [...listing(forbidden, name, place), byHand(subnetRule(name)), byHand(endpoint), byHand(trust)];
    case "disabled":
      return [byHand(endpoint), byHand(opening(name))];
    case "disabled-bypass-none":
      return [byHand(endpoint), byHand(trust), byHand(opening(name))];
    case "wrong-endpoint":
    case "permission":
    case "unknown":
      return [];
  }
}

/** An IP rule takes one public IPv4 address. */
function listing({ client }: Forbidden, name: string, place: KeptOut | null): readonly ForbiddenFix[] {
  if (client === null || client.includes(":")) return [];
  const [fix] = place
    ? accessFixes(place.worlds, { source: place.source, vaultKey: place.across.key, expect: "allow" })
    : [];
  return [{ title: `Add ${client}/32 to ipRules of ${name}`, fix: fix ?? null }];
}

function subnetRule(name: string): string {
  return `Add a subnet rule for the caller's subnet to ${name}, with its service endpoint Microsoft.KeyVault on`;
}

function opening(name: string): string {
  return `Set publicNetworkAccess of ${name} to Enabled and defaultAction to Deny, and list the caller in its rules`;
}

function byHand(title: string): ForbiddenFix {
  return { title, fix: null };
}
