import messages from "./en-messages.json" with { type: "json" };
import { inGroups, listAnd, listOr, said, sayBy, type Sentences, type Words } from "../../core/index.ts";
import type { Complaint, ProblemFact, ReadFault, Remark } from "../complaint.ts";
import type { UsageFault } from "../usage.ts";
import help from "./en-help.json" with { type: "json" };
import { type CliWords, limitName, nearestWord } from "./words.ts";

const readFaults: Sentences<ReadFault> = {
  ...said(messages.readFaults),
  "cannot-read": ({ why }) => `cannot be read${why === "" ? "" : `: ${why}`}`,
};

const sayReadFault = sayBy(readFaults);

/** What the command line itself says, in English. */
export function englishCli(words: Words): CliWords {
  const problem = sayBy<ProblemFact>({
    ...said(messages.problem),
    ...readFaults,
    syntax: ({ fault }) => words.syntax(fault),
    "access-file": ({ fault }) => words.accessFile(fault),
    failed: ({ why }) => words.failure(why),
  });
  const complaint = sayBy<Complaint>({
    ...said(messages.complaint, () => ({
      readFault: sayReadFault,
      and: listAnd,
      didYouMean,
      notABaseline,
      notWritten,
    })),
    source: ({ fault }) => words.sourceFault(fault),
    "no-such-source": ({ from, what, candidates }) => {
      const none = what === "consumer" ? "no resource uses a vault" : "no subnet is declared";
      return `${from}: no such ${what}; ${candidates.length > 0 ? `available: ${listAnd(candidates)}` : none}`;
    },
    "no-vault": ({ name, names }) => `no vault matches '${name}'${available(name, names)}`,
    "no-environment": ({ name, names }) => `no environment '${name}'${available(name, names)}`,
    "log-unreadable": ({ broken }) =>
      `${inGroups(broken, ",")} ${broken === 1 ? "record" : "records"} of the log cannot be read, more than all others`,
    state: ({ path, fault }) => `${path}: ${words.state(fault)}`,
    "ambiguous-revision": ({ base, meanings }) =>
      `${base} can mean several commits; write one of these names: ${meanings.join(", ")}`,
  });
  const remark = sayBy<Remark>({
    ...said(messages.remark, () => ({ and: listAnd })),
    "known-findings": ({ count }) =>
      `${inGroups(count, ",")} known ${count === 1 ? "finding" : "findings"} left out`,
    "not-tested": ({ vaults, sources }) =>
      `no access test mentions ${listAnd([...sayFirst("vault", vaults), ...sayFirst("source", sources)])}`,
  });
  const usage = sayBy<UsageFault>({
    ...said(messages.usage, () => ({ didYouMean, and: listAnd })),
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
    "unknown-severity": ({ given, known }) => `unknown severity '${given}'${expected(given, known)}`,
    "unknown-gate": ({ given, known }) => `unknown --fail-on '${given}'${expected(given, known)}`,
    "unknown-language": ({ given, known }) => `unknown language '${given}'${expected(given, known)}`,
    "option-required": ({ command, options }) =>
      `${command} requires ${listOr(options.map((option) => `--${option} ${help.options[option].takes}`))}`,
    "unusable-glob": ({ fault }) => `--exclude: ${words.glob(fault)}`,
  });
  return {
    problem,
    complaint,
    remark,
    usage,
    tryHelp: "Try 'keyvault-network --help'.",
    help: {
      ...help,
      usage: (command, takes) =>
        `Usage: keyvault-network ${command} [options] ${takes === "" ? "[paths…] (default path: .)" : takes}`,
      formatsOf: (commands) => `${listAnd(commands)}: also`,
    },
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
