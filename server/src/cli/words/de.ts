import messages from "./de-messages.json" with { type: "json" };
import { enumerate, inGroups, said, sayBy, type Sentences, type Words } from "../../core/index.ts";
import type { Complaint, ProblemFact, ReadFault, Remark } from "../complaint.ts";
import type { UsageFault } from "../usage.ts";
import help from "./de-help.json" with { type: "json" };
import { type CliWords, limitName, nearestWord } from "./words.ts";

const readFaults: Sentences<ReadFault> = {
  ...said(messages.readFaults),
  "cannot-read": ({ why }) => `nicht lesbar${why === "" ? "" : `: ${why}`}`,
};

const sayReadFault = sayBy(readFaults);

/** Was die Befehlszeile selbst sagt, auf Deutsch. */
export function germanCli(words: Words): CliWords {
  const problem = sayBy<ProblemFact>({
    ...said(messages.problem),
    ...readFaults,
    syntax: ({ fault }) => words.syntax(fault),
    "access-file": ({ fault }) => words.accessFile(fault),
    failed: ({ why }) => words.failure(why),
  });
  const complaint = sayBy<Complaint>({
    ...said(messages.complaint, () => ({ readFault: sayReadFault, didYouMean, notABaseline, notWritten })),
    source: ({ fault }) => words.sourceFault(fault),
    "no-such-source": ({ from, what, candidates }) => {
      const none =
        what === "consumer" ? "keine Ressource verwendet einen Key Vault" : "es ist kein Subnetz deklariert";
      const missing = what === "consumer" ? "keine solche Ressource" : "kein solches Subnetz";
      return `${from}: ${missing}; ${candidates.length > 0 ? `vorhanden: ${candidates.join(", ")}` : none}`;
    },
    "ambiguous-source": ({ from, candidates }) => `${from} ist mehrdeutig: ${candidates.join(", ")}`,
    "no-vault": ({ name, names }) => `kein Key Vault passt zu '${name}'${available(name, names)}`,
    "no-environment": ({ name, names }) => `keine Umgebung '${name}'${available(name, names)}`,
    "log-unreadable": ({ broken }) =>
      broken === 1
        ? "1 Eintrag des Protokolls ist nicht lesbar, mehr als alle anderen"
        : `${inGroups(broken, ".")} Einträge des Protokolls sind nicht lesbar, mehr als alle anderen`,
    "log-of-others": ({ names }) =>
      `keine Vorlage deklariert einen Key Vault des Protokolls: ${names.join(", ")}`,
    state: ({ path, fault }) => `${path}: ${words.state(fault)}`,
    "ambiguous-revision": ({ base, meanings }) =>
      `${base} steht für mehrere Commits; schreiben Sie einen dieser Namen: ${meanings.join(", ")}`,
  });
  const remark = sayBy<Remark>({
    ...said(messages.remark),
    "files-fixed": ({ files }) => `korrigiert: ${files.join(", ")}`,
    "tests-written": ({ files }) => `Zugriffstests geschrieben: ${files.join(", ")}`,
    "known-findings": ({ count }) =>
      `${inGroups(count, ".")} ${count === 1 ? "bekannter Befund" : "bekannte Befunde"} ausgelassen`,
    "not-tested": ({ vaults, sources }) =>
      `kein Zugriffstest erwähnt ${[...sayFirst("den Key Vault", "die Key Vaults", vaults), ...sayFirst("die Quelle", "die Quellen", sources)].join(" und ")}`,
  });
  const usage = sayBy<UsageFault>({
    ...said(messages.usage, () => ({ didYouMean })),
    "no-command": ({ known }) => `es fehlt ein Befehl; möglich sind ${known.join(", ")}`,
    "unknown-command": ({ given, known }) => `unbekannter Befehl '${given}'${expected(given, known)}`,
    "unknown-format": ({ given, known }) => `unbekanntes Format '${given}'${expected(given, known)}`,
    "unknown-limit": ({ given, known }) =>
      `--limit '${given}' ist nicht NAME=ZAHL${expected(limitName(given), known)}`,
    "unknown-shell": ({ given, known }) =>
      given === ""
        ? `completions verlangt eine Shell: ${known.join(", ")}`
        : `unbekannte Shell '${given}'${expected(given, known)}`,
    "unknown-rule": ({ given, known, near }) =>
      `unbekannte Regel '${given}'; ${near === null ? `möglich sind Codes oder Namen von Regeln oder ${known.join(", ")}` : didYouMean(near)}`,
    "unknown-severity": ({ given, known }) => `unbekannter Schweregrad '${given}'${expected(given, known)}`,
    "unknown-gate": ({ given, known }) => `--fail-on '${given}' gibt es nicht${expected(given, known)}`,
    "unknown-language": ({ given, known }) => `unbekannte Sprache '${given}'${expected(given, known)}`,
    "not-for-command": ({ option, commands }) => `${option} gibt es nur bei ${enumerate(commands, " und")}`,
    "option-required": ({ command, options }) =>
      `${command} verlangt ${options.map((option) => `--${option} ${help.options[option].takes}`).join(" oder ")}`,
    "options-conflict": ({ options }) => `${enumerate(options, " und")} schließen einander aus`,
    "same-file": ({ options }) => `${enumerate(options, " und")} nennen dieselbe Datei`,
    "unusable-glob": ({ fault }) => `--exclude: ${words.glob(fault)}`,
  });
  return {
    problem,
    complaint,
    remark,
    usage,
    tryHelp: "Hilfe gibt 'keyvault-network --help --lang de'.",
    help: {
      ...help,
      usage: (command, takes) =>
        `Aufruf: keyvault-network ${command.replace("<command>", "<Befehl>")} [Optionen] ${takes === "" ? "[Pfade…] (Vorgabe für Pfade: .)" : takes}`,
      formatsOf: (commands) => `nur ${enumerate(commands, " und")}:`,
    },
    failed: (why) => `interner Fehler, daher ist nichts bekannt: ${why}`,
    notPrinted: (why) => `der Bericht lässt sich nicht schreiben: ${why}`,
  };
}

