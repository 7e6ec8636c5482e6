import type { Complaint, ProblemFact, Remark } from "../../../server/src/cli/complaint.ts";
import { voiceIn } from "../../../server/src/cli/language.ts";
import type { UsageFault } from "../../../server/src/cli/usage.ts";
import { type Samples, sentences } from "../sentence-group.ts";

const problems: Samples<ProblemFact> = {
  "file-not-found": [{}],
  "not-a-file": [{}],
  "is-a-folder": [{}],
  "not-a-folder": [{}],
  "not-permitted": [{}],
  "link-cycle": [{}],
  "not-in-clone": [{}],
  "no-input": [{}],
  "file-too-large": [{ megabytes: 16 }],
  "wrong-encoding": [{ encoding: "UTF-16" }],
  "lfs-pointer": [{}],
  "cannot-read": [{ why: "" }, { why: "REASON" }],
  syntax: [{ fault: { kind: "expected-value" } }],
  "access-file": [{ fault: { kind: "missing-property", properties: ["PROPERTY"] } }],
  failed: [{ why: { kind: "internal-error", error: "REASON" } }],
  "not-a-template": [{}],
  "not-parameters": [{}],
  "parameters-without-template": [{}],
  "template-not-judged": [{}],
  "leads-away": [{}],
  "folder-not-listed": [{}],
  "incomplete-state": [{}],
  "hostile-path": [{}],
  "not-of-environment": [{ environment: "ENVIRONMENT" }],
  "parameters-of-no-root": [{ roots: 2 }],
  "parameters-of-several-roots": [{ roots: 2 }],
};

const names = ["FIRST", "SECOND"];
const complaints: Samples<Complaint> = {
  input: [{ path: "PATH", fault: { kind: "file-not-found" } }],
  source: [{ fault: { kind: "no-such-service", service: "SERVICE", near: [] } }],
  "no-such-source": [
    { from: "SOURCE", what: "subnet", candidates: names },
    { from: "SOURCE", what: "consumer", candidates: names },
    { from: "SOURCE", what: "subnet", candidates: [] },
    { from: "SOURCE", what: "consumer", candidates: [] },
  ],
  "uses-no-vault": [{ from: "SOURCE" }],
  "ambiguous-source": [{ from: "SOURCE", candidates: names }],
  "no-vault": [
    { name: "NAME", names: [] },
    { name: "NAME", names },
  ],
  "no-environment": [
    { name: "NAME", names: [] },
    { name: "NAME", names },
  ],
  "no-rule": [
    { rule: "KV999", near: null },
    { rule: "KV1O1", near: "KV101" },
  ],
  "expect-not-checked": [{}],
  "no-access-file": [{}],
  "no-403": [{ path: "PATH" }],
  "no-log": [{}],
  "log-unreadable": [{ broken: 1 }, { broken: 2 }],
  "log-of-others": [{ names: ["kv-one", "kv-two"] }],
  state: [{ path: "PATH", fault: { kind: "not-a-state" } }],
  "no-git": [{}],
  "no-base": [{ base: "BASE" }],
  "ambiguous-base": [{ base: "BASE" }],
  "ambiguous-revision": [{ base: "BASE", meanings: ["refs/tags/BASE", "refs/heads/BASE"] }],
  "nothing-in-base": [
    { path: "PATH", outside: "repository", base: "BASE" },
    { path: "PATH", outside: "current-folder", base: "BASE" },
  ],
  "baseline-incomplete": [{ path: "PATH" }],
  "baseline-unreadable": [{ path: "PATH", fault: { kind: "not-permitted" } }],
  "not-a-baseline": [
    { path: "PATH", why: "not-json" },
    { path: "PATH", why: "is-report" },
    { path: "PATH", why: "no-findings" },
    { path: "PATH", why: "no-fingerprint" },
  ],
  "not-written": [
    { path: "PATH", why: "is-input" },
    { path: "PATH", why: "is-changed" },
    { path: "PATH", why: "not-a-file" },
    { path: "PATH", why: "leads-away" },
  ],
  "cannot-write": [{ path: "PATH", why: "REASON" }],
};

const remarks: Samples<Remark> = {
  "tests-written": [{ files: ["FIRST", "SECOND"] }],
  "files-fixed": [{ files: ["FIRST", "SECOND"] }],
  "access-file-used": [{ path: "PATH" }],
  "access-file-not-used": [{ path: "PATH" }],
  "known-findings": [{ count: 2 }],
  "not-tested": [
    { vaults: ["VAULT"], sources: [] },
    { vaults: ["FIRST", "SECOND"], sources: ["SOURCE"] },
  ],
};

const usages: Samples<UsageFault> = {
  "no-command": [{ known: names }],
  "unknown-command": [
    { given: "COMMAND", known: names },
    { given: "chek", known: ["check", "vaults"] },
  ],
  "unknown-format": [{ given: "FORMAT", known: names }],
  "unknown-limit": [{ given: "LIMIT", known: names }],
  "unknown-shell": [
    { given: "SHELL", known: names },
    { given: "", known: names },
  ],
  "unknown-rule": [
    { given: "RULE", known: names, near: null },
    { given: "RULE", known: ["NAME"], near: "NAME" },
  ],
  "not-a-day": [{ given: "DAY" }],
  "unknown-gate": [{ given: "GATE", known: names }],
  "unknown-severity": [{ given: "LEVEL", known: names }],
  "unknown-language": [{ given: "LANGUAGE", known: names }],
  "unknown-option": [
    { option: "OPTION", near: null },
    { option: "OPTION", near: "NAME" },
  ],
  "value-missing": [{ option: "OPTION" }],
  "value-empty": [{ option: "OPTION" }],
  "empty-argument": [{}],
  "unexpected-argument": [{ argument: "ARGUMENT" }],
  "no-value-expected": [{ option: "OPTION" }],
  "value-like-option": [{ option: "OPTION", value: "VALUE" }],
  "unknown-expectation": [{}],
  "value-repeated": [{ option: "OPTION" }],
  "not-for-command": [{ option: "OPTION", commands: ["check", "test"] }],
  "log-required": [{}],
  "option-required": [
    { command: "simulate", options: ["from"] },
    { command: "diff", options: ["base", "against"] },
  ],
  "options-conflict": [{ options: ["FIRST", "SECOND"] }],
  "same-file": [{ options: ["FIRST", "SECOND"] }],
  "unusable-glob": [{ fault: { kind: "empty-glob" } }],
};

const shape = /^\S.*\S$/s;
export const problemSentences = sentences(
  "Command line: problems with files",
  problems,
  ({ language }) => voiceIn(language).cli.problem,
  { shape },
);
export const complaintSentences = sentences(
  "Command line: errors",
  complaints,
  ({ language }) => voiceIn(language).cli.complaint,
  { shape },
);
export const remarkSentences = sentences(
  "Command line: notes",
  remarks,
  ({ language }) => voiceIn(language).cli.remark,
  { shape },
);
export const usageSentences = sentences(
  "Command line: wrong usage",
  usages,
  ({ language }) => voiceIn(language).cli.usage,
  { shape },
);
