import type { PlainFault, SyntaxFault } from "../syntax-fault.ts";

/** Tokens that are expected to begin or continue something. */
const tokens = {
  "expected-assignment": "=",
  "expected-colon": ":",
  "expected-arrow": "=>",
} as const;

/** What can be wrong with the text of a Bicep file. */
export type ErrorCode = PlainFault | keyof typeof tokens;

/** What an error of the tree says about the text. */
export function faultOf(code: ErrorCode): SyntaxFault {
  switch (code) {
    case "expected-assignment":
    case "expected-colon":
    case "expected-arrow":
      return { kind: "expected-token", token: tokens[code] };
    default:
      return { kind: code };
  }
}
