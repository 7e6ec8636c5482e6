import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
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
  ...said(messages.refusals.drift),
  "only-deployed": ({ property, entries }) =>
    `${property}: nur im Zustand ${entries.join(", ")}, nicht in der Vorlage`,
  "only-in-template": ({ property, entries }) =>
    `${property}: nur in der Vorlage ${entries.join(", ")}, nicht im Zustand`,
  "vault-perhaps-declared": ({ vaults }) =>
    `nicht verglichen: nur im Zustand, falls es nicht ${listOr(vaults.map((each) => `'${each}'`))} ist, dessen Name vor der Bereitstellung nicht feststeht`,
});

const advice = sayBy<AdviceFact>({
  ...said(messages.refusals.advice),
  ...failureAdvice,
  candidates: ({ vault, among, uncalled }) =>
    `${vault === null ? "Der Text nennt den Key Vault nicht" : `Von keiner Vorlage hier ist bekannt, dass sie ${vault} deklariert`}: Es kann sich um ${listOr(among.map(sayVault))} handeln${uncalled.length === 0 ? "" : `, oder in einem Modul, das nichts aufruft, um ${listOr(uncalled.map(sayVault))}`}.`,
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
