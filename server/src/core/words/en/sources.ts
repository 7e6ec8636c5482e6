import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
import terms from "./terms.json" with { type: "json" };
import type { NamedSourceFault } from "../../access-file/problem.ts";
import type { SourceFact } from "../../access/describe-source.ts";
import type { AddressFault, AddressNote } from "../../ip/source-text.ts";
import { englishTexts } from "../../services/catalogue.ts";
import type { ServiceStanding } from "../../services/service.ts";
import { listAnd, listOr } from "../../text/list.ts";
import type { CallerIdentity, ServiceWords } from "../service-words.ts";
import { sayBy, type Sentences } from "../words.ts";
import { inDigits, sayCount } from "./count.ts";
import { trust } from "./findings/callers.ts";

const { afterScheme, identities, wayIns } = terms.sources;

/** How a source was understood, in a few words for the one who typed it. */
export const saySource = sayBy<SourceFact>({
  ...said(messages.sources.saySource, () => ({ digits: inDigits })),
  tag: ({ addresses, ranges, published }) => {
    const size = `${sayCount(addresses, "address")} in ${sayCount(ranges, "range")}`;
    return `service tag: ${size}${published === null ? "" : `, as published on ${published}`}`;
  },
  consumer: ({ service }) =>
    (service === null ? null : services.texts(service).name) ??
    "a resource of the deployment, in each of its scenarios",
  service: ({ service, standing }) => `${services.texts(service).name}: ${sayStanding(standing)}`,
});

/** How an address was understood that has more than one meaning or spelling. */
export const sayAddressNote = sayBy<AddressNote>({ ...said(messages.sources.sayAddressNote) });

const faults: Sentences<NamedSourceFault> = {
  ...said(messages.sources.faults, () => ({ afterScheme, or: listOr, and: listAnd })),
  "not-an-address": ({ text, why }) => `'${text}' is not a valid address: ${addressFaults[why]}. ${accepted}`,
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
  ...said(messages.sources.sayStanding, () => ({ identities })),
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

const sayBypass = sayBy<ServiceStanding>({ ...said(messages.sources.sayBypass, () => ({ trust })) });

function sayIdentity({ kind, app }: CallerIdentity): string {
  if (kind === "own") return "the client's own";
  return app === null ? trust[kind] : `${trust[kind]} (${app})`;
}

/** Where the catalog names no way in. */
const network: Readonly<Record<ServiceStanding["kind"], string>> = terms.sources.network;
