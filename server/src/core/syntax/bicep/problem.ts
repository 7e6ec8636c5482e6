/** What can be wrong with the text of a Bicep file, and how it is told. */
const messages = {
  "expected-value": "A value is missing here.",
  "expected-type": "A type is missing here.",
  "expected-name": "A name is missing here.",
  "expected-key": "A property name is missing here.",
  "expected-item": "An item is missing here.",
  "expected-text": "A string is missing here.",
  "expected-body": "A body in braces is missing here.",
  "expected-assignment": "An equals sign is missing here.",
  "expected-colon": "A colon is missing here.",
  "expected-arrow": "An arrow (=>) is missing here.",
  "expected-keyword": "A keyword is missing here.",
  "expected-separator": "A line break or a comma is missing here.",
  "expected-newline": "A line break is missing here.",
  "expected-closer": "A closing bracket is missing here.",
  "expected-declaration": "A declaration is missing behind the decorators.",
  "unexpected-comma": "A comma does not belong at the end of a line.",
  "unexpected-newline": "A line break does not belong here.",
  "unexpected-text": "This text does not belong here.",
  "unknown-declaration": "This line does not start with the keyword of a declaration.",
  "wrong-file": "This declaration does not belong in a file of this kind.",
  "unterminated-string": "The string is not closed.",
  "unterminated-comment": "The comment is not closed.",
  "bad-escape": "The string contains an unknown escape sequence.",
  "too-deep": "The nesting is too deep to be read.",
} as const;

export type ErrorCode = keyof typeof messages;

/** One sentence for people. */
export function describeError(code: ErrorCode): string {
  return messages[code];
}
