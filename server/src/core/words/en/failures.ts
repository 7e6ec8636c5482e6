import type { FailureFact } from "../../logic/isolated.ts";
import { sayBy, type Sentences } from "../words.ts";
import { sayCount } from "./count.ts";
import type { GlobFault } from "../../text/glob.ts";
import type { StateFault, SyntaxFault } from "../../syntax/syntax-fault.ts";

export const sayFailure = sayBy<FailureFact>({
  "internal-error": ({ error }) => `Nothing here is checked because of an internal error: ${error}`,
  "too-slow": ({ seconds }) => `it took longer than ${sayCount(seconds, "second")}, so it is left out`,
  silent: ({ seconds }) =>
    `The analysis took longer than ${sayCount(seconds, "second")}, so this file is ignored until it changes.`,
  failed: () => "The analysis failed, so this file is ignored until it changes.",
});

export const sayGlob = sayBy<GlobFault>({
  "empty-glob": () => "an empty pattern matches nothing",
  "glob-too-long": ({ most }) => `a pattern can have at most ${sayCount(most, "character")}`,
  "too-many-alternatives": ({ most }) => `a pattern can have at most ${sayCount(most, "alternative")}`,
});

export const sayStateFault = sayBy<StateFault>({
  "not-read": () => "the file does not exist, or cannot be read",
  "not-a-state": () =>
    "not a state; expected JSON printed by az keyvault, az graph query, az deployment … what-if, bicep snapshot, or terraform show, or a Terraform state file",
  syntax: ({ fault }) => saySyntax(fault),
  failed: ({ why }) => sayFailure(why),
});

const sentences: Sentences<SyntaxFault> = {
  "expected-value": () => "Expected a value.",
  "expected-type": () => "Expected a type.",
  "expected-name": () => "Expected a name.",
  "expected-key": () => "Expected a property name.",
  "expected-quoted-key": () => "Expected a property name in double quotes.",
  "expected-item": () => "Expected an item.",
  "expected-text": () => "Expected a string.",
  "expected-body": () => "Expected a body in braces.",
  "expected-keyword": () => "Expected a keyword.",
  "expected-separator": () => "Expected a line break or a comma.",
  "expected-newline": () => "Expected a line break.",
  "expected-closer": () => "Expected a closing bracket.",
  "expected-declaration": () => "Expected a declaration after the decorators.",
  "expected-token": ({ token }) => `Expected '${token}'.`,
  "unknown-declaration": () => "Expected a declaration such as param, var, resource or module.",
  "wrong-file": () => "This declaration is not allowed in this kind of file.",

  "unexpected-comma": () => "Unexpected comma at the end of the line.",
  "unexpected-newline": () => "Unexpected line break.",
  "unexpected-text": () => "Unexpected text.",
  "comma-after-nothing": () => "Unexpected comma: nothing precedes it.",
  "text-after-end": () => "Unexpected text after the end of the document.",

  "unterminated-string": () => "The string is not closed.",
  "unterminated-comment": () => "The comment is not closed.",
  "bad-escape": () => "The string contains an invalid escape sequence.",

  "invalid-json": () => "Not valid JSON.",
  "invalid-json-value": () => "Not a valid JSON value.",
  "invalid-arm-expression": () => "Not a valid template expression.",
  "invalid-terraform": () => "Not valid Terraform syntax.",

  "attribute-without-value": () => "Expected a value for this argument.",
  "name-alone": () => "Expected a value or a block after this name.",
  incomplete: () => "The text is incomplete here.",
  "repeated-member": ({ name }) => `'${name}' is already in this object, so what it is depends on the tool.`,
  "only-for-opentofu": ({ file }) =>
    `Only OpenTofu reads this file next to '${file}': exclude it, or keep OpenTofu's lock file here.`,
  "state-version": ({ version, expected }) =>
    `Terraform states of format version ${version} are not supported; expected version ${expected}.`,
  "too-deep": () => "Nested too deeply to be read.",
};

/** What is wrong with a text. */
export const saySyntax = sayBy(sentences);
