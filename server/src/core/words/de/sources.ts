import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
import terms from "./terms.json" with { type: "json" };
import type { NamedSourceFault } from "../../access-file/problem.ts";
import type { SourceFact } from "../../access/describe-source.ts";
import type { AddressFault, AddressNote } from "../../ip/source-text.ts";
import { translatedTexts } from "../../services/catalogue.ts";
import type { ServiceStanding, WayIn } from "../../services/service.ts";
import type { CallerIdentity, ServiceWords } from "../service-words.ts";
import { sayBy, type Sentences } from "../words.ts";
import catalogue from "./catalogue.json" with { type: "json" };
import { count, inDigits, listAnd, listOr } from "./count.ts";

const { afterScheme, wayIns, callers, identities } = terms.sources;

/** Wie eine Quelle verstanden wurde, in wenigen Wörtern. */
export const saySource = sayBy<SourceFact>({
  ...said(messages.sources.saySource, () => ({ digits: inDigits })),
  tag: ({ addresses, ranges, published }) => {
    const size = `${count(addresses, "Adresse", "Adressen")} in ${count(ranges, "Bereich", "Bereichen")}`;
    return `Diensttag: ${size}${published === null ? "" : `, veröffentlicht am ${published}`}`;
  },
  consumer: ({ service }) =>
    (service === null ? null : services.texts(service).name) ??
    "eine Ressource der Bereitstellung, in jedem ihrer Szenarien",
  service: ({ service, standing }) => `${services.texts(service).name}: ${sayStanding(standing)}`,
});

/** Wie eine Adresse verstanden wurde, die mehrdeutig ist oder anders geschrieben wird. */
export const sayAddressNote = sayBy<AddressNote>({ ...said(messages.sources.sayAddressNote) });

const faults: Sentences<NamedSourceFault> = {
  ...said(messages.sources.faults, () => ({ afterScheme, or: listOr, and: listAnd })),
  "not-an-address": ({ text, why }) =>
    `'${text}' ist keine gültige Adresse: ${addressFaults[why]}. ${accepted}`,
};

/** Warum ein Text keine Quelle benennt. */
export const saySourceFault = sayBy(faults);

const accepted =
  "Zulässig sind eine Adresse (203.0.113.7), ein CIDR-Bereich (203.0.113.0/24), ein Bereich (203.0.113.7-203.0.113.9), " +
  "eine IPv6-Adresse oder ein IPv6-Präfix (2001:db8::/32), internet, subnet:NAME, service:ID, consumer:SYMBOL, tag:NAME, " +
  "pipeline:DATEI#AUFTRAG, pool:NAME oder der Name einer Quelle der Zugriffsdatei.";

export const addressFaults: Readonly<Record<AddressFault, string>> = terms.sources.addressFaults;

/** Was bypass für einen Dienst bedeutet, hinter seinem Namen. */
export const sayStanding = sayBy<ServiceStanding>({
  ...said(messages.sources.sayStanding, () => ({ identities })),
});

/** Dieselben hinter „braucht“. */
const needed: Readonly<Record<WayIn, string>> = terms.sources.needed;

export const services: ServiceWords = {
  texts: translatedTexts(catalogue),
  wayIns,
  needs: (ways) => listOr(new Set(ways.map((way) => needed[way]))),
  needLines: ({ standing, flags, identities, role, ways, list, page }) =>
    [
      `- **Bypass**: ${sayBypass(standing)}${flags.length > 0 ? `; der Key Vault braucht ${listAnd(flags.map((flag) => `\`${flag}\``))}` : ""}.`,
      `- **Identität**: ${listOr(identities.map(sayIdentity))}${role === null ? "" : `, mit einer Rolle wie ${role}`}.`,
      `- **Netzwerk**: ${ways.length > 0 ? ways.join("; ") : network[standing.kind]}.`,
      `- **Quelle**: [Liste von Microsoft](${list.url}), Stand ${list.asOf}, ${list.since === null ? "ohne Zeile für den Dienst" : `gelistet seit ${list.since}`}${page === null ? "" : `; [eigene Seite](${page.url})${page.date === null ? ", ohne Datum" : `, Stand ${page.date}`}`}.`,
    ].join("\n"),
  notCovered: (uses) => `- Nicht abgedeckt: ${uses.join("; ")}.`,
  oldPage: (date) => `Das beruht auf einer Seite vom ${date}, die älter als ein Jahr ist.`,
  bypassSummary: ({ url, asOf, count, notCovered, kind, isDefault }) =>
    `- \`AzureServices\`${isDefault ? ", der Standard" : ""}: Vertrauenswürdige Microsoft-Dienste sind zugelassen, auch bei deaktiviertem öffentlichem Zugriff. ${
      kind === "vault"
        ? `Das sind die ${count} Dienste auf der \
[Liste von Microsoft](${url}) (Stand ${asOf}), jeder nur in seinem gelisteten Szenario und nur mit Berechtigungen für den Key Vault.`
        : `In welchen Szenarien, ist für Key Vaults dokumentiert ([Liste von Microsoft](${url})), nicht für verwaltete HSMs.`
    }
- \`None\`: Der Zugriff wird ihnen verweigert wie jedem anderen Aufrufer.

**Nicht abgedeckt**: ${notCovered.join(" · ")}. Diese brauchen ${kind === "vault" ? "eine Subnetzregel, " : ""}eine IP-Regel oder einen privaten Endpunkt.`,
  someClient: "ein Client",
  someVault: "ein Key Vault",
};

const sayBypass = sayBy<ServiceStanding>({ ...said(messages.sources.sayBypass, () => ({ identities })) });

function sayIdentity({ kind, app }: CallerIdentity): string {
  return app === null ? callers[kind] : `${callers[kind]} (${app})`;
}

/** Wenn der Katalog keinen Weg nennt. */
const network: Readonly<Record<ServiceStanding["kind"], string>> = terms.sources.network;
