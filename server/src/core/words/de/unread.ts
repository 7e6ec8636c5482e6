import type { UnreadKind, UnreadReason, UnreadWords } from "../unread-words.ts";
import { count, inDigits, listAnd } from "./count.ts";

const mapping = "in der Zugriffsdatei unter 'modules' die Quelle einem Ordner zuordnen";

const kinds: Readonly<Record<UnreadKind, string>> = {
  module: "Modul",
  template: "Vorlage",
  state: "Zustand",
  environment: "Umgebung",
  vault: "Key Vault",
  pipeline: "Pipeline",
  script: "Skript",
};

const plurals: Readonly<Record<UnreadKind, string>> = {
  module: "Module",
  template: "Vorlagen",
  state: "Zustände",
  environment: "Umgebungen",
  vault: "Key Vaults",
  pipeline: "Pipelines",
  script: "Skripts",
};

const reasons: Readonly<Record<UnreadReason, string>> = {
  "too many environments": "zu viele Umgebungen",
  "too many vaults": "zu viele Key Vaults",
  "not readable": "nicht lesbar",
  "not downloaded": "nicht heruntergeladen",
  "not found": "nicht gefunden",
  "not a template": "keine Vorlage",
  "address not known": "Adresse unbekannt",
  "embedded in a resource": "in einer Ressource eingebettet",
  "nested too deeply": "zu tief verschachtelt",
  "kept elsewhere": "anderswo gespeichert",
  "syntax error": "Syntaxfehler",
  "too large": "zu groß",
  "a submodule whose files are not in the revision":
    "ein Submodul, dessen Dateien die Revision nicht enthält",
};

export const unread: UnreadWords = {
  line: ({ kind, source, reason }) =>
    `${kinds[kind]} '${source}' wurde nicht ${kind === "environment" ? "geprüft" : "gelesen"}: ${reasons[reason]}`,
  sum: ({ kinds: all, reasons: why, likely }) => {
    const [only, ...others] = why;
    const because =
      others.length === 0
        ? only && reasons[only[0]]
        : why.map(([reason, number]) => `${inDigits(number)} ${reasons[reason]}`).join(", ");
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
        return kind === "template"
          ? `Die Vorlage ins Repository aufnehmen oder ${mapping}.`
          : `'${command}' ausführen oder ${mapping}.`;
      case "not readable":
      case "not found":
        return `Den Pfad korrigieren, das Submodul abrufen, in dem er liegt, oder ${mapping}.`;
      case "not a template":
        return "Die Datei oder den Pfad korrigieren.";
      case "address not known":
        return `Die Adresse als feste Zeichenfolge schreiben oder ${mapping}.`;
      case "embedded in a resource":
        return "Sie als Modul aufrufen oder ihre Datei einzeln prüfen.";
      case "nested too deeply":
        return "Das Modul einzeln prüfen.";
      case "too many vaults":
        return "Die Vorlage aufteilen.";
      case "too many environments":
        return "Die Umgebung einzeln mit --environment prüfen.";
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
