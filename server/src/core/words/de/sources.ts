import terms from "./terms.json" with { type: "json" };
import type { NamedSourceFault } from "../../access-file/problem.ts";
import type { SourceFact } from "../../access/describe-source.ts";
import type { AddressFault, AddressNote } from "../../ip/source-text.ts";
import { translatedTexts } from "../../services/catalogue.ts";
import type { ServiceStanding, WayIn } from "../../services/service.ts";
import type { CallerIdentity, ServiceWords } from "../service-words.ts";
import { sayBy, type Sentences } from "../words.ts";
import catalogue from "./catalogue.json" with { type: "json" };
import { count, listAnd, listOr } from "./count.ts";

const { afterScheme, wayIns, callers, identities } = terms.sources;

/** Wie eine Quelle verstanden wurde, in wenigen Wörtern. */
export const saySource = sayBy<SourceFact>({
  internet: () => "ein beliebiger Client ohne eigene Regel",
  address: () => "öffentliche IPv4-Adresse",
  range: ({ addresses }) => `${count(addresses, "Adresse", "Adressen")}, als Ganzes bewertet`,
  private: ({ isRoutable }) =>
    isRoutable
      ? "privat; IP-Regeln treffen nie auf private Adressen zu, simulieren Sie stattdessen das Subnetz"
      : "nicht routbar; kein Client des öffentlichen Endpunkts hat eine solche Adresse",
  ipv6: () => "IPv6; IP-Regeln von Key Vaults unterstützen nur IPv4",
  tag: ({ addresses, ranges, published }) => {
    const size = `${count(addresses, "Adresse", "Adressen")} in ${count(ranges, "Bereich", "Bereichen")}`;
    return `Diensttag: ${size}${published === null ? "" : `, veröffentlicht am ${published}`}`;
  },
  subnet: () => "ein Subnetz, nach Name oder ID",
  consumer: ({ service }) =>
    (service === null ? null : services.texts(service).name) ??
    "eine Ressource der Bereitstellung, in jedem ihrer Szenarien",
  service: ({ service, standing }) => `${services.texts(service).name}: ${sayStanding(standing)}`,
  "trusted-service": () => "ein vertrauenswürdiger Dienst, in einem aufgeführten Szenario",
});

/** Wie eine Adresse verstanden wurde, die mehrdeutig ist oder anders geschrieben wird. */
export const sayAddressNote = sayBy<AddressNote>({
  "host-bits": ({ text, network, address }) =>
    `${text} wird als das ganze Netzwerk ${network} gelesen; die einzelne Adresse schreibt man ${address}.`,
  "short-range": ({ text, range }) => `${text} wird als ${range} gelesen.`,
  "mapped-ipv4": ({ text, ipv4 }) => `${text} ist eine andere Schreibweise der IPv4-Adresse ${ipv4}.`,
});

const faults: Sentences<NamedSourceFault> = {
  "not-an-address": ({ text, why }) =>
    `'${text}' ist keine gültige Adresse: ${addressFaults[why]}. ${accepted}`,
  "scheme-alone": ({ scheme }) => `Nach '${scheme}:' wird ${afterScheme[scheme]} erwartet.`,
  "not-a-subnet-id": ({ id }) => `'${id}' ist keine gültige Subnetz-ID.`,
  "host-name": ({ host }) =>
    `Hostnamen werden hier nicht aufgelöst; geben Sie die Adresse an, von der aus '${host}' zugreift.`,
  "bare-name": ({ name, near }) => `'${name}' ist keine Adresse; meinten Sie ${listOr(near)}?`,
  "no-such-service": ({ service, near }) =>
    `'${service}' steht nicht im Katalog der Dienste${near.length > 0 ? `; meinten Sie ${listOr(near)}?` : "."}`,
  "no-such-tag": ({ tag, near }) =>
    `Es gibt kein Diensttag '${tag}'${near.length > 0 ? `; meinten Sie ${listOr(near)}?` : "."}`,
  "no-such-job": ({ source, names }) =>
    `Kein Auftrag '${source}' greift aus einem bekannten Netzwerk auf einen Key Vault zu; ${names.length > 0 ? `verfügbar: ${listAnd(names)}` : "auch kein anderer"}.`,
  "no-such-pool": ({ source, names }) =>
    `Das Netzwerk von '${source}' ist nicht bekannt; ${names.length > 0 ? `bekannt: ${listAnd(names)}` : "kein Pool ist deklariert, und keine Quelle der Zugriffsdatei beschreibt einen"}.`,
  "tag-without-ipv4": ({ tag }) => `Das Diensttag ${tag} enthält keine IPv4-Adressen.`,
  "no-addresses": () => "Es ist keine Adresse angegeben.",
  "mixed-ranges": () =>
    "IPv6-Adressen und andere Quellen können nicht zusammen mit IPv4-Bereichen aufgeführt werden; führen Sie sie getrennt auf.",
  "variable-not-filled-in": ({ variable }) =>
    `Die Umgebungsvariable ${variable} wird nur auf der Befehlszeile gelesen.`,
  "variable-not-set": ({ variable }) => `Die Umgebungsvariable ${variable} ist nicht gesetzt.`,
  "variable-without-address": ({ variable }) =>
    `Die Umgebungsvariable ${variable} enthält keine gültige Adresse.`,
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
  trusted: () => "vertrauenswürdig, nur für dieses Szenario",
  trustedIf: (standing) =>
    standing.needs === "identity"
      ? `nur ${identities[standing.identity]} vertrauenswürdig`
      : "nur auf der von Azure gehosteten Runtime vertrauenswürdig",
  unknown: (standing) =>
    standing.because === "claimed-by-its-own-page"
      ? "nicht auf der Liste der vertrauenswürdigen Dienste, obwohl seine eigene Dokumentation bypass voraussetzt"
      : "nicht auf der Liste der vertrauenswürdigen Dienste; ob bypass ihn zulässt, ist nicht dokumentiert",
  notTrusted: () => "kein vertrauenswürdiger Dienst",
  controlPlane: () => "wird von der Firewall nicht gefiltert",
  followClient: () => "wird wie der Client bewertet, der den Key Vault liest",
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

const sayBypass = sayBy<ServiceStanding>({
  trusted: () =>
    "nötig; `AzureServices` lässt den Dienst in diesem Szenario zu, auch bei deaktiviertem öffentlichem Zugriff",
  trustedIf: (standing) =>
    `nötig; \`AzureServices\` lässt den Dienst ${
      standing.needs === "identity"
        ? `nur ${identities[standing.identity]} zu`
        : "nur auf der von Azure gehosteten Runtime zu"
    }`,
  unknown: (standing) =>
    standing.because === "claimed-by-its-own-page"
      ? "laut eigener Dokumentation nötig; der Dienst steht nicht auf der Liste von Microsoft"
      : "nicht dokumentiert; der Dienst steht nicht auf der Liste von Microsoft",
  notTrusted: () => "ohne Wirkung",
  followClient: () => "ohne Wirkung",
  controlPlane: () => "nicht nötig",
});

function sayIdentity({ kind, app }: CallerIdentity): string {
  return app === null ? callers[kind] : `${callers[kind]} (${app})`;
}

/** Wenn der Katalog keinen Weg nennt. */
const network: Readonly<Record<ServiceStanding["kind"], string>> = terms.sources.network;
