import { enumerate, languages } from "../../core/index.ts";
import { shells } from "../completions.ts";
import type { HelpWords } from "./help-words.ts";

export const germanHelp: HelpWords = {
  title: "wer Ihren Key Vault erreicht, und warum",
  usage: (command, takes) =>
    `Aufruf: keyvault-network ${command.replace("<command>", "<Befehl>")} [Optionen] ${takes === "" ? "[Pfade…] (Vorgabe für Pfade: .)" : takes}`,
  headings: { commands: "Befehle", simulate: "Simulieren", options: "Optionen", examples: "Beispiele" },
  commands: {
    check: ["", "meldet die Befunde aller Regeln"],
    vaults: ["", "listet jeden Key Vault mit seiner wirksamen Netzwerkkonfiguration und Erreichbarkeit auf"],
    simulate: ["", "zeigt Schritt für Schritt, ob Quellen Key Vaults erreichen"],
    test: ["", "führt die Tests der Zugriffsdatei .keyvault-access.jsonc aus"],
    "explain-403": [
      "[DATEI oder -] [Pfade…]",
      "erklärt einen 403-Fehler oder eine gescheiterte Verbindung in einem Protokoll, und wie sich beides beheben lässt (auch: explain)",
    ],
    diff: [
      "",
      "zeigt, wie der Zugriff von einer Revision (diff --base REF) oder vom bereitgestellten Zustand (diff --against STATE.json) abweicht",
    ],
    replay: [
      "LOG… [Pfade…]",
      "zeigt, welchen Aufrufern im Überwachungsprotokoll eines Key Vaults die Vorlagen den Zugriff verweigern: JSON, JSON-Zeilen oder CSV, auch .gz",
    ],
    rules: ["[REGEL]", "listet alle Regeln auf oder erklärt eine: rules KV101"],
    mcp: [
      "[--help]",
      "beantwortet Fragen von Agenten nach dem Model Context Protocol, über Standardein- und -ausgabe; liest nur",
    ],
    schema: ["[--output DATEI]", "gibt das JSON-Schema der JSON-Ausgabe aus"],
    completions: [
      "SHELL",
      `gibt das Skript aus, mit dem eine Shell Befehlszeilen ergänzt: ${enumerate(shells, " oder")}`,
    ],
    help: ["[BEFEHL]", "gibt diesen Text aus, oder was ein Befehl tut, mit Beispielen (auch: BEFEHL --help)"],
  },
  options: {
    from: [
      "QUELLE",
      "eine IPv4-Adresse, ein CIDR-Bereich, a-b, eine IPv6-Adresse, internet, subnet:NAME, service:ID, consumer:SYMBOL (eine Ressource, die einen Key Vault verwendet), tag:NAME (ein Azure-Diensttag), pipeline:DATEI#AUFTRAG, pool:NAME (Computer eines Pools) oder der Name einer Quelle der Zugriffsdatei; mehrfach möglich, oder mehrere mit Kommas getrennt",
    ],
    to: [
      "VAULT",
      "Symbol oder Name eines Key Vaults, * ist ein Platzhalter; mehrfach möglich (Vorgabe: alle)",
    ],
    expect: ["allow|deny", "endet mit 1, wenn nicht jedes Ergebnis so lautet"],
    parameters: [
      "DATEI",
      "Parameterwerte für die einzige Vorlage; mehrfach möglich, spätere Dateien haben Vorrang",
    ],
    environment: [
      "NAME",
      "die Umgebung: aus der Zugriffsdatei oder aus Parameterdateien wie main.prod.bicepparam; vaults --environment '*' vergleicht alle",
    ],
    config: ["DATEI", "die einzige Zugriffsdatei, die gilt, statt derer neben und über den Vorlagen"],
    against: [
      "STATE.json",
      "diff: der bereitgestellte oder geplante Zustand, als JSON von az keyvault show, az graph query, az deployment … what-if, bicep snapshot oder terraform show -json",
    ],
    assume: [
      "STATE.json",
      "nimmt Werte, die Vorlagen nicht festlegen, aus diesem Zustand; Antworten, die darauf beruhen, sagen es",
    ],
    permissions: [
      "",
      "eine Ressource erreicht einen Key Vault nur, wenn ihre Identität dort auch eine Rolle oder Zugriffsrichtlinie hat",
    ],
    details: ["", "vaults: alles über jeden Key Vault statt einer Zeile"],
    suggest: [
      "",
      "replay: auch die kleinsten Einstellungen, die jeden Key Vault schließen und seine Aufrufer behalten",
    ],
    base: ["REF", "diff: eine Git-Revision oder ein zweiter Ordner"],
    exclude: ["GLOB", "Dateien und Ordner, die ignoriert werden; mehrfach möglich"],
    limit: [
      "NAME=ZAHL",
      "hebt eine Grenze der Analyse an, wie es die Meldung dessen sagt, was sie ausließ; mehrfach möglich",
    ],
    "allow-read": [
      "ORDNER",
      "ein Ordner außerhalb des Repositorys, den Funktionen wie file und loadTextContent lesen dürfen; mehrfach möglich",
    ],
    severity: [
      "STUFE",
      "check und test: niedrigster Schweregrad, der zum Exitcode 1 führt: info, warning oder error (Vorgabe: warning)",
    ],
    fix: [
      "[REGEL,…]",
      "check: wendet die Korrekturen an, die keinen Zugriff ändern, und mit Regeln auch deren bevorzugte; Korrekturen in mehreren Dateien bleiben dem Editor",
    ],
    write: [
      "",
      "test: schreibt zuerst Tests für das, was jede Ressource, jeder Job und jede benannte Quelle heute erreicht und nicht erreicht",
    ],
    "dry-run": ["", "mit --fix oder --write: gibt die Änderungen aus, statt sie zu schreiben"],
    only: [
      "CODE,…|retirement",
      "check: nur die Ergebnisse dieser Regeln; retirement zählt nach Dateien auf, was zu ändern ist, bevor alte APIs von Key Vault enden",
    ],
    "include-muted": [
      "",
      "check: Befunde in Tests, die nichts bereitstellt, zählen voll statt als Information",
    ],
    today: ["JJJJ-MM-TT", "der Tag, nach dem sich Regeln mit einem Datum richten (Vorgabe: heute)"],
    "fail-on": [
      "gained|lost|changed",
      "diff --base: endet mit 1, wenn ein Aufrufer Zugriff erhält, verliert oder eines von beidem",
    ],
    "fail-on-unknown": ["", "endet mit 3, wenn nichts fehlschlägt, aber manche Antworten unklar sind"],
    baseline: ["DATEI", "check: meldet nur Befunde, die nicht in dieser Datei stehen"],
    "write-baseline": ["DATEI", "check: schreibt alle Befunde in diese Datei und meldet nur spätere"],
    format: ["FORMAT", "das Format des Berichts (Vorgabe: text):"],
    output: ["DATEI", "schreibt in diese Datei statt auf die Standardausgabe"],
    lang: [languages.join("|"), "die Sprache der Sätze (Vorgabe: en)"],
    "no-color": ["", "keine Farben"],
    quiet: ["", "gibt nur Fehler aus, in anderen Formaten als text auch den Bericht"],
    version: ["", "gibt die Version aus"],
    help: ["", "gibt diesen Text aus, nach einem Befehl, was dieser tut"],
  },
  formatsOf: (commands) => `nur ${enumerate(commands, " und")}:`,
  exitCodes:
    "Exitcode: 0 nichts zu melden, 1 Befunde ab --severity, fehlgeschlagene Tests, ein nicht erfülltes --expect oder Zugriff, der von einem Zustand abweicht, 2 falscher Aufruf oder Eingaben, die sich nicht lesen oder prüfen ließen, 3 nur unklare Antworten",
};
