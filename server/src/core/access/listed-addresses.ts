import { type Absent, is, type Value } from "../evaluate/values/value.ts";
import { entryOfText } from "../ip/ip-entry.ts";
import { type IpBounds, IpSet, publicAddresses } from "../ip/ip-set.ts";
import type { Truth } from "../logic/truth.ts";
import { sameResource, refersTo } from "../network/ids/links.ts";
import type { Network } from "../network/network.ts";
import type { Egress, EgressAddress } from "../path/egress.ts";

/** Entries that allow addresses: the values as written, and all addresses they contain. */
export interface Listing {
  readonly values: readonly (Value | Absent)[];
  readonly bounds: IpBounds;
}

/**
 * Whether entries list the address through which traffic leaves. If there are several addresses, any may be used, so
 * all have to be listed; if Azure chooses the address, only an entry that refers to it, or that contains all possible
 * addresses, is certain.
 */
export function lists({ values, bounds }: Listing, egress: Egress | null): Truth {
  if (publicAddresses.isSubsetOf(bounds.certain)) return "yes";
  if (bounds.possible.isEmpty) return "no";
  if (!egress) return "maybe";
  const answers = egress.addresses.map((address) => isListed(address, { values, bounds }));
  const [first = "maybe"] = answers;
  return answers.every((answer) => answer === first) ? first : "maybe";
}

/**
 * Whether entries list declared public addresses only, and traffic leaves through none of them: through others, or through addresses that
 * belong to Azure's services. A public address has one owner: https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses
 */
export function listsOthersOnly(
  rules: readonly { readonly item: { readonly field: { readonly value: Value | Absent } } }[],
  { publicIps }: Network,
  egress: Egress | "service" | null,
): boolean {
  if (!egress || rules.length === 0) return false;
  return rules.every(({ item }) => {
    const { value } = item.field;
    const listed = publicIps.find(({ address }) => refersTo(value, address));
    if (!listed || egress === "service") return listed !== undefined;
    // One that is a prefix, or of one, may have any address of the prefix.
    const single = publicIps.filter(({ prefix }) => prefix.value.kind === "absent");
    return egress.addresses.every((each) =>
      single.some(({ key, id }) => key === each?.resource.key && sameResource(id, listed.id) === "no"),
    );
  });
}

/** What is known of an address is its value, or the range it is taken from: whichever is more specific decides. */
export function isListed(address: EgressAddress | null, { values, bounds }: Listing): Truth {
  if (!address) return "maybe";
  const named = address.within ? [address.value, address.within] : [address.value];
  if (values.some((entry) => named.some((each) => refersTo(entry, each)))) return "yes";
  const answers = named.map((each) => is(each, (text) => listsRange(bounds, text)));
  return answers.includes("no") ? "no" : answers.includes("yes") ? "yes" : "maybe";
}

function listsRange(bounds: IpBounds, text: unknown): Truth {
  const entry = typeof text === "string" ? entryOfText(text) : null;
  if (entry?.kind !== "cidr") return "maybe";
  const set = IpSet.of([entry.range]);
  if (set.isSubsetOf(bounds.certain)) return "yes";
  return set.overlaps(bounds.possible) ? "maybe" : "no";
}
