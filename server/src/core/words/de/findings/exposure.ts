import type { ExposureFact } from "../../../rules/facts/exposure-facts.ts";
import type { Sentences } from "../../words.ts";
import { count } from "../count.ts";

export const exposureFindings: Sentences<ExposureFact, [kv: string]> = {
  KV101: (fact, kv) => {
    const why =
      fact.because === "perimeter-rule"
        ? "ein Perimeter lässt alle Adressen zu"
        : open[fact.because](fact.property);
    return `${kv} ist von jeder öffentlichen Adresse erreichbar: ${why}.`;
  },
  KV102: ({ rules, holdsAll }, kv) => {
    const subject =
      typeof rules === "string"
        ? `${rules} lässt`
        : `${count(rules, "IP-Regel", "IP-Regeln")} zusammen lassen`;
    return `${subject} ${holdsAll ? "jede öffentliche" : "fast jede öffentliche"} IPv4-Adresse auf ${kv} zugreifen.`;
  },
  KV103: ({ rule, addresses }, kv) =>
    `${rule} lässt ${count(addresses, "Adresse", "Adressen")} auf ${kv} zugreifen.`,
  KV104: (_, kv) =>
    `${kv} hat einen privaten Endpunkt, ist aber weiterhin von jeder öffentlichen Adresse erreichbar.`,
  KV105: ({ property }, kv) =>
    `${kv} legt ${property} nicht fest; über die Firewall entscheidet Azures Standardwert.`,
  KV106: ({ property, isDocumented }, kv) =>
    isDocumented
      ? `${kv} legt ${property} nicht fest; vertrauenswürdige Dienste sind dann zugelassen.`
      : `${kv} legt ${property} nicht fest; ob vertrauenswürdige Dienste zugelassen sind, ist undokumentiert.`,
  KV107: (_, kv) =>
    `Vertrauenswürdige Dienste erreichen ${kv} weiterhin; nichts hier Deklariertes braucht sie.`,
  KV108: (_, kv) =>
    `${kv} hat keine Netzwerkregeln für den Fall, dass der öffentliche Zugriff aktiviert wird.`,
  KV109: ({ rule }, kv) =>
    `${rule} enthält Adressen von Azure, sodass andere Azure-Kunden ${kv} erreichen können.`,
  KV110: ({ property }, kv) =>
    `${kv} wird mit dem öffentlichen Zugriff von jeder Adresse erreichbar: ${property} ist Allow.`,
};

const open = {
  allow: (property: string) => `${property} ist Allow`,
  "default-action-not-set": (property: string) => `${property} ist nicht angegeben (Allow angenommen)`,
  "rules-not-set": (property: string) => `${property} ist nicht angegeben`,
} as const;
