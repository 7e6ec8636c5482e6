import { inGroups, listAnd, listOr, sayBy, type Sentences, type Words } from "../../core/index.ts";
import type { Complaint, ProblemFact, ReadFault, Remark } from "../complaint.ts";
import type { UsageFault } from "../usage.ts";
import { englishHelp } from "./en-help.ts";
import { type CliWords, limitName, nearestWord } from "./words.ts";

const readFaults: Sentences<ReadFault> = {
  "file-not-found": () => "no such file or folder",
  "not-a-file": () => "not a regular file",
  "is-a-folder": () => "is a folder",
  "not-a-folder": () => "not a folder",
  "not-permitted": () => "no permission to read it",
  "link-cycle": () => "its symbolic links form a cycle",
  "not-in-clone": () => "this clone of the repository does not contain it",
  "no-input": () => "there is no standard input",
  "file-too-large": ({ megabytes }) => `larger than ${megabytes} MB, so it is not read`,
  "wrong-encoding": ({ encoding }) => `not ${encoding} text`,
  "lfs-pointer": () => "Git LFS has not downloaded it",
  "cannot-read": ({ why }) => `cannot be read${why === "" ? "" : `: ${why}`}`,
};

const sayReadFault = sayBy(readFaults);

/** What the command line itself says, in English. */
export function englishCli(words: Words): CliWords {
  const problem = sayBy<ProblemFact>({
    ...readFaults,
    syntax: ({ fault }) => words.syntax(fault),
    "access-file": ({ fault }) => words.accessFile(fault),
    failed: ({ why }) => words.failure(why),
    "not-a-template": () => "not an ARM, Bicep or Terraform template",
    "not-parameters": () => "not a parameter file",
    "parameters-without-template": () => "no template was found for this parameter file",
    "template-not-judged": () => "the template that these parameters belong to is not being checked",
    "leads-away": () =>
      "the link leads out of the repository, so it is not followed (see --allow-read, --exclude)",
    "folder-not-listed": () => "the folder cannot be listed",
    "incomplete-state": () => "the state is incomplete: there is more than this file contains",
    "hostile-path": () => "the revision contains this path, which is not read",
    "not-of-environment": ({ environment }) =>
      `--environment ${environment} does not use this parameter file`,
    "parameters-of-no-root": ({ roots }) =>
      `--parameters applies to one root, and none of the ${roots} here declares all of these parameters`,
    "parameters-of-several-roots": ({ roots }) =>
      `--parameters applies to one root, and more than one of the ${roots} here declares all of these parameters`,
  });
  const complaint = sayBy<Complaint>({
    input: ({ path, fault }) => `${path}: ${sayReadFault(fault)}`,
    source: ({ fault }) => words.sourceFault(fault),
    "no-such-source": ({ from, what, candidates }) => {
      const none = what === "consumer" ? "no resource uses a vault" : "no subnet is declared";
      return `${from}: no such ${what}; ${candidates.length > 0 ? `available: ${listAnd(candidates)}` : none}`;
    },
    "ambiguous-source": ({ from, candidates }) => `${from} is ambiguous: ${listAnd(candidates)}`,
    "uses-no-vault": ({ from }) => `${from} does not use any of these vaults`,
    "no-vault": ({ name, names }) => `no vault matches '${name}'${available(name, names)}`,
    "no-environment": ({ name, names }) => `no environment '${name}'${available(name, names)}`,
    "no-rule": ({ rule, near }) => `no rule '${rule}'${near === null ? "" : `; ${didYouMean(near)}`}`,
    "expect-not-checked": () => "--expect was not checked: there are no vaults in the files that were read",
    "no-access-file": () => "no access file (.keyvault-access.jsonc) was found here or above",
    "no-403": ({ path }) =>
      `${path}: contains no failed call to a key vault and no rejected deployment of one`,
    "no-log": () => "the log contains no records of a key vault's audit log (AuditEvent)",
    "log-unreadable": ({ broken }) =>
      `${inGroups(broken, ",")} ${broken === 1 ? "record" : "records"} of the log cannot be read, more than all others`,
    "log-of-others": ({ names }) => `no template declares a vault of the log: ${listAnd(names)}`,
    state: ({ path, fault }) => `${path}: ${words.state(fault)}`,
    "no-git": () => "git is not installed",
    "no-base": ({ base }) => `${base}: not a folder or a revision of this repository`,
    "ambiguous-base": ({ base }) =>
      `${base} is both a folder and a revision; write ./${base} for the folder or ${base}~0 for the revision`,
    "ambiguous-revision": ({ base, meanings }) =>
      `${base} can mean several commits; write one of these names: ${meanings.join(", ")}`,
    "nothing-in-base": ({ path, outside, base }) =>
      `${path} is outside the ${outside === "repository" ? "repository" : "current folder"}, so nothing in ${base} corresponds to it`,
    "baseline-incomplete": ({ path }) => `baseline ${path} was not written: not everything could be read`,
    "baseline-unreadable": ({ path, fault }) => `baseline ${path}: ${sayReadFault(fault)}`,
    "not-a-baseline": ({ path, why }) => `${path} is not a baseline: ${notABaseline[why]}`,
    "not-written": ({ path, why }) => `${path} was not written: ${notWritten[why]}`,
    "cannot-write": ({ path, why }) => `${path} cannot be written: ${why}`,
  });
  const remark = sayBy<Remark>({
    "files-fixed": ({ files }) => `fixed ${listAnd(files)}`,
    "tests-written": ({ files }) => `wrote access tests to ${listAnd(files)}`,
    "access-file-used": ({ path }) => `using access file ${path}`,
    "access-file-not-used": ({ path }) =>
      `${path} is not used because it is not part of this repository; use --config to select it`,
    "known-findings": ({ count }) =>
      `${inGroups(count, ",")} known ${count === 1 ? "finding" : "findings"} left out`,
    "not-tested": ({ vaults, sources }) =>
      `no access test mentions ${listAnd([...sayFirst("vault", vaults), ...sayFirst("source", sources)])}`,
  });
  const usage = sayBy<UsageFault>({
    "no-command": ({ known }) => `no command given; expected one of ${known.join(", ")}`,
    "unknown-command": ({ given, known }) => `unknown command '${given}'${expected(given, known)}`,
    "unknown-format": ({ given, known }) => `unknown format '${given}'${expected(given, known)}`,
    "unknown-limit": ({ given, known }) =>
      `--limit '${given}' is not NAME=NUMBER${expected(limitName(given), known)}`,
    "unknown-shell": ({ given, known }) =>
      given === ""
        ? `completions requires a shell: ${known.join(", ")}`
        : `unknown shell '${given}'${expected(given, known)}`,
    "unknown-rule": ({ given, known, near }) =>
      `unknown rule '${given}'; ${near === null ? `expected codes or names of rules, or ${known.join(", ")}` : didYouMean(near)}`,
    "not-a-day": ({ given }) => `--today '${given}' is not a day such as 2027-02-27`,
    "unknown-severity": ({ given, known }) => `unknown severity '${given}'${expected(given, known)}`,
    "unknown-gate": ({ given, known }) => `unknown --fail-on '${given}'${expected(given, known)}`,
    "unknown-language": ({ given, known }) => `unknown language '${given}'${expected(given, known)}`,
    "unknown-option": ({ option, near }) =>
      `unknown option '${option}'${near === null ? "" : `; ${didYouMean(near)}`}`,
    "value-missing": ({ option }) => `option '${option}' requires a value`,
    "value-empty": ({ option }) => `the value of option '${option}' is empty`,
    "value-repeated": ({ option }) => `option '${option}' is given twice with different values`,
    "empty-argument": () => "an argument is empty; the current folder is '.'",
    "log-required": () => "replay requires LOG, a file with a vault's audit log",
    "unexpected-argument": ({ argument }) => `unexpected argument '${argument}'`,
    "no-value-expected": ({ option }) => `option '${option}' does not take a value`,
    "value-like-option": ({ option, value }) =>
      `option '${option}' requires a value; for one that starts with a dash, write ${option}=${value}`,
    "unknown-expectation": () => "--expect must be allow or deny",
    "not-for-command": ({ option, commands }) => `${option} is available only for ${listAnd(commands)}`,
    "option-required": ({ command, options }) =>
      `${command} requires ${listOr(options.map((option) => `--${option} ${englishHelp.options[option][0]}`))}`,
    "options-conflict": ({ options }) => `${listAnd(options)} cannot be used together`,
    "same-file": ({ options }) => `${listAnd(options)} name the same file`,
    "unusable-glob": ({ fault }) => `--exclude: ${words.glob(fault)}`,
  });
  return {
    problem,
    complaint,
    remark,
    usage,
    tryHelp: "Try 'keyvault-network --help'.",
    help: englishHelp,
    failed: (why) => `nothing was checked because of an internal error: ${why}`,
    notPrinted: (why) => `the report cannot be written: ${why}`,
  };
}

