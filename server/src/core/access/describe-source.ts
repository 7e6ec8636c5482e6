import { privateAddresses, unroutable } from "../ip/well-known-ranges.ts";
import { describeStanding } from "../services/describe-service.ts";
import { serviceStanding } from "../services/standing.ts";
import { sayCount } from "./say.ts";
import type { Source } from "./source.ts";

/** How a source was understood, in a few words for the one who typed it. */
export interface SourceDescription {
  readonly kind:
    "address" | "range" | "private" | "ipv6" | "internet" | "subnet" | "service" | "consumer" | "tag";
  readonly text: string;
}

/** Describes what somebody asks about. */
export function describeSource(source: Source): SourceDescription {
  if (source.kind === "subnet") return { kind: "subnet", text: "a subnet, by its name or id" };
  if (source.kind === "consumer")
    return { kind: "consumer", text: "a resource of the deployment, in each of its scenarios" };
  const { caller, tag } = source;
  switch (caller.kind) {
    case "addresses":
      return tag
        ? { kind: "tag", text: describeTag(tag.published, caller.addresses) }
        : describeAddresses(caller.addresses);
    case "ipv6":
      return { kind: "ipv6", text: "IPv6; Key Vault takes IPv4 only in IP rules" };
    case "internet":
      return { kind: "internet", text: "any client that no rule singles out" };
    case "service": {
      const standing = describeStanding(serviceStanding(caller.service));
      return { kind: "service", text: `${caller.service.name}: ${standing}` };
    }
    case "consumer":
      return { kind: "consumer", text: caller.consumer.service.name };
    case "trustedService":
      return { kind: "service", text: "a trusted service, in its scenario" };
    case "subnet":
    case "externalSubnet":
      return { kind: "subnet", text: "a subnet" };
  }
}

type Addresses = Extract<
  Extract<Source, { readonly kind: "caller" }>["caller"],
  { readonly kind: "addresses" }
>["addresses"];

function describeTag(published: string | null, addresses: Addresses): string {
  const size = `${sayCount(addresses.size, "address")} in ${sayCount(addresses.ranges.length, "range")}`;
  return `a service tag: ${size}${published === null ? "" : `, as published on ${published}`}`;
}

function describeAddresses(addresses: Addresses): SourceDescription {
  if (addresses.isSubsetOf(privateAddresses)) {
    const text = "private; IP rules never match private addresses, so ask for the subnet it is in";
    return { kind: "private", text };
  }
  if (addresses.isSubsetOf(unroutable)) {
    return { kind: "private", text: "not routable; no client of the public endpoint has such an address" };
  }
  if (addresses.size === 1) return { kind: "address", text: "public IPv4 address" };
  return { kind: "range", text: `${sayCount(addresses.size, "address")}, evaluated as a whole` };
}
