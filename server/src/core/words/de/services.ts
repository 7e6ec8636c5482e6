import { translatedTexts } from "../../services/service-texts.ts";
import type { RequiredIdentity, WayIn } from "../../services/vocabulary.ts";
import type { ServiceStanding } from "../../services/standing.ts";
import { sayBy } from "../words.ts";
import type { CallerIdentity, ServiceWords } from "../service-words.ts";
import catalogue from "./catalogue.json" with { type: "json" };
import { listAnd, listOr } from "./count.ts";

const wayIns: ServiceWords["wayIns"] = {
  "subnet-rule": "Subnetzregel",
  "ip-rule": "IP-Regel",
  "private-endpoint": "Privater Endpunkt",
  "any-network-path": "Netzwerkpfad",
  "public-access": "Öffentlicher Zugriff",
  "hybrid-worker": "Hybrid Worker",
  "trusted-bypass-per-service-doc": "Vertrauenswürdige Dienste, laut eigener Dokumentation",
  "control-plane": "Steuerungsebene",
  "follow-client": "Der Pfad des Clients",
  nothing: "Nichts",
};

/** Dieselben hinter „braucht“. */
const needed: Readonly<Record<WayIn, string>> = {
  "subnet-rule": "eine Subnetzregel",
  "ip-rule": "eine IP-Regel",
  "private-endpoint": "einen privaten Endpunkt",
  "any-network-path": "einen Netzwerkpfad",
  "public-access": "öffentlichen Zugriff",
  "hybrid-worker": "einen Hybrid Worker",
  "trusted-bypass-per-service-doc": "bypass für vertrauenswürdige Dienste, laut eigener Dokumentation",
  "control-plane": "die Steuerungsebene",
  "follow-client": "den Pfad des Clients",
  nothing: "nichts",
};

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

const callers: Readonly<Record<CallerIdentity["kind"], string>> = {
  "system-assigned": "systemseitig zugewiesen",
  "user-assigned": "benutzerseitig zugewiesen",
  "first-party-sp": "Dienstprinzipal von Microsoft",
  platform: "Azure-Plattform",
  own: "die des Clients",
};

export const identities: Readonly<Record<RequiredIdentity, string>> = {
  "system-assigned": "mit seiner systemseitig zugewiesenen Identität",
  "user-assigned": "mit einer benutzerseitig zugewiesenen Identität",
  either: "mit einer verwalteten Identität",
  "first-party-sp": "mit dem Dienstprinzipal von Microsoft",
  platform: "mit der Identität der Azure-Plattform",
  unknown: "mit einer nicht dokumentierten Identität",
};

/** Wenn der Katalog keinen Weg nennt. */
const network: Readonly<Record<ServiceStanding["kind"], string>> = {
  trusted: "mit bypass ist keine Regel und kein privater Endpunkt nötig",
  trustedIf: "solange bypass den Dienst zulässt, ist keine Regel und kein privater Endpunkt nötig",
  unknown: "ohne bypass eine IP-Regel, eine Subnetzregel oder ein privater Endpunkt",
  notTrusted: "eine IP-Regel, eine Subnetzregel oder ein privater Endpunkt",
  followClient: "der Pfad des Clients",
  controlPlane: "nichts",
};