const notABaseline = {
  "not-json": "it is not valid JSON",
  "is-report": "it is a report; --write-baseline writes a baseline",
  "no-findings": "it has no findings of version 1",
  "no-fingerprint": "a finding has no fingerprint",
} as const;

const notWritten = {
  "is-changed": "it changed meanwhile or is not UTF-8",
  "is-input": "it is one of the input files",
  "not-a-file": "it is not a regular file",
  "leads-away": "a link in its path leads out of the current folder",
} as const;

/** "vault kv", "vaults a, b and 7 more"; nothing of no names. */
function sayFirst(noun: string, names: readonly string[]): readonly string[] {
  const more = names.length - mostNamed;
  const shown = names.slice(0, mostNamed).join(", ");
  if (names.length === 0) return [];
  return [
    `${noun}${names.length === 1 ? "" : "s"} ${shown}${more > 0 ? ` and ${inGroups(more, ",")} more` : ""}`,
  ];
}

const mostNamed = 5;

function available(name: string, names: readonly string[]): string {
  const near = nearestWord(name, names);
  if (near !== null) return `; ${didYouMean(near)}`;
  return names.length > 0 ? `; available: ${listAnd(names)}` : "";
}

function expected(given: string, known: readonly string[]): string {
  const near = nearestWord(given, known);
  return `; ${near === null ? `expected one of ${known.join(", ")}` : didYouMean(near)}`;
}

function didYouMean(near: string): string {
  return `did you mean '${near}'?`;
}
