import type { DocumentId } from "../../text/span.ts";
import type { SyntaxFault } from "../syntax-fault.ts";
import type { SyntaxProblem } from "../syntax.ts";
import type { HclFile } from "./hcl/file.ts";
import type { HclNode } from "./hcl/node.ts";

const mostProblems = 20;

/** The syntax errors of a text: what is still to be typed, then the others, outermost first. */
export function problemsOf({ root, gaps, clean }: HclFile, document: DocumentId): readonly SyntaxProblem[] {
  if (clean) return [];
  const problems: SyntaxProblem[] = gaps.slice(0, mostProblems).map(({ start, nameEnd, hidesName }) => ({
    span: { document, start, end: nameEnd },
    fault: { kind: hidesName ? "name-alone" : "attribute-without-value" },
  }));
  const waiting: HclNode[] = [root()];
  for (let at = waiting.pop(); at && problems.length < mostProblems; at = waiting.pop()) {
    if (!at.broken) continue;
    const inner = at.children.filter((child) => child.broken);
    if (at.type !== "ERROR" && inner.length > 0 && !isOpenHeredoc(at)) waiting.push(...[...inner].reverse());
    else problems.push({ span: { document, start: at.start, end: at.end }, fault: faultOf(at) });
  }
  return problems;
}

/** A heredoc without its end, which hides what is behind it. */
function isOpenHeredoc({ type, children }: HclNode): boolean {
  const end = children.at(-1);
  return type === "heredoc_template" && end?.type === "heredoc_identifier" && end.broken;
}

function faultOf({ type, start, end }: HclNode): SyntaxFault {
  if (type === "heredoc_template") return { kind: "unterminated-string" };
  if (type === "attribute") return { kind: "value-on-next-line" };
  if (type === "ERROR" || end > start) return { kind: "invalid-terraform" };
  // The parser names a punctuation token by its text, and anything else by a name from its grammar.
  return /^\W+$/.test(type) ? { kind: "expected-token", token: type } : { kind: "incomplete" };
}
