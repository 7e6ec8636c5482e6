import { enumerate, inGroups, sayBy, type Sentences, type Words } from "../../core/index.ts";
import type { Complaint, ProblemFact, ReadFault, Remark } from "../complaint.ts";
import type { UsageFault } from "../usage.ts";
import { germanHelp } from "./de-help.ts";
import { type CliWords, limitName, nearestWord } from "./words.ts";

const readFaults: Sentences<ReadFault> = {
  "file-not-found": () => "Datei oder Ordner nicht gefunden",
  "not-a-file": () => "keine normale Datei",
  "is-a-folder": () => "ist ein Ordner",
  "not-a-folder": () => "kein Ordner",
  "not-permitted": () => "keine Leseberechtigung",
  "link-cycle": () => "die symbolischen Verknüpfungen führen im Kreis",
  "not-in-clone": () => "dieser Klon des Repositorys enthält die Datei nicht",
  "no-input": () => "es gibt keine Standardeingabe",
  "file-too-large": ({ megabytes }) => `größer als ${megabytes} MB und deshalb nicht gelesen`,
  "wrong-encoding": ({ encoding }) => `kein Text in ${encoding}`,
  "lfs-pointer": () => "Git LFS hat die Datei nicht heruntergeladen",
  "cannot-read": ({ why }) => `nicht lesbar${why === "" ? "" : `: ${why}`}`,
};

const sayReadFault = sayBy(readFaults);

