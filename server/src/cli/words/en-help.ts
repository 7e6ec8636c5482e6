import { languages, listAnd, listOr } from "../../core/index.ts";
import { shells } from "../completions.ts";
import type { HelpWords } from "./help-words.ts";

export const englishHelp: HelpWords = {
  title: "who can reach your key vault, and why",
  usage: (command, takes) =>
    `Usage: keyvault-network ${command} [options] ${takes === "" ? "[paths…] (default path: .)" : takes}`,
  headings: { commands: "Commands", simulate: "Simulate", options: "Options", examples: "Examples" },
  commands: {
    check: ["", "report findings of all rules"],
    vaults: ["", "list every vault with its effective network configuration and exposure"],
    simulate: ["", "show step by step whether sources can reach vaults"],
    test: ["", "run the tests in the access file, .keyvault-access.jsonc"],
    "explain-403": [
      "[FILE or -] [paths…]",
      "explain a 403 error or a failed connection in a log, and how to fix it (also: explain)",
    ],
    diff: [
      "",
      "show how access differs from a revision (diff --base REF), or from what is deployed (diff --against STATE.json)",
    ],
    replay: [
      "LOG… [paths…]",
      "show which callers in the audit log of a vault the templates would deny: JSON, JSON lines or CSV, also .gz",
    ],
    rules: ["[RULE]", "list all rules, or explain one: rules KV101"],
    mcp: [
      "[--help]",
      "answer agents by the Model Context Protocol, on standard input and output; reads only",
    ],
    schema: ["[--output FILE]", "print the JSON Schema of the JSON output"],
    completions: ["SHELL", `print the script with which a shell completes command lines: ${listOr(shells)}`],
    help: ["[COMMAND]", "print this text, or what a command does, with examples (also: COMMAND --help)"],
  },
  options: {
    from: [
      "SOURCE",
      "an IPv4 address, CIDR range, a-b, IPv6 address, internet, subnet:NAME, service:ID, consumer:SYMBOL (a resource that uses a vault), tag:NAME (an Azure service tag), pipeline:FILE#JOB, pool:NAME (machines of a pool) or the name of a source in the access file; repeatable, or several with commas between them",
    ],
    to: ["VAULT", "symbol or name of a vault, * is a wildcard; repeatable (default: all)"],
    expect: ["allow|deny", "exit 1 unless every verdict is this one"],
    parameters: ["FILE", "parameter values for the only template; repeatable, later files override"],
    environment: [
      "NAME",
      "the environment to use: from the access file, or from parameter files such as main.prod.bicepparam; vaults --environment '*' compares all of them",
    ],
    config: ["FILE", "the only access file to use, instead of those next to and above the templates"],
    against: [
      "STATE.json",
      "diff: the deployed or planned state, as JSON of az keyvault show, az graph query, az deployment … what-if, bicep snapshot or terraform show -json",
    ],
    assume: [
      "STATE.json",
      "take values that templates do not determine from this state; answers that rely on it say so",
    ],
    permissions: [
      "",
      "let a resource reach a vault only if its identity also has a role or an access policy there",
    ],
    details: ["", "vaults: all of each vault instead of a row"],
    suggest: ["", "replay: also print the smallest settings that close each vault and keep its callers"],
    base: ["REF", "diff and replay: a git revision, or a second folder"],
    exclude: ["GLOB", "files and folders to ignore; repeatable"],
    limit: [
      "NAME=NUMBER",
      "raise a limit of the analysis, as the message of what it left out says; repeatable",
    ],
    "allow-read": [
      "DIR",
      "a folder outside the repository that functions such as file and loadTextContent may read; repeatable",
    ],
    severity: [
      "LEVEL",
      "check and test: lowest severity that makes the exit code 1: info, warning or error (default: warning)",
    ],
    fix: [
      "[RULE,…]",
      "check: apply the fixes that affect no access, and with rules also their preferred fixes; fixes that change several files are left to the editor",
    ],
    write: [
      "",
      "test: first write tests for what each consumer, job and named source can and cannot reach today",
    ],
    "dry-run": ["", "with --fix or --write: print the changes instead of writing them"],
    only: [
      "CODE,…|retirement",
      "check: only the findings of these rules; retirement lists what to change before old Key Vault APIs end, by file",
    ],
    "include-muted": ["", "check: findings of tests that nothing deploys count in full, not as infos"],
    today: ["YYYY-MM-DD", "the day that rules with a date go by (default: today)"],
    "fail-on": ["gained|lost|changed", "diff --base: exit 1 if a caller gains access, loses it, or either"],
    "fail-on-unknown": ["", "exit 3 if nothing failed but some answers are unknown"],
    baseline: ["FILE", "check: report only findings that are not in this file"],
    "write-baseline": ["FILE", "check: write all findings to this file, and report only later ones"],
    format: ["FORMAT", "the format of the report (default: text):"],
    output: ["FILE", "write to this file instead of standard output"],
    lang: [languages.join("|"), "the language of sentences (default: en)"],
    "no-color": ["", "no colors"],
    quiet: ["", "print only errors, and the report in formats other than text"],
    version: ["", "print the version"],
    help: ["", "print this text; after a command, what that does"],
  },
  formatsOf: (commands) => `${listAnd(commands)}: also`,
  exitCodes:
    "Exit code: 0 nothing to report, 1 findings of at least --severity, failed tests, an unmet --expect, callers of a log that would be denied, or access that differs from a state, 2 wrong usage or input that could not be read or checked, 3 only unknowns",
};
