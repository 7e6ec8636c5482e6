import { said } from "../../messages.ts";
import messages from "../messages.json" with { type: "json" };
import type { ComparedFact, RemarkFact } from "../../../rules/facts/remark-facts.ts";
import type { WhyUnread } from "../../../template/template.ts";
import type { Sentences } from "../../words.ts";
import { exposures } from "../access-tests.ts";
import { count, inDigits, listAnd, listOr, sayVault } from "../count.ts";

export const remarkFindings: Sentences<RemarkFact, [kv: string]> = {
  ...said(messages.remarks.remarkFindings),
  KV604: ({ addresses, most }, kv) => {
    const allowed =
      addresses === "all"
        ? "jede öffentliche Adresse"
        : count(addresses, "öffentliche Adresse", "öffentliche Adressen");
    return `${kv} lässt ${allowed} zu; die Zugriffsdatei erlaubt ${inDigits(most)}.`;
  },
  KV902: ({ code, why }) =>
    ({
      "no-rule": "Diese Unterdrückung hat keine Wirkung, weil sie keine Regel nennt.",
      "unknown-rule": `Diese Unterdrückung hat keine Wirkung, weil '${code}' keine Regel ist.`,
      "no-reason": `Diese Unterdrückung von ${code} hat keine Wirkung, weil sie keine Begründung enthält.`,
      "no-date": `Diese Unterdrückung von ${code} hat keine Wirkung, weil sie nicht an einem Datum wie 2027-01-31 endet.`,
      "matches-nothing": `Diese Unterdrückung von ${code} trifft auf keinen Befund zu.`,
    })[why],
  KV904: ({ module, more, why, instead }) => {
    const { what, another, one, several } = unread[why];
    const others = more === 0 ? "" : ` und ${inDigits(more)} ${more === 1 ? another : "weitere"}`;
    const found = instead === undefined ? "" : ` ('${instead}')`;
    return `${what} '${module}'${others} ${more === 0 ? one : several}${found}, ${more === 0 ? "wird" : "werden"} also nicht geprüft.`;
  },
  KV905: (fact, kv) => {
    if (fact.differs === "only-compiled") return `${kv} ist hier deklariert, nicht aber in ${fact.file}.`;
    if (fact.differs === "only-source")
      return `${sayVault(fact.vault)} ist in ${fact.file} deklariert, nicht aber hier.`;
    if (fact.fact === "existence") {
      const isHere = fact.here.includes("yes");
      return `${kv} wird ${isHere ? `hier angelegt, nicht aber in ${fact.file}` : `in ${fact.file} angelegt, nicht aber hier`}.`;
    }
    const [here = "", there = ""] = [fact.here, fact.there].map((each) => sayCompared(fact.fact, each));
    return `${kv} ${compared[fact.fact]} hier ${here}, in ${fact.file} aber ${there}.`;
  },
};

interface UnreadWords {
  readonly what: string;
  readonly another: string;
  readonly one: string;
  readonly several: string;
}

const module = { what: "Modul", another: "weiteres" };

/** Warum Module und Vorlagen in Ressourcen nicht gelesen werden können, von einem und von mehreren. */
export const unread: Readonly<Record<WhyUnread, UnreadWords>> = {
  "not-downloaded": { ...module, one: "ist nicht heruntergeladen", several: "sind nicht heruntergeladen" },
  "named-alike": {
    ...module,
    one: "ist nur ein Ordner",
    several: "sind nicht heruntergeladen",
  },
  "changed-alias": { ...module, one: "hat einen geänderten Alias", several: "haben einen geänderten Alias" },
  ambiguous: {
    ...module,
    one: "kann eine von mehreren Dateien sein",
    several: "können je eine von mehreren Dateien sein",
  },
  "not-found": { ...module, one: "wurde nicht gefunden", several: "wurden nicht gefunden" },
  "not-a-template": { ...module, one: "ist keine Vorlage", several: "sind keine Vorlagen" },
  "not-known": { ...module, one: "hat eine unbekannte Adresse", several: "haben unbekannte Adressen" },
  "in-resource": {
    what: "Die Vorlage in",
    another: "weitere",
    one: "wird nicht gelesen",
    several: "werden nicht gelesen",
  },
  "type-not-known": {
    what: "Ressource",
    another: "weitere",
    one: "hat einen unbekannten Typ",
    several: "haben unbekannte Typen",
  },
  limit: { ...module, one: "ist zu tief verschachtelt", several: "sind zu tief verschachtelt" },
};

const compared: Readonly<Record<Exclude<ComparedFact, "existence">, string>> = {
  exposure: "ist",
  publicNetworkAccess: "hat publicNetworkAccess",
  defaultAction: "hat defaultAction",
  bypass: "hat bypass",
  "ip-rules": "nennt",
  "subnet-rules": "nennt",
  name: "heißt",
};

/** Wie Key Vaults erreichbar sind. */
const answers: ReadonlyMap<string, string> = new Map(Object.entries(exposures));

function sayCompared(fact: ComparedFact, values: readonly (string | null)[]): string {
  const words = values.map((each) => {
    if (each === null) return "ein unbekannter Eintrag";
    return (fact === "exposure" ? answers.get(each) : undefined) ?? each;
  });
  if (fact === "name") return `'${words.join()}'`;
  return fact === "exposure"
    ? listOr(words)
    : listAnd(words) || `keine ${fact === "ip-rules" ? "Adressen" : "Subnetze"}`;
}
