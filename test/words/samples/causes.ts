import type { Failure } from "../../../server/src/core/evaluate/values/failure.ts";
import type { State, Writers } from "../../../server/src/core/evaluate/values/state.ts";
import type { Cause } from "../../../server/src/core/evaluate/values/value.ts";
import type { Construct } from "../../../server/src/core/template/construct.ts";
import { sentences } from "../sentence-group.ts";

const shape = /^\S.*[^.]$/;
const name = "NAME";

export const causeSentences = sentences<Cause>(
  "What answers depend on",
  {
    parameter: [{ name, domain: null }],
    runtime: [{ call: "RESOURCE.ADDRESS" }],
    existing: [{ symbol: "RESOURCE" }],
    module: [{ reference: "MODULE" }],
    secret: [{ name }, { name: null }],
    file: [{ path: "FILE" }],
    outside: [{ path: "FILE" }],
    unsupported: [{ construct: { kind: "code", name: "CALL" } }],
    cycle: [{ name }],
    conflict: [{ writers: { kind: "named", names: ["FIRST", "SECOND"], more: 0 } }],
    environment: [{}],
    syntaxError: [{}],
    failure: [{ reason: { kind: "not-declared", name } }],
    budget: [{ limit: "steps" }],
  },
  ({ cause }) => cause,
  { shape, alike: ["runtime"] },
);

export const stateSentences = sentences<State>(
  "What only a deployment decides",
  {
    "after-apply": [{}],
    "approval-of": [{ name }],
    "ignored-changes": [{ name: "ignore_changes" }],
    "kept-if-exists": [{}],
    "not-printed": [{}],
    "potential-change": [{}],
    "recovered-vault": [{}],
    "rest-of-updated-vault": [{}],
    "default-if-new": [{ name }],
    "default-of-version": [{ name }],
    "subnet-of": [{ name }],
  },
  ({ cause }) =>
    (call) =>
      cause({ kind: "runtime", call }),
  { shape },
);

export const constructSentences = sentences<Construct>(
  "What is not evaluated",
  {
    "blueprint-parameter": [{}],
    "choice-between-lists": [{}],
    code: [{ name }],
    "collection-in-text": [{}],
    "comparison-of-types": [{}],
    "computed-key": [{}],
    "computed-name": [{ name }],
    "computed-type": [{}],
    deployment: [{}],
    "environment-variable": [{ name }],
    "function-as-value": [{ name }],
    "perimeter-service-tags": [{}],
    "hsm-service-tags": [{}],
    "linked-parameter-file": [{}],
    "list-in-list": [{}],
    loop: [{}],
    "loop-of-unknown-length": [{}],
    "loop-without-iterations": [{}],
    "method-of-resource": [{ name }],
    "module-in-parameter-file": [{}],
    "order-of-set": [{}],
    "nested-in-computed": [{}],
    "property-before-its-version": [{ name }],
    "two-spellings": [{ name }],
    "resource-of-unknown-type": [{}],
    "resource-without-name": [{}],
    "resource-without-type": [{}],
    "secret-reference": [{}],
    "some-environment-variable": [{}],
    "this-call": [{ name }],
    token: [{ name }],
    "too-deep": [{}],
    "unknown-map": [{}],
    "unknown-object": [{}],
  },
  ({ cause }) =>
    (construct) =>
      cause({ kind: "unsupported", construct }),
  { shape },
);

export const failureSentences = sentences<Failure>(
  "What makes a deployment fail",
  {
    arguments: [{ name }],
    "condition-not-boolean": [{}],
    "index-not-number-or-string": [{}],
    "invalid-value": [{ name }],
    "item-of-no-list": [{ name }],
    "loop-over-no-list": [{}],
    "member-of-no-object": [{ name }],
    "member-of-null": [{ name }],
    message: [{ name }],
    "no-item": [{ name }],
    "no-member": [{ name }],
    "no-output": [{ name }],
    "no-parameter": [{ name }],
    "no-variable": [{ name }],
    "not-declared": [{ name }],
    "property-of-no-object": [{ name }],
    "reference-without-target": [{}],
    "repeated-key": [{ name }],
    "value-not-list": [{}],
    "wrong-kind": [{}],
  },
  ({ cause }) =>
    (reason) =>
      cause({ kind: "failure", reason }),
  { shape: /^\S.*[^.]$/, alike: ["message"] },
);

export const writerSentences = sentences<Writers>(
  "Declarations whose order decides",
  {
    named: [
      { names: ["FIRST", "SECOND"], more: 0 },
      { names: ["FIRST", "SECOND"], more: 12 },
    ],
    declarations: [{ name }],
  },
  ({ cause }) =>
    (writers) =>
      cause({ kind: "conflict", writers }),
  { shape },
);
