import type { OutsideFact } from "../../../rules/facts/outside-facts.ts";
import type { Sentences } from "../../words.ts";

/** What blocks a hosted machine. */
const decided = {
  disabled: "Der öffentliche Zugriff ist deaktiviert",
  perimeter: "Ein Perimeter verweigert den Zugriff",
  "no-rule": "Keine Regel lässt dessen Adresse zu",
} as const;

const hosted = {
  "azure-pipelines": "von Microsoft gehosteten Agent",
  github: "von GitHub gehosteten Runner",
  gitlab: "von GitLab gehosteten Runner",
} as const;

const ineffective = {
  disabled: "Der öffentliche Zugriff ist deaktiviert",
  perimeter: "Stattdessen entscheidet ein Perimeter",
  "default-allow": "Die Standardaktion ist Allow",
} as const;

const closedLater = {
  later: "erst ein späterer Befehl schließt ihn",
  perhaps: "nur etwas anderes kann ihn schließen",
  never: "nichts schließt ihn",
} as const;

export const outsideFindings: Sentences<OutsideFact, [kv: string]> = {
  KV801: ({ isProbable }, kv) =>
    `Ein Skript oder eine Pipeline ändert ${isProbable ? "wahrscheinlich " : ""}die Netzwerkeinstellungen von ${kv}.`,
  KV802: (fact, kv) =>
    fact.why === "created-open"
      ? `Diese Regeln haben keine Wirkung: Ohne ${fact.option} ist ${kv} für jede Adresse offen.`
      : `Diese Regel hat ${fact.isProbable ? "wahrscheinlich " : ""}für ${kv} keine Wirkung: ${ineffective[fact.why]}.`,
  KV803: (fact, kv) =>
    fact.why === "removes-nothing"
      ? `Diese Regel von ${kv} wird nicht entfernt: ${fact.variable} galt nur in einem früheren Schritt.`
      : {
          never: `Diese Regel von ${kv} wird im selben Auftrag nicht entfernt; die Adresse bleibt also zugelassen.`,
          "at-failure": `Diese Regel von ${kv} wird nicht entfernt, wenn vor dem Entfernen ein Schritt fehlschlägt.`,
          "unless-failure": `Diese Regel von ${kv} wird nur entfernt, wenn etwas fehlschlägt.`,
          "open-unless-failure": `Das öffnet ${kv} für jede öffentliche Adresse, und das bleibt so, wenn nichts fehlschlägt.`,
          "open-at-failure": `Das öffnet ${kv} für jede öffentliche Adresse, und das bleibt so, wenn etwas fehlschlägt.`,
          "after-deployment": `Kein Skript entfernt diese Regel von ${kv}; die Adresse bleibt also nach der Bereitstellung zugelassen.`,
        }[fact.why],
  KV804: ({ by }, kv) =>
    by === "template"
      ? `Dieses Skript lässt ${kv} nach der Bereitstellung für jede öffentliche Adresse offen.`
      : `Das öffnet ${kv} für jede öffentliche Adresse, und nichts${by === "unread" ? ", das gelesen wird," : ""} schließt ihn wieder.`,
  KV806: ({ closed }, kv) => `Das erstellt ${kv} offen für jede Adresse, und ${closedLater[closed]}.`,
  KV805: (fact, kv) => {
    if (fact.why === "probable")
      return `Dieser Schritt nutzt wahrscheinlich ${kv}; der Key Vault blockiert dessen Maschine.`;
    if (fact.why === "too-early")
      return `${kv} blockiert diesen Task: Er läuft vor dem Schritt, der den Key Vault öffnet.`;
    if ("subnet" in fact) {
      if (fact.subnet === null)
        return `${kv} blockiert diesen Schritt: Keine Regel lässt die Adressen seines Pools zu.`;
      return fact.why === "pool"
        ? `${kv} blockiert diesen Schritt: Das Subnetz ${fact.subnet} seines Pools ist nicht zugelassen.`
        : `Dieser Schritt erreicht ${kv} nicht: Das Subnetz ${fact.subnet} seines Pools wird unterwegs blockiert.`;
    }
    if (fact.why === "group-edited")
      return `${kv} blockiert Azure DevOps, das diese Variablengruppe liest, wenn jemand sie bearbeitet.`;
    if (fact.why === "group")
      return `${kv} blockiert den gehosteten Agent dieser Variablengruppe: ${decided[fact.decided]}.`;
    return `${kv} blockiert diesen ${hosted[fact.by]}: ${decided[fact.why]}.`;
  },
};