/** Was die Befehlszeile selbst sagt, auf Deutsch. */
export function germanCli(words: Words): CliWords {
  const problem = sayBy<ProblemFact>({
    ...readFaults,
    syntax: ({ fault }) => words.syntax(fault),
    "access-file": ({ fault }) => words.accessFile(fault),
    failed: ({ why }) => words.failure(why),
    "not-a-template": () => "keine ARM-, Bicep- oder Terraform-Vorlage",
    "not-parameters": () => "keine Parameterdatei",
    "parameters-without-template": () => "zu dieser Parameterdatei wurde keine Vorlage gefunden",
    "template-not-judged": () => "die Vorlage zu diesen Parametern gehört nicht zu den geprüften",
    "leads-away": () =>
      "der Link führt aus dem Repository hinaus und wird daher nicht verfolgt (siehe --allow-read, --exclude)",
    "folder-not-listed": () => "der Ordner lässt sich nicht auflisten",
    "incomplete-state": () => "der Zustand ist unvollständig: Es gibt mehr, als diese Datei enthält",
    "hostile-path": () => "die Revision enthält diesen Pfad; er wird nicht gelesen",
    "not-of-environment": ({ environment }) =>
      `--environment ${environment} verwendet diese Parameterdatei nicht`,
    "parameters-of-no-root": ({ roots }) =>
      `--parameters gilt für eine Vorlage, und keine der ${roots} hier deklariert alle diese Parameter`,
    "parameters-of-several-roots": ({ roots }) =>
      `--parameters gilt für eine Vorlage, und mehrere der ${roots} hier deklarieren alle diese Parameter`,
  });
  const complaint = sayBy<Complaint>({
    input: ({ path, fault }) => `${path}: ${sayReadFault(fault)}`,
    source: ({ fault }) => words.sourceFault(fault),
    "no-such-source": ({ from, what, candidates }) => {
      const none =
        what === "consumer" ? "keine Ressource verwendet einen Key Vault" : "es ist kein Subnetz deklariert";
      const missing = what === "consumer" ? "keine solche Ressource" : "kein solches Subnetz";
      return `${from}: ${missing}; ${candidates.length > 0 ? `vorhanden: ${candidates.join(", ")}` : none}`;
    },
    "ambiguous-source": ({ from, candidates }) => `${from} ist mehrdeutig: ${candidates.join(", ")}`,
    "uses-no-vault": ({ from }) => `${from} verwendet keinen dieser Key Vaults`,
    "no-vault": ({ name, names }) => `kein Key Vault passt zu '${name}'${available(name, names)}`,
    "no-environment": ({ name, names }) => `keine Umgebung '${name}'${available(name, names)}`,
    "no-rule": ({ rule, near }) => `keine Regel '${rule}'${near === null ? "" : `; ${didYouMean(near)}`}`,
    "expect-not-checked": () =>
      "--expect wurde nicht geprüft: In den gelesenen Dateien gibt es keine Key Vaults",
    "no-access-file": () =>
      "weder hier noch darüber wurde eine Zugriffsdatei (.keyvault-access.jsonc) gefunden",
    "no-403": ({ path }) =>
      `${path}: enthält weder einen gescheiterten Aufruf eines Key Vaults noch eine abgelehnte Bereitstellung`,
    "no-log": () =>
      "das Protokoll enthält keine Einträge des Überwachungsprotokolls eines Key Vaults (AuditEvent)",
    "log-unreadable": ({ broken }) =>
      broken === 1
        ? "1 Eintrag des Protokolls ist nicht lesbar, mehr als alle anderen"
        : `${inGroups(broken, ".")} Einträge des Protokolls sind nicht lesbar, mehr als alle anderen`,
    "log-of-others": ({ names }) =>
      `keine Vorlage deklariert einen Key Vault des Protokolls: ${names.join(", ")}`,
    state: ({ path, fault }) => `${path}: ${words.state(fault)}`,
    "no-git": () => "git ist nicht installiert",
    "no-base": ({ base }) => `${base}: weder ein Ordner noch eine Revision dieses Repositorys`,
    "ambiguous-base": ({ base }) =>
      `${base} ist ein Ordner und eine Revision; schreiben Sie ./${base} für den Ordner oder ${base}~0 für die Revision`,
    "ambiguous-revision": ({ base, meanings }) =>
      `${base} steht für mehrere Commits; schreiben Sie einen dieser Namen: ${meanings.join(", ")}`,
    "nothing-in-base": ({ path, outside, base }) =>
      `${path} liegt außerhalb des ${outside === "repository" ? "Repositorys" : "aktuellen Ordners"}, daher entspricht dem in ${base} nichts`,
    "baseline-incomplete": ({ path }) =>
      `die Baseline ${path} wurde nicht geschrieben: Nicht alles war lesbar`,
    "baseline-unreadable": ({ path, fault }) => `Baseline ${path}: ${sayReadFault(fault)}`,
    "not-a-baseline": ({ path, why }) => `${path} ist keine Baseline: ${notABaseline[why]}`,
    "not-written": ({ path, why }) => `${path} wurde nicht geschrieben: ${notWritten[why]}`,
    "cannot-write": ({ path, why }) => `${path} lässt sich nicht schreiben: ${why}`,
  });
  const remark = sayBy<Remark>({
    "files-fixed": ({ files }) => `korrigiert: ${files.join(", ")}`,
    "tests-written": ({ files }) => `Zugriffstests geschrieben: ${files.join(", ")}`,
    "access-file-used": ({ path }) => `Zugriffsdatei: ${path}`,
    "access-file-not-used": ({ path }) =>
      `${path} wird nicht verwendet, weil die Datei nicht zu diesem Repository gehört; --config wählt sie aus`,
    "known-findings": ({ count }) =>
      `${inGroups(count, ".")} ${count === 1 ? "bekannter Befund" : "bekannte Befunde"} ausgelassen`,
    "not-tested": ({ vaults, sources }) =>
      `kein Zugriffstest erwähnt ${[...sayFirst("den Key Vault", "die Key Vaults", vaults), ...sayFirst("die Quelle", "die Quellen", sources)].join(" und ")}`,
  });
  const usage = sayBy<UsageFault>({
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
    "not-a-day": ({ given }) => `--today '${given}' ist kein Tag wie 2027-02-27`,
    "unknown-severity": ({ given, known }) => `unbekannter Schweregrad '${given}'${expected(given, known)}`,
    "unknown-gate": ({ given, known }) => `--fail-on '${given}' gibt es nicht${expected(given, known)}`,
    "unknown-language": ({ given, known }) => `unbekannte Sprache '${given}'${expected(given, known)}`,
    "unknown-option": ({ option, near }) =>
      `unbekannte Option '${option}'${near === null ? "" : `; ${didYouMean(near)}`}`,
    "value-missing": ({ option }) => `die Option '${option}' verlangt einen Wert`,
    "value-empty": ({ option }) => `der Wert der Option '${option}' ist leer`,
    "value-repeated": ({ option }) => `die Option '${option}' hat zwei verschiedene Werte`,
    "empty-argument": () => "ein Argument ist leer; der aktuelle Ordner ist '.'",
    "log-required": () => "replay benötigt LOG, eine Datei mit dem Überwachungsprotokoll eines Key Vaults",
    "unexpected-argument": ({ argument }) => `überzähliges Argument '${argument}'`,
    "no-value-expected": ({ option }) => `die Option '${option}' hat keinen Wert`,
    "value-like-option": ({ option, value }) =>
      `die Option '${option}' verlangt einen Wert; beginnt er mit einem Bindestrich, schreiben Sie ${option}=${value}`,
    "unknown-expectation": () => "--expect muss allow oder deny sein",
    "not-for-command": ({ option, commands }) => `${option} gibt es nur bei ${enumerate(commands, " und")}`,
    "option-required": ({ command, options }) =>
      `${command} verlangt ${options.map((option) => `--${option} ${germanHelp.options[option][0]}`).join(" oder ")}`,
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
    help: germanHelp,
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
