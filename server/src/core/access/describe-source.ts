import { privateAddresses, unroutable } from "../ip/ip-set.ts";
import { assertNever } from "../logic/assert-never.ts";
import { type ServiceStanding, serviceStanding } from "../services/service.ts";
import type { Source } from "./source.ts";
import type { Caller } from "./caller.ts";

/** How a source was interpreted. */
export type SourceFact =
  | { readonly kind: "internet" | "address" | "ipv6" | "subnet" | "trusted-service" }
  | { readonly kind: "range"; readonly addresses: number }
  /** Addresses that no client of the public endpoint has: private or not routable. */
  | { readonly kind: "private"; readonly isRoutable: boolean }
  | {
      readonly kind: "tag";
      readonly addresses: number;
      readonly ranges: number;
      /** The date of the list; null if it does not say. */
      readonly published: string | null;
    }
  | { readonly kind: "service"; readonly service: string; readonly standing: ServiceStanding }
  /** Null before it is looked up. */
  | { readonly kind: "consumer"; readonly service: string | null };

/** Describes for the user how a source was interpreted. */
export function describeSource(source: Source): SourceFact {
  if (source.kind === "subnet") return { kind: "subnet" };
  if (source.kind === "consumer") return { kind: "consumer", service: null };
  const { caller, tag } = source;
  switch (caller.kind) {
    case "addresses":
      return tag ? describeTag(tag.published, caller.addresses) : describeAddresses(caller.addresses);
    case "ipv6":
    case "internet":
    case "subnet":
      return { kind: caller.kind };
    case "externalSubnet":
      return { kind: "subnet" };
    case "service": {
      const { service } = caller;
      return { kind: "service", service: service.id, standing: serviceStanding(service) };
    }
    case "trustedService":
      return { kind: "trusted-service" };
    case "consumer":
      return { kind: "consumer", service: caller.consumer.service.id };
    default:
      return assertNever(caller);
  }
}

type Addresses = Extract<
  Extract<Source, { readonly kind: "caller" }>["caller"],
  { readonly kind: "addresses" }
>["addresses"];

function describeTag(published: string | null, addresses: Addresses): SourceFact {
  return { kind: "tag", addresses: addresses.size, ranges: addresses.ranges.length, published };
}

function describeAddresses(addresses: Addresses): SourceFact {
  if (addresses.isSubsetOf(privateAddresses)) return { kind: "private", isRoutable: true };
  if (addresses.isSubsetOf(unroutable)) return { kind: "private", isRoutable: false };
  return addresses.size === 1 ? { kind: "address" } : { kind: "range", addresses: addresses.size };
}

/** The kind of a source, regardless of how it was written. */
export type SourceKind =
  | "internet"
  | "address"
  | "range"
  | "ipv6"
  | "subnet"
  | "service"
  | "consumer"
  | "tag";

export function kindOfSource(source: Source): SourceKind {
  if (source.kind !== "caller") return source.kind;
  return source.tag ? "tag" : kindOfCaller(source.caller);
}

function kindOfCaller(caller: Caller): SourceKind {
  switch (caller.kind) {
    case "internet":
    case "ipv6":
    case "subnet":
    case "service":
    case "consumer":
      return caller.kind;
    case "addresses":
      return caller.addresses.size === 1 ? "address" : "range";
    case "externalSubnet":
      return "subnet";
    case "trustedService":
      return "service";
    default:
      return assertNever(caller);
  }
}
