import { type Node, type ParseError, parseTree } from "jsonc-parser";
import { type ResourceDeclaration, type StateKind, plainTemplate } from "../../../template/template.ts";
import { isTooDeep } from "../../../text/depth.ts";
import type { Document, DocumentId } from "../../../text/document.ts";
import type { Parsed, SyntaxProblem } from "../../syntax.ts";
import type { SyntaxFault } from "../../syntax-fault.ts";
import type { PrintedDeclaration } from "./printed-resource.ts";
import { spanOf } from "./values.ts";
import { foldWord } from "../../../text/fold.ts";

/** What a document of Terraform says of resources; why it is not read; or null if it says nothing of them. */
export type Printed = PrintedResources | { readonly fault: SyntaxFault } | null;

export interface PrintedResources {
  readonly state: StateKind;
  readonly resources: readonly PrintedDeclaration[];
  /** Whether each of them could be read. */
  readonly isWhole: boolean;
}

/** JSON that Terraform writes, read as a template that declares just that. */
export function parsePrinted(document: Document, read: (root: Node, document: Document) => Printed): Parsed {
  const { id, text } = document;
  if (isTooDeep(text)) return unread(problemAt(id, 0, 1, { kind: "too-deep" }));
  const errors: ParseError[] = [];
  const root = parseTree(text, errors);
  const problems = errors
    .slice(0, 1)
    .map(({ offset, length }) => problemAt(id, offset, length, { kind: "invalid-json" }));
  const printed = root ? read(root, document) : null;
  if (!root || !printed) return unread(...problems);
  if ("fault" in printed) return unread(problemAt(id, root.offset, 1, printed.fault));
  const { state, resources, isWhole } = printed;
  const template = plainTemplate(spanOf(root, id), {
    dialect: "terraform",
    state,
    intact: isWhole && problems.length === 0,
    resources: eachOnce(resources),
  });
  return { ...unread(...problems), template };
}

/** The resources, without those that a data source found although they are managed here. */
function eachOnce(resources: readonly PrintedDeclaration[]): readonly ResourceDeclaration[] {
  const managed = new Set(
    resources.flatMap(({ declaration, isFound }) => (isFound ? [] : idsOf(declaration))),
  );
  return resources.flatMap(({ declaration, isFound }) =>
    isFound && idsOf(declaration).some((id) => managed.has(id)) ? [] : [declaration],
  );
}

/** The id that Azure has given a resource, in lower case. */
function idsOf({ identity }: ResourceDeclaration): readonly string[] {
  const id = typeof identity === "object" ? identity.id : undefined;
  return id?.kind === "literal" && typeof id.value === "string" ? [foldWord(id.value)] : [];
}

function unread(...problems: readonly SyntaxProblem[]): Parsed {
  return { template: null, parameterFile: null, comments: [], problems };
}

function problemAt(document: DocumentId, start: number, length: number, fault: SyntaxFault): SyntaxProblem {
  return { span: { document, start, end: start + length }, fault };
}
