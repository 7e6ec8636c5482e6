import terms from "./terms.json" with { type: "json" };
import type { NamedSourceFault } from "../../access-file/problem.ts";
import type { SourceFact } from "../../access/describe-source.ts";
import type { AddressFault, AddressNote } from "../../ip/source-text.ts";
import { englishTexts } from "../../services/catalogue.ts";
import type { ServiceStanding } from "../../services/service.ts";
import { listAnd, listOr } from "../../text/list.ts";
import type { CallerIdentity, ServiceWords } from "../service-words.ts";
import { sayBy, type Sentences } from "../words.ts";
import { sayCount } from "./count.ts";
import { trust } from "./findings/callers.ts";

const { afterScheme, identities, wayIns } = terms.sources;

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

export const addressFaults: Readonly<Record<AddressFault, string>> = terms.sources.addressFaults;

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

export const services: ServiceWords = {
  texts: englishTexts,
  wayIns,
  needs: (ways) => {
    const list = listOr(new Set(ways.map((way) => lowerCase(wayIns[way]))));
    return list === "" ? "" : `${/^[aeio]/i.test(list) ? "an" : "a"} ${list}`;
  },
  needLines: ({ standing, flags, identities, role, ways, list, page }) =>
    [
      `- **Bypass**: ${sayBypass(standing)}${flags.length > 0 ? `; the vault needs ${listAnd(flags.map((flag) => `\`${flag}\``))}` : ""}.`,
      `- **Identity**: ${listOr(identities.map(sayIdentity))}${role === null ? "" : `, with a role such as ${role}`}.`,
      `- **Network**: ${ways.length > 0 ? ways.join("; ") : network[standing.kind]}.`,
      `- **Source**: [Microsoft's list](${list.url}) as of ${list.asOf}, ${list.since === null ? "without a row for it" : `listed since ${list.since}`}${page === null ? "" : `; [its own page](${page.url})${page.date === null ? ", undated" : ` as of ${page.date}`}`}.`,
    ].join("\n"),
  notCovered: (uses) => `- Not covered: ${uses.join("; ")}.`,
  oldPage: (date) => `This rests on a page of ${date}, more than a year old.`,
  bypassSummary: ({ url, asOf, count, notCovered, kind, isDefault }) =>
    `- \`AzureServices\`${isDefault ? ", the default" : ""}: trusted Microsoft services are allowed, even if public access is disabled. ${
      kind === "vault"
        ? `These are the ${count} services on \
[Microsoft's list](${url}) (${asOf}), each only in its listed scenario and only with permissions on the vault.`
        : `In which scenarios is documented for vaults ([Microsoft's list](${url})), not for managed HSMs.`
    }
- \`None\`: they are blocked like any other caller.

**Not covered**: ${notCovered.join(" · ")}. These need ${kind === "vault" ? "a subnet rule, " : ""}an IP rule or a private endpoint.`,
  someClient: "a client",
  someVault: "a vault",
};

/** All but the first word of a way in is spelled as it stays, because IP is a name. */
function lowerCase(words: string): string {
  return words.startsWith("IP") ? words : `${words.slice(0, 1).toLowerCase()}${words.slice(1)}`;
}

const sayBypass = sayBy<ServiceStanding>({
  trusted: () => "needed; `AzureServices` allows it in this scenario, even if public access is disabled",
  trustedIf: (standing) =>
    `needed; \`AzureServices\` allows it ${
      standing.needs === "identity"
        ? `only with ${trust[standing.identity]}`
        : "on the Azure-hosted runtime only"
    }`,
  unknown: (standing) =>
    standing.because === "claimed-by-its-own-page"
      ? "needed according to its own documentation; it is not on Microsoft's list"
      : "not documented; it is not on Microsoft's list",
  notTrusted: () => "has no effect",
  followClient: () => "has no effect",
  controlPlane: () => "not needed",
});

function sayIdentity({ kind, app }: CallerIdentity): string {
  if (kind === "own") return "the client's own";
  return app === null ? trust[kind] : `${trust[kind]} (${app})`;
}

/** Where the catalog names no way in. */
const network: Readonly<Record<ServiceStanding["kind"], string>> = terms.sources.network;
