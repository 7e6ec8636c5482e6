import type { SyntaxFault } from "../../../server/src/core/syntax/syntax-fault.ts";
import type { Samples } from "../sentence-group.ts";
import { sentences } from "../sentence-group.ts";

const samples: Samples<SyntaxFault> = {
  "expected-value": [{}],
  "expected-type": [{}],
  "expected-name": [{}],
  "expected-key": [{}],
  "expected-quoted-key": [{}],
  "expected-item": [{}],
  "expected-text": [{}],
  "expected-body": [{}],
  "expected-keyword": [{}],
  "expected-separator": [{}],
  "expected-newline": [{}],
  "expected-closer": [{}],
  "expected-declaration": [{}],
  "unknown-declaration": [{}],
  "wrong-file": [{}],
  "unexpected-comma": [{}],
  "unexpected-newline": [{}],
  "unexpected-text": [{}],
  "comma-after-nothing": [{}],
  "text-after-end": [{}],
  "unterminated-string": [{}],
  "unterminated-comment": [{}],
  "bad-escape": [{}],
  "invalid-json": [{}],
  "invalid-json-value": [{}],
  "invalid-arm-expression": [{}],
  "invalid-terraform": [{}],
  "attribute-without-value": [{}],
  "name-alone": [{}],
  "value-on-next-line": [{}],
  incomplete: [{}],
  "too-deep": [{}],
  "state-version": [{ version: "VERSION", expected: 4 }],
  "expected-token": [{ token: "}" }, { token: "TOKEN" }],
};

export const syntaxSentences = sentences("Syntax errors", samples, ({ syntax }) => syntax);
