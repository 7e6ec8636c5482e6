import type { Caller } from "../access/caller.ts";
import { judge } from "../access/verdict.ts";
import { known } from "../evaluate/values/value.ts";
import type { Network, Vault, VirtualNetworkLink } from "../network/network.ts";
import { writtenVersion } from "../network/versioned.ts";
import { redirectingSince } from "../path/linked-zones.ts";
import { type Fix, fix, set, setTitle } from "./fix.ts";

/** https://learn.microsoft.com/azure/dns/private-dns-fallback */
const policy = "NxDomainRedirect";

/**
 * Has a link ask public DNS for names that its zone does not have; none where the caller would then be denied, or where the version of
 * the API does not know the setting.
 */
export function redirectNames(
  link: VirtualNetworkLink,
  vault: Vault,
  network: Network,
  caller: Caller,
): readonly Fix[] {
  // azurerm chooses the version itself.
  const isVersioned = link.instance.declaration.apiVersion !== null;
  if (isVersioned && (writtenVersion(link) ?? "") < redirectingSince) return [];
  const { resolutionPolicy } = link;
  const redirecting = { ...resolutionPolicy, value: known(policy, { span: resolutionPolicy.slot.near }) };
  const after: Network = {
    ...network,
    virtualNetworkLinks: network.virtualNetworkLinks.map((each) =>
      each === link ? { ...link, resolutionPolicy: redirecting } : each,
    ),
  };
  if (judge(vault, after, caller).verdict === "denied") return [];
  const title = setTitle(resolutionPolicy, policy, "resolves-publicly");
  return [fix({ title, preferred: true, target: link, edits: [set(resolutionPolicy, policy)] })];
}
