import { bypass, publicAccess } from "../access/effective.ts";
import { ipRulesOf } from "../access/entries.ts";
import { exposureAcross } from "../access/worlds.ts";
import type { VaultAcrossWorlds, VaultView, World } from "../access/worlds.ts";
import { mergeWorlds, vaultsAcross } from "../access/worlds.ts";
import { endpointsOf } from "../access/gate-private-endpoint.ts";
import type { Exposure } from "../access/codes.ts";
import { sayCauses, sayCount } from "../access/say.ts";
import type { Cause } from "../evaluate/values/value.ts";
import { is } from "../evaluate/values/value.ts";
import { truth } from "../logic/truth.ts";

/** One line per vault that says who gets in, by the vault's key: "Deny by default · 257 addresses · 1 subnet". */
export function summarizeVaults(worlds: readonly World[]): ReadonlyMap<string, string> {
  return new Map(vaultsAcross(worlds).map((across) => [across.key, summarize(across)]));
}

function summarize(across: VaultAcrossWorlds): string {
  const { exposure, because } = exposureAcross(across);
  if (across.vault.existing) return "Existing vault · its network is not visible here";
  if (exposure === "depends") return `Depends on ${sayFew(because)}`;
  const merged = mergeWorlds(
    across.views,
    (view) => parts(view, exposure).join(" · "),
    (a, b) => a === b,
  );
  if (merged.cases.length === 0) return merged.answer;
  return `${headline(across.views[0], exposure)} · the rest depends on ${sayFew(merged.because)}`;
}

const mostCauses = 2;

function sayFew(causes: readonly Cause[]): string {
  const more = causes.length - mostCauses;
  if (more <= 0) return sayCauses(causes);
  return `${sayCauses(causes.slice(0, mostCauses))} and ${more} more`;
}

function parts(view: VaultView, exposure: Exposure): readonly string[] {
  if (exposure === "public") return [headline(view, exposure), "any network"];
  const rules = exposure === "selected" ? [addresses(view), subnets(view)] : [];
  return [headline(view, exposure), ...rules, endpoints(view), trusted(view)].filter((part) => part !== "");
}

function headline(view: VaultView | undefined, exposure: Exposure): string {
  switch (exposure) {
    case "public":
      return view && isDenied(view) ? "IP rules admit every address" : "Firewall off";
    case "perimeter":
      return "Secured by perimeter";
    case "private":
      return view && isDisabled(view) ? "Public access disabled" : "Deny by default";
    case "selected":
      return "Deny by default";
    case "depends":
      return "Depends";
  }
}

function isDenied({ vault }: VaultView): boolean {
  return is(vault.defaultAction.value, (word) => truth(word.toLowerCase() === "deny")) === "yes";
}

function isDisabled({ vault }: VaultView): boolean {
  return is(publicAccess(vault).value, (word) => truth(word === "Disabled")) === "yes";
}

/** How many addresses the IP rules admit; entries whose effect is not known make it a span of counts. */
function addresses({ vault }: VaultView): string {
  const { certain, possible } = ipRulesOf(vault).bounds;
  if (possible.isEmpty) return "";
  if (certain.equals(possible)) return sayCount(certain.size, "address");
  return `${certain.size.toLocaleString("en-US")} to ${sayCount(possible.size, "address")}`;
}

function subnets({ vault }: VaultView): string {
  const count = vault.subnetLinks.length;
  return count === 0 ? "" : sayCount(count, "subnet");
}

function endpoints({ vault, world }: VaultView): string {
  const count = endpointsOf(vault, world.network).length + vault.approvedConnections;
  return count === 0 ? "" : sayCount(count, "private endpoint");
}

function trusted({ vault }: VaultView): string {
  return is(bypass(vault).value, (word) => truth(word === "AzureServices")) === "yes"
    ? "trusted services"
    : "";
}
