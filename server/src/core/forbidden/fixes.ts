import type { RefusalFix } from "../access/refusal.ts";
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
  readonly what: RefusalFix;
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
  const vault = forbidden.vault ?? place?.across.vault.symbol ?? null;
  const [listed, subnets, endpoint] = [
    listing(forbidden, vault, place),
    subnetRules(forbidden, vault, place),
    privateEndpoint(vault, place),
  ];
  switch (forbidden.shape) {
    case "firewall":
      return [...listed, ...subnets, endpoint];
    case "firewall-bypass-none":
      return [...listed, ...subnets, endpoint, trusting(vault, place)];
    case "disabled":
      return [endpoint, ...written(subnets), opening(vault)];
    case "disabled-bypass-none":
      return [endpoint, trusting(vault, place), ...written(subnets), opening(vault)];
    case "wrong-endpoint":
    case "permission":
    case "unknown":
      return [];
  }
}

/** An IP rule takes one public IPv4 address. */
function listing(
  { client }: Forbidden,
  vault: string | null,
  place: KeptOut | null,
): readonly ForbiddenFix[] {
  const address = clientAddress(client);
  if (client === null || address.kind !== "public") return [];
  const source: Source = {
    kind: "caller",
    caller: { kind: "addresses", addresses: address.addresses },
  };
  const fix = fixFor(source, place);
  const opensPublicAccess = fix !== null && fix.edits.length > 1;
  return [{ what: { kind: "list-address", client, vault, opensPublicAccess }, fix }];
}

/** More subnets than these are not offered one by one. */
const mostSubnets = 3;

/** A rule for each subnet that the caller may be in; where none of them can be written, people have to. */
function subnetRules(
  { client }: Forbidden,
  vault: string | null,
  place: KeptOut | null,
): readonly ForbiddenFix[] {
  const [view] = place?.across.views ?? [];
  const subnets = view ? subnetsOfCaller(clientAddress(client), view.vault, view.world.network) : [];
  // A name that two of them have would let in the first, whichever is meant.
  const named = subnets.filter(
    (subnet) => view && subnetsNamed(subnetLabel(subnet), view.world.network).length === 1,
  );
  const found = named.slice(0, mostSubnets).flatMap((subnet): readonly ForbiddenFix[] => {
    const fix = fixFor({ kind: "subnet", name: subnetLabel(subnet) }, place);
    return fix ? [{ what: { kind: "subnet-if-there", title: fix.title }, fix }] : [];
  });
  return found.length > 0 ? found : [{ what: { kind: "list-subnet", vault }, fix: null }];
}

/** Where the vault has a private endpoint already, the caller has to use it. */
function privateEndpoint(vault: string | null, place: KeptOut | null): ForbiddenFix {
  const [view] = place?.across.views ?? [];
  const [endpoint] = view ? certainEndpoints(view.vault, view.world.network) : [];
  return {
    what: endpoint
      ? { kind: "use-endpoint", endpoint: endpoint.symbol, vault }
      : { kind: "create-endpoint", vault },
    fix: null,
  };
}

function trusting(vault: string | null, place: KeptOut | null): ForbiddenFix {
  return {
    what: { kind: "trust-services", vault },
    fix: fixFor({ kind: "caller", caller: { kind: "trustedService" } }, place),
  };
}

function opening(vault: string | null): ForbiddenFix {
  return { what: { kind: "open-to-listed", vault }, fix: null };
}

function written(fixes: readonly ForbiddenFix[]): readonly ForbiddenFix[] {
  return fixes.filter(({ fix }) => fix);
}

function fixFor(source: Source, place: KeptOut | null): Fix | null {
  if (!place) return null;
  const [fix] = accessFixes(place.worlds, { source, vaultKey: place.across.key, expect: "allow" });
  return fix ?? null;
}
