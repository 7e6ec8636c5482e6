import { said } from "../../messages.ts";
import messages from "../messages.json" with { type: "json" };
import type { Ending, EntryFact, RuleList } from "../../../rules/facts/path-facts.ts";
import type { Sentences } from "../../words.ts";
import { count, inDigits, listOr } from "../count.ts";

export const entryFindings: Sentences<EntryFact, [kv: string]> = {
  ...said(messages.entries.entryFindings),
  KV202: ({ rule, validator, why }, kv) => {
    if (why === "dash-range") return `Azure lehnt ${kv} möglicherweise ab: '${rule}' ist kein CIDR-Bereich.`;
    if (why === "placeholder") return `${validator} lehnt ${kv} ab, bis Platzhalter '${rule}' ersetzt ist.`;
    return `${validator} lehnt ${kv} ab: '${rule}' ${notARange[why]}.`;
  },
  KV206: ({ rules, into }, kv) => {
    const subject = typeof rules === "number" ? sayCount(rules, "ip") : rules.join(" und ");
    return `${subject} von ${kv} lassen sich zu ${into} zusammenfassen.`;
  },
  KV207: ({ list, count: number, limit }, kv) =>
    `Azure lehnt ${kv} ab: Es sind ${sayCount(number, list)}, erlaubt sind höchstens ${inDigits(limit)}.`,
  KV208: ({ list, count: number, because, property }, kv) =>
    `${sayCount(number, list)} von ${kv} ${number === 1 ? "hat" : "haben"} keine Wirkung: ${overrides[because](property)}.`,
  KV209: (fact, kv) => {
    if ("spellings" in fact)
      return `${kv} legt ${fact.spellings} zweimal fest; unklar ist, welcher Wert gilt.`;
    const { value, property, words } = fact;
    return `'${value}' ist kein gültiger Wert von ${property} für ${kv}; gültig sind ${listOr(words)}.`;
  },
  KV211: ({ list, number, key, instead }, kv) => {
    if (instead === "null") return `Terraform lehnt ${kv} ab: ${nouns[list][0]} ${number} hat keinen Wert.`;
    const wrong =
      instead === "text" ? `ist eine Zeichenfolge statt eines Objekts mit '${key}'` : `hat kein '${key}'`;
    return `Azure lehnt ${kv} ab: ${nouns[list][0]} ${number} ${wrong}.`;
  },
  KV213: ({ resource, version, more, ending }, kv) => {
    const subject = resource === null ? kv : `'${resource}'`;
    const uses = more === 0 ? `${subject} verwendet` : `${subject} und ${inDigits(more)} weitere verwenden`;
    return `${uses} API-Version ${version}, die ${endings[ending]}.`;
  },
  KV214: (fact) => {
    const { version, ending } = fact;
    if (fact.tool === null)
      return `Diese Anforderung verwendet API-Version ${version}, die ${endings[ending]}.`;
    const says =
      ending === "over"
        ? "kann seit 2027-02-27 keine Key Vaults mehr verwalten"
        : "kann ab 2027-02-27 keine Key Vaults mehr verwalten";
    return `${fact.tool} ${version} ${says}; nötig ist ${fact.first} oder neuer.`;
  },
};

const endings: Readonly<Record<Ending, string>> = {
  ahead: "am 2027-02-27 endet (dann ein Fehler)",
  over: "am 2027-02-27 endete",
  "on-notice": "90 Tage nach einer Ankündigung endet",
};

const nouns: Readonly<Record<RuleList, readonly [one: string, several: string]>> = {
  ip: ["IP-Regel", "IP-Regeln"],
  subnet: ["Subnetzregel", "Subnetzregeln"],
};

function sayCount(number: number, list: RuleList): string {
  return count(number, ...nouns[list]);
}

type Why = Extract<EntryFact, { readonly kind: "KV202" }>["why"];

const notARange: Readonly<Record<Exclude<Why, "dash-range" | "placeholder">, string>> = {
  ipv6: "ist IPv6, und IP-Regeln nehmen nur IPv4 an",
  empty: "ist leer",
  blanks: "hat Leerzeichen um die Adresse",
  "octet-too-large": "hat einen Teil über 255",
  "leading-zero": "hat eine führende Null",
  "octet-count": "hat nicht die vier Teile einer Adresse",
  "prefix-missing": "hat hinter dem Schrägstrich keine Präfixlänge",
  "prefix-too-long": "hat eine Präfixlänge über 32",
  "prefix-not-a-number": "hat eine ungültige Präfixlänge",
  "reversed-range": "ist ein Bereich, der vor seinem Anfang endet",
  "not-an-address": "ist weder eine IPv4-Adresse noch ein CIDR-Bereich",
};

const overrides = {
  "perimeter-enforced": () => "Der Perimeter wird erzwungen",
  disabled: () => "Der öffentliche Zugriff ist deaktiviert",
  "perimeter-decides": () => "Der öffentliche Zugriff ist durch einen Perimeter gesichert",
  allow: (property: string) => `${property} ist Allow`,
  "not-set": (property: string) => `${property} ist nicht angegeben`,
} as const;
