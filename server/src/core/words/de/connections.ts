import terms from "./terms.json" with { type: "json" };
import type { AdviceFact, FailureShape, HintFact, OnFailures, RemedyFact } from "../../access/refusal.ts";
import { sayBy, type Sentences } from "../words.ts";
import { sayVault } from "./count.ts";

/** Was eine gescheiterte Verbindung bedeutet; nur, was das Protokoll sagt. */
export const failureMeanings: Readonly<Record<FailureShape, string>> = terms.connections.failureMeanings;

/** Was nach einer gescheiterten Verbindung zu prüfen ist. */
export const failureAdvice: Pick<Sentences<AdviceFact>, OnFailures> = {
  "vault-may-not-exist": ({ vault, isDeclared }) =>
    isDeclared
      ? `Ein Key Vault hat nur einen DNS-Namen, solange er existiert: Prüfen Sie, ob ${vault ?? "der Key Vault"} bereitgestellt ist und nicht gelöscht wurde.`
      : `Vielleicht gibt es keinen Key Vault dieses Namens: Prüfen Sie die Schreibweise ${vault === null ? "seines Namens" : `von ${vault}`}, die Cloud, und ob er gelöscht wurde.`,
  "nothing-fits": ({ what }) => nothing[what],
  "no-caller-declared": () =>
    "Hier ist kein Subnetz und keine Ressource deklariert, die den Key Vault aufrufen kann; der Weg zu ihm ist daher nicht sichtbar.",
  "public-address": ({ address, endpoint }) =>
    `Das Protokoll zeigt die öffentliche Adresse ${address}: Für diesen Aufrufer wird der Name des Key Vaults nicht in die Adresse des privaten Endpunkts ${endpoint} aufgelöst.`,
  "private-address": ({ address }) =>
    `Das Protokoll zeigt die private Adresse ${address}, aber hier ist kein privater Endpunkt des Key Vaults deklariert.`,
  "answered-by": ({ resolver, isAzure }) =>
    isAzure
      ? `${resolver} ist das DNS von Azure: Es sieht in den privaten DNS-Zonen nach, die mit dem Netzwerk des Aufrufers verknüpft sind.`
      : `Gefragt wurde DNS-Server ${resolver}: Er sieht private DNS-Zonen nur, wenn er an das DNS von Azure (168.63.129.16) weiterleitet.`,
  "look-up-name": () =>
    "Führen Sie nslookup beim Aufrufer aus: Eine Antwort mit privatelink, aber ohne Adresse bedeutet, dass der Eintrag in einer verknüpften DNS-Zone fehlt.",
  "check-dns-server": () =>
    "Prüfen Sie, welche DNS-Server das Netzwerk des Aufrufers verwendet, und ob der Aufrufer sie über Port 53 erreicht.",
  "check-effective-rules": () =>
    "Prüfen Sie die effektiven Sicherheitsregeln und Routen des Aufrufers: IP-Datenflussüberprüfung und Nächster Hop von Azure Network Watcher zeigen sie.",
  "connection-cut": () =>
    "Eine Firewall, ein Proxy oder ein Gerät auf dem Weg kann die Verbindung beendet haben; Vorlagen zeigen nicht alles, was das kann.",
  "tls-inspection": () =>
    "Ein Proxy oder eine Firewall mit TLS-Überprüfung ersetzt das Zertifikat des Key Vaults; nehmen Sie den Key Vault davon aus, oder vertrauen Sie der Zertifizierungsstelle des Proxys.",
  "certificate-name": () =>
    "Rufen Sie den Key Vault unter seinem eigenen Namen auf, nicht unter dem mit privatelink: Für diesen gibt es kein Zertifikat.",
  "proxy-settings": () =>
    "Prüfen Sie die Proxy-Einstellungen des Aufrufers: HTTPS_PROXY, und NO_PROXY für Key Vaults mit privatem Endpunkt.",
  "entra-hosts": () =>
    "Dienstprinzipale, Benutzer und Workload-Identitäten brauchen TCP 443 zu login.microsoftonline.com: Lassen Sie AzureActiveDirectory auf dem Weg zu.",
  "metadata-service": () =>
    "Verwaltete Identitäten erhalten Token von einem Endpunkt innerhalb des Computers oder der App: Prüfen Sie, ob eine zugewiesen ist, und ob kein Proxy und keine Netzwerkrichtlinie dazwischen liegt.",
  "check-credentials": () =>
    "Prüfen Sie die Identität, ihre Anmeldeinformationen und ihren Mandanten; eine Änderung des Netzwerks hilft nicht.",
  "check-object-name": () =>
    "Prüfen Sie Namen und Version, und ob es gelöscht wurde; eine Änderung des Netzwerks hilft nicht.",
  "check-reference": () =>
    "Prüfen Sie die Schreibweise des Verweises; eine Änderung des Netzwerks hilft nicht.",
  "see-details": () => "Die Details des Verweises im Portal sagen vielleicht mehr.",
  "app-integration": () =>
    "Eine App verwendet DNS, Regeln und Routen eines Subnetzes nur über die Integration in virtuelle Netzwerke, und für manchen Datenverkehr nur, wenn aller dorthin geleitet wird.",
  "pod-network": () =>
    "Pods rufen aus dem Subnetz ihres Knotens oder einem eigenen auf; auch Netzwerkrichtlinien des Clusters können sie blockieren.",
};

