import {
  limitIn,
  sayInstead,
  type UnreadKind,
  type UnreadReason,
  type UnreadWords,
} from "../unread-words.ts";
import { count, inDigits, listAnd } from "./count.ts";

const mapping = "in der Zugriffsdatei unter 'modules' die Quelle einem Ordner zuordnen";

const kinds: Readonly<Record<UnreadKind, string>> = {
  module: "Modul",
  template: "Vorlage",
  resource: "Ressource",
  deployment: "Bereitstellung",
  state: "Zustand",
  environment: "Umgebung",
  vault: "Key Vault",
  limit: "Teil",
  pipeline: "Pipeline",
  script: "Skript",
};

const plurals: Readonly<Record<UnreadKind, string>> = {
  module: "Module",
  template: "Vorlagen",
  resource: "Ressourcen",
  deployment: "Bereitstellungen",
  state: "Zustände",
  environment: "Umgebungen",
  vault: "Key Vaults",
  limit: "Teile",
  pipeline: "Pipelines",
  script: "Skripts",
};

const reasons: Readonly<Partial<Record<UnreadReason, string>>> = {
  "too many environments": "zu viele Umgebungen",
  "too many vaults": "zu viele Key Vaults",
  "not readable": "nicht lesbar",
  "not downloaded": "nicht heruntergeladen",
  "only a folder with its name": "nur ein Ordner seines Namens",
  "changed alias": "geänderter Alias",
  "several files fit": "mehrere Dateien passen",
  "not found": "nicht gefunden",
  "not a template": "keine Vorlage",
  "address not known": "Adresse unbekannt",
  "embedded in a resource": "in einer Ressource eingebettet",
  "type not known": "Typ unbekannt",
  "nested too deeply": "zu tief verschachtelt",
  "kept elsewhere": "anderswo gespeichert",
  "syntax error": "Syntaxfehler",
  "too large": "zu groß",
  "a submodule whose files are not in the revision":
    "ein Submodul, dessen Dateien die Revision nicht enthält",
};

function say(reason: UnreadReason): string {
  const limit = limitIn(reason);
  const why = reasons[reason] ?? `Grenze ${limit ?? ""} erreicht`;
  return limit === null ? why : `${why}; --limit ${limit}=ZAHL erlaubt mehr`;
}

export const unread: UnreadWords = {
  line: ({ kind, source, reason, instead }) =>
    kind === "limit"
      ? `'${source}' ist nicht ganz bekannt: ${say(reason)}`
      : `${kinds[kind]} '${source}' wurde nicht ${kind === "environment" ? "geprüft" : "gelesen"}: ${say(reason)}${sayInstead({ instead })}`,
  sum: ({ kinds: all, reasons: why, likely }) => {
    const [only, ...others] = why;
    const because =
      others.length === 0
        ? only && say(only[0])
        : why.map(([reason, number]) => `${inDigits(number)} ${say(reason)}`).join(", ");
    const total = all.reduce((sum, [, number]) => sum + number, 0);
    const what = listAnd(all.map(([kind, number]) => count(number, kinds[kind], plurals[kind])));
    const about =
      likely === 0
        ? ""
        : `; ${likely < total ? `${inDigits(likely)} davon` : total === 1 ? "es" : "sie"} ${likely === 1 ? "enthält" : "enthalten"} wahrscheinlich Key Vaults`;
    return `${what} ${total === 1 ? "wurde" : "wurden"} nicht gelesen (${because ?? ""})${about}.`;
  },
  advice: ({ kind, reason }, command) => {
    switch (reason) {
      case "not downloaded":
      case "only a folder with its name":
      case "changed alias":
        return kind === "template"
          ? `Die Vorlage ins Repository aufnehmen oder ${mapping}.`
          : `'${command}' ausführen oder ${mapping}.`;
      case "not readable":
      case "not found":
        return `Den Pfad korrigieren, das Submodul abrufen, in dem er liegt, oder ${mapping}.`;
      case "several files fit":
        return `Einen relativen Pfad schreiben oder ${mapping}.`;
      case "not a template":
        return "Die Datei oder den Pfad korrigieren.";
      case "address not known":
        return `Die Adresse als feste Zeichenfolge schreiben oder ${mapping}.`;
      case "embedded in a resource":
        return "Sie als Modul aufrufen oder ihre Datei einzeln prüfen.";
      case "type not known":
        return "Den Typ als feste Zeichenfolge schreiben.";
      case "nested too deeply":
        return "Das Modul einzeln prüfen.";
      default:
        return `Die Grenze mit --limit ${limitIn(reason) ?? ""}=ZAHL anheben oder die Datei mit --exclude auslassen.`;
      case "syntax error":
        return "Die Datei korrigieren; was über dem Fehler steht, ist geprüft.";
      case "too large":
        return "Die Datei aufteilen.";
      case "kept elsewhere":
        return "Werte aus einem entfernten Zustand sind nicht bekannt.";
      case "a submodule whose files are not in the revision":
        return "Beide Seiten werden ohne es verglichen; vergleichen Sie es in seinem eigenen Repository.";
    }
  },
};
