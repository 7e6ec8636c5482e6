import type { AdviceFact, DriftFact, ExplainedShape } from "../../access/refusal.ts";
import { type RefusalWords, sayBy } from "../words.ts";
import { listOr, sayVault } from "./count.ts";
import { failureAdvice, failureMeanings, sayHint, sayRemedy } from "./connections.ts";

const meanings: Readonly<Record<ExplainedShape, string>> = {
  ...failureMeanings,
  firewall:
    "Die Firewall des Key Vaults ist aktiv: Keine Regel führt die Adresse auf, die der Key Vault sah, und der Aufrufer ist kein vertrauenswürdiger Dienst.",
  "firewall-bypass-none":
    "Die Firewall des Key Vaults ist aktiv: Keine Regel führt die Adresse auf, die der Key Vault sah, und bypass für vertrauenswürdige Dienste ist aus.",
  disabled:
    "Der öffentliche Netzwerkzugriff ist deaktiviert: Der Aufruf kam weder über einen genehmigten privaten Endpunkt noch von einem vertrauenswürdigen Dienst.",
  "disabled-bypass-none":
    "Der öffentliche Netzwerkzugriff ist deaktiviert: Der Aufruf kam nicht über einen genehmigten privaten Endpunkt, und bypass für vertrauenswürdige Dienste ist aus.",
  "wrong-endpoint": "Der Aufruf kam über einen privaten Endpunkt, der zu einem anderen Key Vault gehört.",
  permission: "Das Netzwerk hat diesen Aufruf zugelassen; es fehlt eine Berechtigung.",
  unknown:
    "Ein Key Vault hat den Aufruf verweigert; der Text sagt nicht, ob das am Netzwerk oder an einer Berechtigung liegt.",
  perimeter:
    "Ein Netzwerksicherheitsperimeter hat den Aufruf verweigert: Keine seiner Regeln lässt den Aufrufer zu; private Endpunkte gehen an ihm vorbei.",
  consumer:
    "Ein Dienst konnte den Key Vault nicht verwenden; sein Text sagt nicht, ob das am Netzwerk oder an einer Berechtigung liegt.",
  "rejected-address":
    "Azure hat die Bereitstellung abgelehnt: Eine IP-Regel ist eine private Adresse; IP-Regeln nehmen nur öffentliche an.",
  "rejected-subnet":
    "Azure hat die Bereitstellung abgelehnt: Eine Subnetzregel nennt ein Subnetz ohne Dienstendpunkt für Key Vault.",
  "rejected-policy": "Azure Policy hat die Bereitstellung des Key Vaults abgelehnt; nichts wurde geändert.",
};

const fits = { deny: "blockiert", maybe: "möglicherweise blockiert" } as const;

const drift = sayBy<DriftFact>({
  setting: ({ property, deployed, by, template, byDefault }) =>
    `${property}: ${by === "service" ? "laut Dienst" : "laut Zustand"} ${deployed}, laut Vorlage ${template}${byDefault ? " (Standard)" : ""}`,
  "only-deployed": ({ property, entries }) =>
    `${property}: nur im Zustand ${entries.join(", ")}, nicht in der Vorlage`,
  "only-in-template": ({ property, entries }) =>
    `${property}: nur in der Vorlage ${entries.join(", ")}, nicht im Zustand`,
  "vault-only-deployed": () => "nur im Zustand: Keine Vorlage deklariert diesen Key Vault",
  "vault-perhaps-unread": () =>
    "nicht verglichen: nur im Zustand, aber ein nicht gelesener Teil der Vorlagen deklariert ihn vielleicht",
  "vault-perhaps-declared": ({ vaults }) =>
    `nicht verglichen: nur im Zustand, falls es nicht ${listOr(vaults.map((each) => `'${each}'`))} ist, dessen Name vor der Bereitstellung nicht feststeht`,
  "vault-only-declared": () => "nur in der Vorlage: Der Zustand enthält diesen Key Vault nicht",
  "vault-not-in-part": () =>
    "nicht verglichen: Der Zustand ist unvollständig und enthält diesen Key Vault nicht",
  "vault-not-compared": () => "nicht verglichen: Der Name steht vor der Bereitstellung nicht fest",
});

