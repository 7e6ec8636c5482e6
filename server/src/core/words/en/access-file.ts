import type { AccessFileFault, JsonType, NewNameFault } from "../../access-file/problem.ts";
import type { TextFormat } from "../../access-file/schema-type.ts";
import { listOr } from "../../text/list.ts";
import { sayBy, type Sentences } from "../words.ts";
import { saySyntax } from "./failures.ts";

const sayTakenName = ({ name }: { readonly name: string }): string =>
  `'${name}' already has a meaning in access files; choose another name.`;

const sentences: Sentences<AccessFileFault> = {
  syntax: ({ fault }) => saySyntax(fault),
  "wrong-type": ({ types }) => `Expected ${listOr(types.map((type) => typeNames[type]))}.`,
  "missing-property": ({ properties }) =>
    `Missing property ${listOr(properties.map((each) => `'${each}'`))}.`,
  "unknown-property": ({ property, known, near }) =>
    `Unknown property '${property}'; ${near === null ? `expected ${listOr(known)}.` : `did you mean '${near}'?`}`,
  "unknown-rule": ({ rule, near }) =>
    `Unknown rule '${rule}'${near === null ? "." : `; did you mean ${near}?`}`,
  "no-parameter-file": ({ path }) => `Parameter file '${path}' was not found or cannot be read.`,
  "unknown-parameter": ({ parameter, near }) =>
    `No template here has a parameter or variable '${parameter}'${near === null ? "." : `; did you mean '${near}'?`}`,
  "name-has-meaning": sayTakenName,
  "repeated-key": ({ key }) => `'${key}' is already in this object; only the last one counts.`,
  "defined-above": ({ name, path }) =>
    `'${name}' is defined in '${path}', which counts; choose another name.`,
  "not-one-of": ({ values }) => `Expected ${listOr(values)}.`,
  empty: ({ what }) => `This ${what} must not be empty.`,
  "wrong-format": ({ value, format }) => `'${value}' is not ${formats[format]}.`,
  "out-of-range": ({ least, most }) =>
    most === null ? `Expected a number of at least ${least}.` : `Expected a number from ${least} to ${most}.`,
};

/** What is wrong with an access file. */
export const sayAccessFileFault = sayBy(sentences);

/** Why a source or environment cannot be renamed so. */
export const sayNewNameFault = sayBy<NewNameFault>({
  "blank-name": () => "The name must not be empty.",
  "spaces-around-name": ({ name }) => `The name '${name}' must not begin or end with a space.`,
  "name-taken": ({ name }) => `The name '${name}' is already in use in this file.`,
  "name-has-meaning": sayTakenName,
});

const typeNames: Readonly<Record<JsonType, string>> = {
  object: "an object",
  array: "an array",
  string: "a string",
  boolean: "true or false",
  integer: "a whole number",
};

const formats: Readonly<Record<TextFormat, string>> = {
  rule: "the code or name of a rule, such as KV103 or wide-ip-rule",
  reason: "a reason; say why these findings are accepted",
  date: "a date such as 2027-01-31",
};
