import terms from "./terms.json" with { type: "json" };
import { limitIn, sayInstead, type UnreadKind, type UnreadReason, type UnreadWords } from "../words.ts";
import { count, inDigits, listAnd } from "./count.ts";

const mapping = "in der Zugriffsdatei unter 'modules' die Quelle einem Ordner zuordnen";

const kinds: Readonly<Record<UnreadKind, readonly [one: string, several: string]>> = {
  module: ["Modul", "Module"],
  template: ["Vorlage", "Vorlagen"],
  resource: ["Ressource", "Ressourcen"],
  deployment: ["Bereitstellung", "Bereitstellungen"],
  state: ["Zustand", "Zustände"],
  environment: ["Umgebung", "Umgebungen"],
  vault: ["Key Vault", "Key Vaults"],
  limit: ["Teil", "Teile"],
  pipeline: ["Pipeline", "Pipelines"],
  script: ["Skript", "Skripts"],
};

const reasons: Readonly<Partial<Record<UnreadReason, string>>> = terms.unread.reasons;

function say(reason: UnreadReason): string {
  const limit = limitIn(reason);
  const why = reasons[reason] ?? `Grenze ${limit ?? ""} erreicht`;
  return limit === null ? why : `${why}; --limit ${limit}=ZAHL erlaubt mehr`;
}

const correct = `Den Pfad korrigieren, das Submodul abrufen, in dem er liegt, oder ${mapping}.`;

/** How to get it read, where that does not depend on anything else. */
const advice: Readonly<Partial<Record<UnreadReason, string>>> = {
  "not readable": correct,
  "not found": correct,
  "several files fit": `Einen relativen Pfad schreiben oder ${mapping}.`,
  "not a template": "Die Datei oder den Pfad korrigieren.",
  "address not known": `Die Adresse als feste Zeichenfolge schreiben oder ${mapping}.`,
  "embedded in a resource": "Sie als Modul aufrufen oder ihre Datei einzeln prüfen.",
  "type not known": "Den Typ als feste Zeichenfolge schreiben.",
  "nested too deeply": "Das Modul einzeln prüfen.",
  "syntax error": "Die Datei korrigieren; was über dem Fehler steht, ist geprüft.",
  "too large": "Die Datei aufteilen.",
  "kept elsewhere": "Werte aus einem entfernten Zustand sind nicht bekannt.",
  "a submodule whose files are not in the revision":
    "Beide Seiten werden ohne es verglichen; vergleichen Sie es in seinem eigenen Repository.",
};

export const unread: UnreadWords = {
  line: ({ kind, source, reason, instead }) =>
    kind === "limit"
      ? `'${source}' ist nicht ganz bekannt: ${say(reason)}`
      : `${kinds[kind][0]} '${source}' wurde nicht ${kind === "environment" ? "geprüft" : "gelesen"}: ${say(reason)}${sayInstead({ instead })}`,
  sum: ({ kinds: all, reasons: why, likely }) => {
    const [only, ...others] = why;
    const because =
      others.length === 0
        ? only && say(only[0])
        : why.map(([reason, number]) => `${inDigits(number)} ${say(reason)}`).join(", ");
    const total = all.reduce((sum, [, number]) => sum + number, 0);
    const what = listAnd(all.map(([kind, number]) => count(number, ...kinds[kind])));
    const about =
      likely === 0
        ? ""
        : `; ${likely < total ? `${inDigits(likely)} davon` : total === 1 ? "es" : "sie"} ${likely === 1 ? "enthält" : "enthalten"} wahrscheinlich Key Vaults`;
    return `${what} ${total === 1 ? "wurde" : "wurden"} nicht gelesen (${because ?? ""})${about}.`;
  },
  advice: ({ kind, reason }, command) => {
    if (reason === "not downloaded" || reason === "only a folder with its name" || reason === "changed alias")
      return kind === "template"
        ? `Die Vorlage ins Repository aufnehmen oder ${mapping}.`
        : `'${command}' ausführen oder ${mapping}.`;
    return (
      advice[reason] ??
      `Die Grenze mit --limit ${limitIn(reason) ?? ""}=ZAHL anheben oder die Datei mit --exclude auslassen.`
    );
  },
};