const nothing = terms.connections.nothing;

/** Was erklärt, warum eine Verbindung hier geendet haben kann. */
export const sayHint = sayBy<HintFact>({
  "token-blocked": () => terms.notes.NOTE_TOKEN_BLOCKED,
  "platform-tag": ({ tag }) =>
    tag === "AzurePlatformDNS"
      ? "Die Regel nennt AzurePlatformDNS und blockiert damit das DNS von Azure für das ganze Subnetz."
      : "Die Regel nennt AzurePlatformIMDS und blockiert damit den Endpunkt, der Computern Token gibt.",
  "endpoint-elsewhere": ({ link }) =>
    `Hat der Key Vault einen privaten Endpunkt, der hier nicht deklariert ist, wird sein Name nicht aufgelöst: ${link} verknüpft eine DNS-Zone, in der kein Eintrag von ihm deklariert ist.`,
});

/** Was eine Verbindung durchlassen würde: Titel wie die von Korrekturen. */
export const sayRemedy = sayBy<RemedyFact>({
  "register-name": ({ link, vault }) =>
    `Der DNS-Zone, die ${link} verknüpft, einen Eintrag von ${sayVault(vault)} hinzufügen, oder seinem privaten Endpunkt eine DNS-Zonengruppe`,
  "forward-to-azure-dns": ({ server }) =>
    `${server === null ? "Den DNS-Server" : `DNS-Server ${server}`} vault.azure.net an das DNS von Azure (168.63.129.16) weiterleiten lassen`,
  "allow-in-group": ({ direction, group, to, before }) => {
    const what =
      direction === "outbound"
        ? `TCP 443 zu ${to ?? "dem Key Vault"}`
        : "TCP 443 aus dem Subnetz des Aufrufers";
    const kind = direction === "outbound" ? "ausgehende" : "eingehende";
    return `${group} eine ${kind} Regel hinzufügen, die ${what} zulässt${before === null ? "" : `, vor Regel ${before}`}`;
  },
  "change-route": ({ route, isPublic }) =>
    `Route ${route} ändern, die den Datenverkehr verwirft${isPublic ? ", oder den Dienstendpunkt Microsoft.KeyVault des Subnetzes aktivieren" : ""}`,
  "add-outbound-access": () =>
    "Dem Subnetz ein NAT-Gateway hinzufügen, oder seinen Dienstendpunkt Microsoft.KeyVault aktivieren",
  "route-all": () => "Route All aktivieren, damit der Datenverkehr der App über ihr Subnetz geht",
  "change-rule": ({ group, rule }) =>
    rule === null ? `Diese Regel von ${group} ändern` : `Regel ${rule} von ${group} ändern`,
  "link-zone": ({ vault }) =>
    `Die private DNS-Zone mit dem Eintrag von ${sayVault(vault)} mit dem Netzwerk des Aufrufers verknüpfen`,
  "unlink-zone": ({ links: [one, other] }) =>
    `Verknüpfung ${one} oder ${other} entfernen, damit das Netzwerk nur eine private DNS-Zone für Key Vaults hat`,
  "connect-networks": ({ endpoint }) =>
    `Das Netzwerk des Aufrufers und das des privaten Endpunkts ${endpoint} in beiden Richtungen per Peering verbinden`,
  "allow-in-firewall": ({ firewall }) =>
    `Firewall ${firewall} eine Regel hinzufügen, die HTTPS zum Key Vault zulässt: seinen Namen, *.vault.azure.net oder AzureKeyVault`,
  "check-next-hop": ({ hop }) => `Prüfen, ob ${hop} TCP 443 zum Key Vault weiterleitet`,
  "check-group": ({ group }) => `Prüfen, ob die hier unbekannten Regeln von ${group} TCP 443 zulassen`,
});