const notABaseline = {
  "not-json": "kein gültiges JSON",
  "is-report": "ein Bericht; --write-baseline schreibt eine Baseline",
  "no-findings": "keine Befunde der Version 1",
  "no-fingerprint": "ein Befund hat keinen Fingerabdruck",
} as const;

const notWritten = {
  "is-changed": "die Datei hat sich inzwischen geändert oder ist nicht UTF-8",
  "is-input": "die Datei gehört zu den Eingaben",
  "not-a-file": "keine normale Datei",
  "leads-away": "eine Verknüpfung in ihrem Pfad führt aus dem aktuellen Ordner hinaus",
} as const;

/** „den Key Vault kv“, „die Key Vaults a, b und 7 weitere“; nichts ohne Namen. */
function sayFirst(one: string, several: string, names: readonly string[]): readonly string[] {
  const more = names.length - mostNamed;
  const shown = names.slice(0, mostNamed).join(", ");
  if (names.length === 0) return [];
  return [
    `${names.length === 1 ? one : several} ${shown}${more > 0 ? ` und ${inGroups(more, ".")} weitere` : ""}`,
  ];
}

const mostNamed = 5;

function available(name: string, names: readonly string[]): string {
  const near = nearestWord(name, names);
  if (near !== null) return `; ${didYouMean(near)}`;
  return names.length > 0 ? `; vorhanden: ${names.join(", ")}` : "";
}

function expected(given: string, known: readonly string[]): string {
  const near = nearestWord(given, known);
  return `; ${near === null ? `möglich sind ${known.join(", ")}` : didYouMean(near)}`;
}

function didYouMean(near: string): string {
  return `meinten Sie '${near}'?`;
}
