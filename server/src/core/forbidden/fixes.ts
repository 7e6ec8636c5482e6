import type { Source } from "../access/source.ts";
import { subnetLabel, subnetsNamed } from "../access/source.ts";
import type { VaultAcrossWorlds, World } from "../access/worlds.ts";
import type { VerdictReport } from "../report/verdicts.ts";
import { accessFixes } from "../fixes/access-fixes.ts";
import { certainEndpoints } from "../access/certain-endpoints.ts";
import type { Fix } from "../fixes/fix.ts";
import { clientAddress, subnetsOfCaller } from "./caller-subnets.ts";
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
}

/** What would let the client in, narrowest first; nothing where the network did, or where the template does already. */
export function fixesFor(
  forbidden: Forbidden,
  template: VerdictReport | null,
  place: KeptOut | null,
): readonly ForbiddenFix[] {
  if (template?.verdict === "allowed") return [];
  const name = forbidden.vault ?? place?.across.vault.symbol ?? "the vault";
  const [listed, subnets, endpoint] = [
    listing(forbidden, name, place),
    subnetRules(forbidden, name, place),
    privateEndpoint(name, place),
  ];
  switch (forbidden.shape) {
    case "firewall":
      return [...listed, ...subnets, endpoint];
    case "firewall-bypass-none":
      return [...listed, ...subnets, endpoint, trusting(name, place)];
    case "disabled":
      return [endpoint, ...written(subnets), opening(name)];
    case "disabled-bypass-none":
      return [endpoint, trusting(name, place), ...written(subnets), opening(name)];
    case "wrong-endpoint":
    case "permission":
    case "unknown":
      return [];
  }
}

/** An IP rule takes one public IPv4 address. */
function listing({ client }: Forbidden, name: string, place: KeptOut | null): readonly ForbiddenFix[] {
  const address = clientAddress(client);
  if (client === null || address.kind !== "public") return [];
  const source: Source = {
    kind: "caller",
    caller: { kind: "addresses", addresses: address.addresses },
  };
  const fix = fixFor(source, place);
  const opens = fix && fix.edits.length > 1 ? ", and open public access to those listed" : "";
  return [{ title: `Add ${client}/32 to ipRules of ${name}${opens}`, fix }];
}

/** More subnets than these are not offered one by one. */
const mostSubnets = 3;

/** A rule for each subnet that the caller may be in; where none of them can be written, people have to. */
function subnetRules({ client }: Forbidden, name: string, place: KeptOut | null): readonly ForbiddenFix[] {
  const [view] = place?.across.views ?? [];
  const subnets = view ? subnetsOfCaller(clientAddress(client), view.vault, view.world.network) : [];
  // A name that two of them have would let in the first, whichever is meant.
  const named = subnets.filter(
    (subnet) => view && subnetsNamed(subnetLabel(subnet), view.world.network).length === 1,
  );
  const found = named.slice(0, mostSubnets).flatMap((subnet): readonly ForbiddenFix[] => {
    const fix = fixFor({ kind: "subnet", name: subnetLabel(subnet) }, place);
    return fix ? [{ title: `${fix.title}, if the caller is there`, fix }] : [];
  });
  const title = `Add a subnet rule for the caller's subnet to ${name}, with its service endpoint Microsoft.KeyVault on`;
  return found.length > 0 ? found : [{ title, fix: null }];
}

/** Where the vault has a private endpoint already, the caller has to use it. */
function privateEndpoint(name: string, place: KeptOut | null): ForbiddenFix {
  const [view] = place?.across.views ?? [];
  const [endpoint] = view ? certainEndpoints(view.vault, view.world.network) : [];
  const title = endpoint
    ? `Call over ${endpoint.symbol}, the private endpoint of ${name}, from a network in which the vault's name leads there`
    : `Give ${name} a private endpoint in the caller's network`;
  return { title, fix: null };
}

function trusting(name: string, place: KeptOut | null): ForbiddenFix {
  const title = `Set bypass of ${name} to AzureServices, if the caller is a trusted service in its scenario`;
  return { title, fix: fixFor({ kind: "caller", caller: { kind: "trustedService" } }, place) };
}

function opening(name: string): ForbiddenFix {
  const title = `Set publicNetworkAccess of ${name} to Enabled and defaultAction to Deny, and list the caller in its rules`;
  return { title, fix: null };
}

function written(fixes: readonly ForbiddenFix[]): readonly ForbiddenFix[] {
  return fixes.filter(({ fix }) => fix);
}

function fixFor(source: Source, place: KeptOut | null): Fix | null {
  if (!place) return null;
  const [fix] = accessFixes(place.worlds, { source, vaultKey: place.across.key, expect: "allow" });
  return fix ?? null;
}
