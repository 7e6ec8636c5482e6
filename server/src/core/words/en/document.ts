import terms from "./terms.json" with { type: "json" };
import { inDigits, sayCount } from "./count.ts";
import { listAnd, listOr } from "../../text/list.ts";
import { type DocumentWords, type LeftOutOfLogs, leftOutOfLogs, type ReviewPart } from "../document-words.ts";

const answers = { allowed: "allowed", denied: "denied", partial: "partial", depends: "depends" };
const withoutBypass = { "as-any-address": "like any address", "other-rule": "by another rule" };

/** Not more names than a sentence can have. */
function few(names: readonly string[]): string {
  return names.length > 4
    ? `${names.slice(0, 3).join(", ")} and ${inDigits(names.length - 3)} more`
    : listAnd(names);
}

export const document: DocumentWords = {
  answers,
  ...terms.document.tables,
  sentences: {
    vaults: ({ declared, referenced, inStates }) =>
      [
        sayCount(declared, "vault"),
        ...(referenced > 0 ? [`${inDigits(referenced)} referenced`] : []),
        ...(inStates > 0 ? [`${inDigits(inStates)} deployed or planned`] : []),
      ].join(", "),
    findings: (count) => sayCount(count, "finding"),
    ofSeverity: (count, severity) => sayCount(count, severity),
    fixable: (count) => `${inDigits(count)} fixable`,
    suppressed: (count) => `${inDigits(count)} suppressed`,
    muted: (count) => `${inDigits(count)} muted`,
    turnedOff: (rules) => `${rules} off`,
    valuesFrom: (files) => `values from ${sayCount(files, "file")}`,
    undecided: (vaults) => `${sayCount(vaults, "vault")} undecided`,
    more: (count) => `and ${inDigits(count)} more`,
    dependsOn: (names) => `depends on ${listAnd(names)}`,
    perimeter: (name, mode, { inboundRules, inboundRulesOpen, certain }) => {
      const rules = sayCount(inboundRules, "inbound rule");
      const open = inboundRules === 0 ? "inbound rules not known" : `at least ${rules}`;
      return `${certain ? "" : "possibly "}${name} (${mode}), ${inboundRulesOpen ? open : rules}`;
    },
    allowedFor: (scenario) => `Allowed for “${scenario}” only`,
    bypass: (value, trusted, without) =>
      `${value} (trusted services: ${answers[trusted]}${without === null ? "" : `, ${withoutBypass[without]}`})`,
    asScenario: (name, scenario) => `as ${name}: ${scenario}`,
    moreErrors: (count) => `and ${inDigits(count)} more in this file`,
    moreFrozen: (count, code, folder) =>
      `And ${inDigits(count)} more ${code} ${count === 1 ? "finding" : "findings"} in generated or archived JSON in ${folder}.`,
    listedInJson: "--format json lists them.",
    compiledFrom: (source) => `compiled from ${source}`,
    notSearched: (count) => `folders of this name are not searched (${count})`,
    until: (date) => `until ${date}`,
    trustedServices: "trusted services",
    publicAddresses: "public addresses",
    partOf: (part, all) => `${inDigits(part)} of ${inDigits(all)}`,
    skipped: (reason) => `skipped, ${reason}`,
    either: listOr,
    probably: (lookup) => `${lookup}, probably`,
    ifItUses: (caller) => `${caller}, if it uses the vault`,
    whoReaches: (vault) => `Who can reach ${vault}`,
    review: (gain, lose, unclear, strong) => {
      const part = ({ callers, vaults }: ReviewPart, [one, many]: readonly [string, string]): string[] => {
        const names = callers.map((each) => (each === "internet" ? "the internet" : each));
        const to = vaults.length === 1 ? vaults.join("") : sayCount(vaults.length, "vault");
        const verb = callers.length === 1 ? one : many;
        if (callers.length === 0) return [];
        return [`${strong(`${sayCount(callers.length, "caller")} ${verb} access to ${to}`)}: ${few(names)}`];
      };
      return [
        ...part(gain, ["gains", "gain"]),
        ...part(lose, ["loses", "lose"]),
        ...(gain.callers.length === 0 && lose.callers.length > 0 ? ["no caller gains access"] : []),
        ...(lose.callers.length === 0 && gain.callers.length > 0 ? ["no caller loses access"] : []),
        ...(unclear > 0 ? [`the access of ${sayCount(unclear, "caller")} may change`] : []),
      ].join("; ");
    },
    proof: (undecided, missing, callers) =>
      undecided + missing + callers === 0
        ? "proved for what the repository declares"
        : `not proved: ${listAnd([
            ...(undecided > 0 ? [`${sayCount(undecided, "answer")} undecided`] : []),
            ...(missing > 0 ? [`${sayCount(missing, "part")} not read`] : []),
            ...(callers > 0 ? [`${sayCount(callers, "caller")} not compared`] : []),
          ])}`,
    addresses: (sign, count) => `${sign}${sayCount(count, "address", "addresses")}`,
    bundle: (count, kind) => sayCount(count, kind),
    scanning: "Looking for key vaults",
    scanned: (done, total) => `${inDigits(done)} of ${inDigits(total)} files`,
    ...terms.document.sentences,
    notCompared: (callers) => `Not compared: ${callers}.`,
    replayed: ({ callers, requests, days, fate }) => {
      const period = days === null ? "" : ` in ${sayCount(days, "day")}`;
      return `${sayCount(callers, "caller")} with ${sayCount(requests, "request")}${period} ${replayedFates[fate]}`;
    },
    requests: (count, last) => `${sayCount(count, "request")}${last === null ? "" : `, last on ${last}`}`,
    notDeclared: (names) => `Not declared in these templates: ${listAnd(names)}.`,
    suggested: (callers) =>
      callers === 0 ? "to close it:" : `to close it and keep ${sayCount(callers, "caller")}:`,
    notKept: (callers) => `not kept: ${listAnd(callers)}`,
    noEdit: "no edit: the vault has these settings, or they have no place of their own in the templates",
    logged: ({ calls, ...others }) => {
      const leftOut = leftOutOfLogs.flatMap((kind) =>
        others[kind] > 0 ? [sayCount(others[kind], ...logRecords[kind])] : [],
      );
      return `${sayCount(calls, "request")} in the log${leftOut.length > 0 ? `; left out: ${listAnd(leftOut)}` : ""}.`;
    },
    legend: "✓ allowed · ⚠ allowed for any client · ⊘ denied · ? depends, or allowed in part",
    dataPlaneOnly:
      "Data plane only: these rules do not filter deployments or changes to the vault itself. Permissions are not checked.",
  },
};

const logRecords: Readonly<Record<LeftOutOfLogs, readonly [string, string?]>> = {
  controlPlane: ["control-plane operation"],
  challenges: ["authentication challenge"],
  notifications: ["event notification"],
  foreign: ["record of other services", "records of other services"],
  broken: ["unreadable record"],
};

const replayedFates = terms.document.replayedFates;
