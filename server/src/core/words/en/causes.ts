import type { Listed } from "../../access/entries.ts";
import type { Failure } from "../../evaluate/values/failure.ts";
import type { State, Writers } from "../../evaluate/values/state.ts";
import type { Cause } from "../../evaluate/values/value.ts";
import type { Construct } from "../../template/construct.ts";
import { listAnd } from "../../text/list.ts";
import { sayBy, type Sentences } from "../words.ts";
import { sayCount } from "./count.ts";

/** "parameter a and parameter b", "variable c" in Terraform; "a value that is not known here" of nothing. */
export function sayCauses(causes: readonly Cause[]): string {
  return listAnd(causes.map(sayCause)) || "a value that is not known here";
}

const failures: Sentences<Failure> = {
  arguments: ({ name }) => `${name}() does not take these arguments`,
  "condition-not-boolean": () => "a condition that is not a boolean",
  "index-not-number-or-string": () => "an index that is neither a number nor a string",
  "invalid-value": ({ name }) => `'${name}', which is not a valid value`,
  "item-of-no-list": ({ name }) => `item ${name} of something that is not a list`,
  "loop-over-no-list": () => "a loop over something that is not a list",
  "member-of-no-object": ({ name }) => `member '${name}' of something that is not an object`,
  "member-of-null": ({ name }) => `member '${name}' of null`,
  message: ({ name }) => name,
  "no-item": ({ name }) => `item ${name}, which does not exist`,
  "no-member": ({ name }) => `member '${name}', which does not exist`,
  "no-output": ({ name }) => `output '${name}', which does not exist`,
  "no-parameter": ({ name }) => `parameter '${name}', which does not exist`,
  "no-variable": ({ name }) => `variable '${name}', which does not exist`,
  "not-declared": ({ name }) => `'${name}', which is not declared`,
  "property-of-no-object": ({ name }) => `'${name}' of something that is not an object`,
  "reference-without-target": () => "reference() without arguments",
  "repeated-key": ({ name }) => `key '${name}', which occurs more than once`,
  "value-not-list": () => "a value that is not a list",
  "wrong-kind": () => "a value of the wrong type",
};

const constructs: Sentences<Construct> = {
  "blueprint-parameter": () => "a parameter of the blueprint",
  "choice-between-lists": () => "a choice between lists",
  code: ({ name }) => name,
  "collection-in-text": () => "an object or array in a string",
  "comparison-of-types": () => "a comparison of two lists or maps",
  "computed-key": () => "a computed key or spread",
  "computed-name": ({ name }) => `${name}() of a computed name`,
  "computed-type": () => "a computed type",
  deployment: () => "a deployment",
  "environment-variable": ({ name }) => `environment variable ${name}`,
  "function-as-value": ({ name }) => `'${name}' as a value`,
  "perimeter-service-tags": () => "the list of service tags of a perimeter rule",
  "hsm-service-tags": () => "the list of service tags of a managed HSM",
  "linked-parameter-file": () => "a linked parameter file",
  "list-in-list": () => "a list in a list",
  loop: () => "this loop",
  "loop-of-unknown-length": () => "a loop of unknown length",
  "loop-without-iterations": () => "a loop without iterations",
  "method-of-resource": ({ name }) => `${name}() of a resource`,
  "module-in-parameter-file": () => "a module in a parameter file",
  "order-of-set": () => "the order of a set",
  "nested-in-computed": () => "a resource nested in a computed one",
  "two-spellings": ({ name }) => `which of ${name} counts`,
  "property-before-its-version": ({ name }) => `${name} in an API version that does not have it`,
  "resource-of-unknown-type": () => "a resource of unknown type",
  "resource-without-name": () => "a resource without a name",
  "resource-without-type": () => "a resource without a type",
  "secret-reference": () => "a key vault secret reference",
  "some-environment-variable": () => "an environment variable",
  "this-call": ({ name }) => `this ${name}()`,
  token: ({ name }) => `the token ${name}`,
  "too-deep": () => "an expression nested too deeply",
  "unknown-map": () => "an unknown map",
  "unknown-object": () => "an unknown object",
};

const states: Sentences<State> = {
  "after-apply": () => "a value that is known only after apply",
  "approval-of": ({ name }) => `the approval of ${name}`,
  "ignored-changes": ({ name }) => `a value that ${name} leaves unmanaged`,
  "kept-if-exists": () => "what exists already (onlyIfNotExists)",
  "not-printed": () => "a value that the state does not contain",
  "potential-change": () => "a change that may or may not happen",
  "recovered-vault": () => "the vault that createMode recovers",
  "rest-of-updated-vault": () => "a value that the update does not change",
  "default-if-new": ({ name }) => `a default that depends on whether the network of ${name} is new`,
  "default-of-version": ({ name }) => `a default that depends on the version of ${name}`,
  "subnet-of": ({ name }) => `the subnet of ${name}`,
};

const writers: Sentences<Writers> = {
  named: ({ names, more }) => listAnd(more > 0 ? [...names, sayCount(more, "other")] : names),
  declarations: ({ name }) => `the declarations of ${name}`,
};

const sayFailure = sayBy(failures);
export const sayConstruct = sayBy(constructs);
const [sayState, sayWriters] = [sayBy(states), sayBy(writers)];

/** What an answer depends on, or a reason why it is not known: "parameter networkAcls", "module net". */
export const sayCause = sayBy<Cause>({
  parameter: ({ name, isVariable }) => `${isVariable ? "variable" : "parameter"} ${name}`,
  runtime: ({ call }) => (typeof call === "string" ? call : sayState(call)),
  existing: ({ symbol }) => `existing resource ${symbol}`,
  module: ({ reference }) => `module ${reference}`,
  secret: ({ name }) => (name === null ? "a secret of a vault" : `secret ${name}`),
  file: ({ path }) => `file ${path}, which cannot be read`,
  outside: ({ path }) => `file ${path}, which is outside the repository and not read`,
  unsupported: ({ construct }) => `${sayConstruct(construct)}, which is not evaluated`,
  cycle: ({ name }) => `${name}, which refers to itself`,
  conflict: (cause) => `the order of ${sayWriters(cause.writers)}`,
  syntaxError: () => "a syntax error",
  environment: () => "the environment",
  failure: ({ reason }) => sayFailure(reason),
  budget: () => "a limit of the analysis",
});

/** An IP rule by what it lists. */
export function sayListed(listed: Listed): string {
  if (typeof listed === "string") return listed;
  const [cause] = listed;
  return cause ? `an address from ${sayCause(cause)}` : "an unknown address";
}
