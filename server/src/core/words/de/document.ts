import terms from "./terms.json" with { type: "json" };
import type { Severity } from "../../rules/rule.ts";
import {
  type BundleKind,
  type DocumentWords,
  type LeftOutOfLogs,
  leftOutOfLogs,
  type ReviewPart,
} from "../document-words.ts";
import { count as inWords, inDigits, listAnd, listOr } from "./count.ts";

const counted: Readonly<Record<Severity, readonly [one: string, several: string]>> = {
  error: ["Fehler", "Fehler"],
  warning: ["Warnung", "Warnungen"],
  info: ["Information", "Informationen"],
  hint: ["Hinweis", "Hinweise"],
};

const answers = terms.document.answers;
const withoutBypass = {
  "as-any-address": "wie jede Adresse",
  "other-rule": "durch eine andere Regel",
};

const callers = (count: number): string => inWords(count, "Aufrufer", "Aufrufer");

function few(names: readonly string[]): string {
  return names.length > 4
    ? `${names.slice(0, 3).join(", ")} und ${inDigits(names.length - 3)} weitere`
    : listAnd(names);
}

const bundles: Readonly<Record<BundleKind, readonly [one: string, several: string]>> = {
  address: ["Adresse", "Adressen"],
  subnet: ["Subnetz", "Subnetze"],
  resource: ["Ressource", "Ressourcen"],
  service: ["Dienst", "Dienste"],
  source: ["Quelle", "Quellen"],
};

