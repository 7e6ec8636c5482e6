import type { DocumentId } from "../../text/span.ts";
import type { SyntaxProblem } from "../syntax.ts";
import type { HclNode } from "./hcl/node.ts";

const mostProblems = 20;

/** The syntax errors of a text, outermost first. */
export function problemsOf(root: HclNode, document: DocumentId): readonly SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const waiting: HclNode[] = [root];
  for (let at = waiting.pop(); at && problems.length < mostProblems; at = waiting.pop()) {
    if (!at.broken) continue;
    const inner = at.children.filter((child) => child.broken);
    if (at.type !== "ERROR" && inner.length > 0) waiting.push(...[...inner].reverse());
    else problems.push({ span: { document, start: at.start, end: at.end }, message: messageOf(at) });
  }
  return problems;
}

function messageOf(node: HclNode): string {
  if (node.type === "attribute") return "The value does not begin on the line of its name";
  if (node.type === "ERROR" || node.end > node.start) return "This cannot be read";
  return node.type === "}" ? "A closing brace is missing" : "Something is missing here";
}
