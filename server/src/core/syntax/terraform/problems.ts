import type { DocumentId } from "../../text/span.ts";
import type { SyntaxProblem } from "../syntax.ts";
import type { HclNode, HclText } from "./hcl/node.ts";

const mostProblems = 20;

/** The syntax errors of a text: what is still to be typed, then the others, outermost first. */
export function problemsOf({ root, holes }: HclText, document: DocumentId): readonly SyntaxProblem[] {
  const problems: SyntaxProblem[] = holes.slice(0, mostProblems).map(({ start, nameEnd, hidesName }) => ({
    span: { document, start, end: nameEnd },
    message: hidesName
      ? "A value or a block is missing behind this name"
      : "A value is missing behind this name",
  }));
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
