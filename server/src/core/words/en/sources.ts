import type { SourceFact } from "../../access/describe-source.ts";
import type { NamedSourceFault } from "../../access-file/problem.ts";
import type { AddressFault, AddressNote } from "../../ip/source-text.ts";
import type { ServiceStanding } from "../../services/standing.ts";
import type { RequiredIdentity } from "../../services/vocabulary.ts";
import { listAnd, listOr } from "../../text/list.ts";
import { sayBy, type Sentences } from "../words.ts";
import { services } from "./services.ts";
import { sayCount } from "./count.ts";

/** How a source was understood, in a few words for the one who typed it. */
export const saySource = sayBy<SourceFact>({
  internet: () => "any client without a rule of its own",
  address: () => "public IPv4 address",
  range: ({ addresses }) => `${sayCount(addresses, "address")}, evaluated as a whole`,
  private: ({ isRoutable }) =>
    isRoutable
      ? "private; IP rules never match private addresses, so simulate the subnet instead"
      : "not routable; no client of the public endpoint has such an address",
  ipv6: () => "IPv6; IP rules of key vaults support IPv4 only",
  tag: ({ addresses, ranges, published }) => {
    const size = `${sayCount(addresses, "address")} in ${sayCount(ranges, "range")}`;
    return `service tag: ${size}${published === null ? "" : `, as published on ${published}`}`;
  },
  subnet: () => "a subnet, by its name or ID",
  consumer: ({ service }) =>
    (service === null ? null : services.texts(service).name) ??
    "a resource of the deployment, in each of its scenarios",
  service: ({ service, standing }) => `${services.texts(service).name}: ${sayStanding(standing)}`,
  "trusted-service": () => "a trusted service, in a listed scenario",
});

/** How an address was understood that has more than one meaning or spelling. */
export const sayAddressNote = sayBy<AddressNote>({
  "host-bits": ({ text, network, address }) =>
    `${text} is read as the whole network ${network}; for the single address, write ${address}.`,
  "short-range": ({ text, range }) => `${text} is read as ${range}.`,
  "mapped-ipv4": ({ text, ipv4 }) => `${text} is the IPv4 address ${ipv4} in another notation.`,
});

const faults: Sentences<NamedSourceFault> = {
  "not-an-address": ({ text, why }) => `'${text}' is not a valid address: ${addressFaults[why]}. ${accepted}`,
  "scheme-alone": ({ scheme }) => `Expected ${afterScheme[scheme]} after '${scheme}:'.`,
  "not-a-subnet-id": ({ id }) => `'${id}' is not a valid subnet ID.`,
  "host-name": ({ host }) => `Host names are not resolved here; use the address that '${host}' calls from.`,
  "bare-name": ({ name, near }) => `'${name}' is not an address; did you mean ${listOr(near)}?`,
  "no-such-service": ({ service, near }) =>
    `'${service}' is not in the catalog of services${near.length > 0 ? `; did you mean ${listOr(near)}?` : "."}`,
  "no-such-tag": ({ tag, near }) =>
    `There is no service tag '${tag}'${near.length > 0 ? `; did you mean ${listOr(near)}?` : "."}`,
  "no-such-job": ({ source, names }) =>
    `No job '${source}' calls a vault from a known network; ${names.length > 0 ? `available: ${listAnd(names)}` : "no other job does either"}.`,
  "no-such-pool": ({ source, names }) =>
    `The network of '${source}' is not known; ${names.length > 0 ? `known: ${listAnd(names)}` : "no pool is declared, and no source of the access file describes one"}.`,
  "tag-without-ipv4": ({ tag }) => `Service tag ${tag} has no IPv4 addresses.`,
  "no-addresses": () => "No address is given.",
  "mixed-ranges": () =>
    "IPv6 addresses and other sources cannot be listed with IPv4 ranges; list them separately.",
  "variable-not-filled-in": ({ variable }) =>
    `Environment variable ${variable} is read only on the command line.`,
  "variable-not-set": ({ variable }) => `Environment variable ${variable} is not set.`,
  "variable-without-address": ({ variable }) =>
    `Environment variable ${variable} does not contain a valid address.`,
};

/** Why a text names no source. */
export const saySourceFault = sayBy(faults);

const accepted =
  "Use an address (203.0.113.7), a CIDR range (203.0.113.0/24), a range (203.0.113.7-203.0.113.9), " +
  "an IPv6 address or prefix (2001:db8::/32), internet, subnet:NAME, service:ID, consumer:SYMBOL, tag:NAME, " +
  "pipeline:FILE#JOB, pool:NAME, or the name of a source in the access file.";

const afterScheme = {
  subnet: "a name, vnet/subnet, or the ID of a subnet",
  consumer: "the symbol of a resource that uses a vault",
  service: "the ID of a service",
  tag: "a service tag such as AppService.WestEurope",
} as const;

export const addressFaults: Readonly<Record<AddressFault, string>> = {
  empty: "it is empty",
  blanks: "it has spaces around it",
  "octet-too-large": "one part is above 255",
  "leading-zero": "one part has a leading zero, which some programs read as octal",
  "octet-count": "an IPv4 address has four parts",
  "prefix-missing": "the prefix length after the slash is missing",
  "prefix-too-long": "the prefix length is above 32",
  "prefix-not-a-number": "the prefix length is not a number from 0 to 32",
  "reversed-range": "the range ends before it begins",
  "not-an-address": "it is not an IPv4 address, range, or known source",
  "ipv6-range": "a range of IPv6 addresses must be written as a prefix",
};

/** What bypass does for a service, to be put after its name. */
export const sayStanding = sayBy<ServiceStanding>({
  trusted: () => "trusted, for this scenario only",
  trustedIf: (standing) =>
    standing.needs === "identity"
      ? `trusted only with ${identities[standing.identity]}`
      : "trusted only on the Azure-hosted runtime",
  unknown: (standing) =>
    standing.because === "claimed-by-its-own-page"
      ? "not on the list of trusted services, though its own documentation relies on bypass"
      : "not on the list of trusted services; whether bypass allows it is not documented",
  notTrusted: () => "not a trusted service",
  controlPlane: () => "not filtered by the firewall",
  followClient: () => "evaluated as the client that reads the vault",
});

const identities: Readonly<Record<RequiredIdentity, string>> = {
  "system-assigned": "its system-assigned identity",
  "user-assigned": "a user-assigned identity",
  either: "a managed identity",
  "first-party-sp": "Microsoft's own service principal",
  platform: "the identity of the Azure platform",
  unknown: "an identity that is not documented",
};