const advice = sayBy<AdviceFact>({
  ...failureAdvice,
  "grant-role": () =>
    "Geben Sie dem Aufrufer eine Rolle für den Key Vault, etwa Key Vault Secrets User, oder eine Zugriffsrichtlinie, wenn der Key Vault Zugriffsrichtlinien verwendet; eine Änderung der Firewall hilft nicht.",
  "correct-dns-record": () =>
    "Das private DNS löst diesen Hostnamen in die Adresse eines privaten Endpunkts auf, der zu einem anderen Key Vault gehört: Korrigieren Sie den Eintrag.",
  "no-template": ({ vault }) =>
    `Keine Vorlage hier deklariert ${vault ?? "den Key Vault"}; erklärt wird daher nur der Fehlertext.`,
  candidates: ({ vault, among, uncalled }) =>
    `${vault === null ? "Der Text nennt den Key Vault nicht" : `Von keiner Vorlage hier ist bekannt, dass sie ${vault} deklariert`}: Es kann sich um ${listOr(among.map(sayVault))} handeln${uncalled.length === 0 ? "" : `, oder in einem Modul, das nichts aufruft, um ${listOr(uncalled.map(sayVault))}`}.`,
  "private-client": ({ client }) =>
    `${client} ist eine private Adresse, die Key Vault nur sieht, wenn im Subnetz des Aufrufers der Dienstendpunkt aktiviert ist; keine IP-Regel kann darauf zutreffen.`,
  "deployed-differs": () =>
    "Die Vorlage lässt diesen Client zu; der bereitgestellte Key Vault weicht also von ihr ab, oder die Anforderung nahm einen anderen Weg.",
  "compare-deployed": () =>
    "Prüfen Sie, ob dieser Stand der Vorlage bereitgestellt ist: Vergleichen Sie ihn mit networkAcls des Key Vaults in Azure.",
  "check-egress": ({ client }) => `Prüfen Sie, ob ${client} noch die ausgehende Adresse des Aufrufers ist.`,
  "service-endpoint-hides-address": () =>
    "Ist im Subnetz des Aufrufers der Dienstendpunkt aktiviert, sieht Key Vault das Subnetz, und IP-Regeln treffen nicht zu.",
  "check-private-dns": () =>
    "Prüfen Sie, ob das private DNS den Namen des Key Vaults für den Aufrufer in die Adresse des privaten Endpunkts auflöst.",
  "perimeter-rule": () =>
    "Fügen Sie dem Profil des Perimeters eine Eingangsregel für die Adresse oder das Abonnement des Aufrufers hinzu, oder lassen Sie ihn einen privaten Endpunkt verwenden.",
  "network-allows": () =>
    "Laut Vorlage lässt das Netzwerk diesen Aufrufer zu: Eher fehlt eine Berechtigung, oder der bereitgestellte Key Vault weicht ab.",
  "check-permission": () =>
    "Prüfen Sie, ob die Identität des Aufrufers auf dem Key Vault eine Rolle wie Key Vault Secrets User hat, oder eine Zugriffsrichtlinie, falls der Key Vault solche verwendet.",
  "policy-demands": () =>
    "Die Meldung nennt die Zuweisung der Richtlinie: Schreiben Sie in die Vorlage, was sie verlangt, oder lassen Sie den Key Vault ausnehmen.",
  "turn-on-endpoint": ({ subnet }) =>
    `Aktivieren Sie den Dienstendpunkt Microsoft.KeyVault des Subnetzes ${subnet}, bevor ein Key Vault es aufführt.`,
  "remove-address": ({ rule }) =>
    `Entfernen Sie ${rule}: Private Adressen erreichen einen Key Vault über eine Subnetzregel oder einen privaten Endpunkt.`,
  "hosted-agents": () =>
    "Azure DevOps und GitHub Actions sind keine vertrauenswürdigen Dienste; ihre gehosteten Agents greifen von wechselnden Adressen aus zu.",
});

/** Was ein 403 bedeutet und was dagegen hilft. */
export const refusals: RefusalWords = {
  meaning: (shape) => meanings[shape],
  drift,
  advice,
  fits,
  hint: sayHint,
  remedy: sayRemedy,
};