export const document: DocumentWords = {
  answers,
  ...terms.document.tables,
  sentences: {
    vaults: ({ declared, referenced, inStates }) =>
      [
        `${inDigits(declared)} ${declared === 1 ? "Key Vault" : "Key Vaults"}`,
        ...(referenced > 0 ? [`${inDigits(referenced)} referenziert`] : []),
        ...(inStates > 0 ? [`${inDigits(inStates)} bereitgestellt oder geplant`] : []),
      ].join(", "),
    findings: (count) => `${inDigits(count)} ${count === 1 ? "Befund" : "Befunde"}`,
    ofSeverity: (count, severity) => inWords(count, ...counted[severity]),
    fixable: (count) => `${inDigits(count)} mit Korrektur`,
    suppressed: (count) => `${inDigits(count)} unterdrückt`,
    muted: (count) => `${inDigits(count)} stummgeschaltet`,
    turnedOff: (rules) => `${rules} ausgeschaltet`,
    valuesFrom: (files) => `Werte aus ${files === 1 ? "einer Datei" : `${inDigits(files)} Dateien`}`,
    undecided: (vaults) => `${inDigits(vaults)} Key Vault${vaults === 1 ? "" : "s"} unentschieden`,
    more: (count) => (count === 1 ? "und 1 weitere" : `und ${inDigits(count)} weitere`),
    dependsOn: (names) => `hängt ab von: ${listAnd(names)}`,
    perimeter: (name, mode, { inboundRules, inboundRulesOpen, certain }) => {
      const rules = inWords(inboundRules, "Eingangsregel", "Eingangsregeln");
      const open = inboundRules === 0 ? "Eingangsregeln nicht bekannt" : `mindestens ${rules}`;
      return `${certain ? "" : "möglicherweise "}${name} (${mode}), ${inboundRulesOpen ? open : rules}`;
    },
    allowedFor: (scenario) => `Zugelassen nur für „${scenario}“`,
    bypass: (value, trusted, without) =>
      `${value} (vertrauenswürdige Dienste: ${answers[trusted]}${without === null ? "" : `, ${withoutBypass[without]}`})`,
    asScenario: (name, scenario) => `als ${name}: ${scenario}`,
    moreErrors: (count) =>
      `und ${count === 1 ? "1 weiterer Fehler" : `${inDigits(count)} weitere Fehler`} in dieser Datei`,
    moreFrozen: (count, code, folder) =>
      `Und ${count === 1 ? "1 weiterer Befund" : `${inDigits(count)} weitere Befunde`} ${code} in generiertem oder archiviertem JSON in ${folder}.`,
    listedInJson: "--format json führt alles einzeln auf.",
    compiledFrom: (source) => `kompiliert aus ${source}`,
    notSearched: (count) => `Ordner dieses Namens werden nicht durchsucht (${count})`,
    until: (date) => `bis ${date}`,
    trustedServices: "vertrauenswürdige Dienste",
    publicAddresses: "öffentliche Adressen",
    partOf: (part, all) => `${inDigits(part)} von ${inDigits(all)}`,
    skipped: (reason) => `übersprungen, ${reason}`,
    either: (values) => listOr(values),
    probably: (lookup) => `${lookup}, wahrscheinlich`,
    ifItUses: (caller) => `${caller}, falls sie den Key Vault verwendet`,
    whoReaches: (vault) => `Wer ${vault} erreichen kann`,
    review: (gain, lose, unclear, strong) => {
      const part = (
        { callers: who, vaults }: ReviewPart,
        [one, many]: readonly [string, string],
      ): string[] => {
        const names = who.map((each) => (each === "internet" ? "das Internet" : each));
        const to = vaults.length === 1 ? vaults.join("") : inWords(vaults.length, "Key Vault", "Key Vaults");
        if (who.length === 0) return [];
        const says = `${callers(who.length)} ${who.length === 1 ? one : many} Zugriff auf ${to}`;
        return [`${strong(says)}: ${few(names)}`];
      };
      return [
        ...part(gain, ["erhält", "erhalten"]),
        ...part(lose, ["verliert", "verlieren"]),
        ...(gain.callers.length === 0 && lose.callers.length > 0 ? ["niemand erhält Zugriff"] : []),
        ...(lose.callers.length === 0 && gain.callers.length > 0 ? ["niemand verliert Zugriff"] : []),
        ...(unclear > 0
          ? [`der Zugriff von ${inWords(unclear, "Aufrufer", "Aufrufern")} ändert sich vielleicht`]
          : []),
      ].join("; ");
    },
    proof: (undecided, missing, left) =>
      undecided + missing + left === 0
        ? "bewiesen für das, was das Repository deklariert"
        : `nicht bewiesen: ${listAnd([
            ...(undecided > 0 ? [`${inWords(undecided, "Antwort", "Antworten")} unklar`] : []),
            ...(missing > 0 ? [`${inWords(missing, "Teil", "Teile")} nicht gelesen`] : []),
            ...(left > 0 ? [`${callers(left)} nicht verglichen`] : []),
          ])}`,
    addresses: (sign, count) => `${sign}${inWords(count, "Adresse", "Adressen")}`,
    bundle: (count, kind) => inWords(count, ...bundles[kind]),
    scanning: "Key Vaults werden gesucht",
    scanned: (done, total) => `${inDigits(done)} von ${inDigits(total)} Dateien`,
    ...terms.document.sentences,
    notCompared: (callers) => `Nicht verglichen: ${callers}.`,
    replayed: ({ callers: number, requests, days, fate }) => {
      const period = days === null ? "" : ` in ${inWords(days, "Tag", "Tagen")}`;
      const who = `${callers(number)} mit ${inWords(requests, "Anfrage", "Anfragen")}${period}`;
      return `${who} ${replayedFates[fate][number === 1 ? 0 : 1]}`;
    },
    requests: (count, last) =>
      `${inWords(count, "Anfrage", "Anfragen")}${last === null ? "" : `, zuletzt am ${last}`}`,
    notDeclared: (names) => `In diesen Vorlagen nicht deklariert: ${listAnd(names)}.`,
    suggested: (number) =>
      number === 0 ? "zum Schließen:" : `zum Schließen ohne Folgen für ${callers(number)}:`,
    notKept: (names) => `ohne Zugriff: ${listAnd(names)}`,
    noEdit:
      "keine Änderung: Der Key Vault hat diese Einstellungen, oder sie haben keine eigene Stelle in den Vorlagen",
    logged: ({ calls, ...others }) => {
      const leftOut = leftOutOfLogs.flatMap((kind) =>
        others[kind] > 0 ? [inWords(others[kind], ...logRecords[kind])] : [],
      );
      return `${inWords(calls, "Anfrage", "Anfragen")} im Protokoll${leftOut.length > 0 ? `; ausgelassen: ${listAnd(leftOut)}` : ""}.`;
    },
    legend:
      "✓ zugelassen · ⚠ für jeden Client zugelassen · ⊘ verweigert · ? unklar oder teilweise zugelassen",
    dataPlaneOnly:
      "Nur Datenebene: Bereitstellungen und Änderungen des Key Vaults selbst filtern diese Regeln nicht. Berechtigungen werden nicht geprüft.",
  },
};

const logRecords: Readonly<Record<LeftOutOfLogs, readonly [string, string]>> = {
  controlPlane: ["Vorgang der Steuerungsebene", "Vorgänge der Steuerungsebene"],
  challenges: ["Anmeldeaufforderung", "Anmeldeaufforderungen"],
  notifications: ["Ereignisbenachrichtigung", "Ereignisbenachrichtigungen"],
  foreign: ["Eintrag anderer Dienste", "Einträge anderer Dienste"],
  broken: ["unlesbarer Eintrag", "unlesbare Einträge"],
};

/** Of one caller, and of several. */
const replayedFates = {
  cutOff: ["verlöre den Zugriff", "verlören den Zugriff"],
  denied: ["hätte wie zuvor keinen Zugriff", "hätten wie zuvor keinen Zugriff"],
  depends: ["verlöre vielleicht den Zugriff", "verlören vielleicht den Zugriff"],
  allowed: ["behielte den Zugriff", "behielten den Zugriff"],
  failed: ["hatte auch zuvor keinen Erfolg", "hatten auch zuvor keinen Erfolg"],
} as const;
