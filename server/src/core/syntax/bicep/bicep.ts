import type { Template } from "../../template/template.ts";
import type { Document, Span } from "../../text/document.ts";
import type { Comment, Parsed, Syntax } from "../syntax.ts";
import { bicepEditor } from "./editor.ts";
import type { SpanOf } from "./lower/names.ts";
import { lowerParameterFile, lowerTemplate } from "./lower/template.ts";
import type { BicepFile } from "./file-nodes.ts";
import { parseBicep, bicepKind, treeOf } from "./parse.ts";
import { faultOf } from "./problem.ts";
import { Inherited } from "../inherited.ts";
import { rereadPart } from "../parts.ts";

/** Bicep's templates and parameter files. */
export const bicepSyntax: Syntax = {
  parse: readBicep,
  inherit: (from, to) => {
    trees.inherit(from, to);
  },
  editor: bicepEditor,
};

/** The trees of templates without errors, which are of use after an edit. */
const trees = new Inherited<BicepFile>();

export { bicepEditor, bicepKind };

/** A template of our own: all of it is taken to be written at one place of another document. */
export function templateOfText(text: string, at: Span): Template {
  return lowerTemplate(parseBicep(text), at.document, () => at);
}

function readBicep(document: Document): Parsed {
  const { id } = document;
  const before = trees.of(document);
  const file = (before && rereadBicep(before, document.text)) ?? treeOf(document);
  if (file.clean && file.dialect === "bicep") trees.keep(document, file);
  const spanOf: SpanOf = ({ start, end }, by = 0) => ({ document: id, start: start + by, end: end + by });
  const isParameters = file.dialect === "bicepparam";
  return {
    ...(isParameters
      ? lowerParameterFile(file, id, spanOf)
      : { template: lowerTemplate(file, id, spanOf), parameterFile: null }),
    comments: commentsOf(file, spanOf),
    problems: file.errors.map((error) => ({ span: spanOf(error), fault: faultOf(error.code) })),
  };
}

function commentsOf(file: BicepFile, spanOf: SpanOf): readonly Comment[] {
  return file.comments
    .filter((comment) => comment.kind !== "directive")
    .map((comment) => {
      const raw = file.text.slice(comment.start + 2, comment.end);
      const isClosed = comment.kind === "blockComment" && raw.endsWith("*/");
      return { span: spanOf(comment), text: isClosed ? raw.slice(0, -2) : raw };
    });
}

/**
 * Reads an edited text of a file that was read before: only the declaration in which the edit lies, if it and the file are without
 * errors. Null if the whole text has to be read.
 */
function rereadBicep(before: BicepFile, text: string): BicepFile | null {
  if (!before.clean) return null;
  const inParts = ({ declarations: parts, comments, moved, text: own }: BicepFile) => ({
    text: own,
    parts,
    comments,
    moved,
  });
  const reread = rereadPart(inParts(before), text, {
    read: (piece) => {
      const file = parseBicep(piece);
      return file.clean ? inParts(file) : null;
    },
    moveComment: ({ kind, start, end }, by) => ({ kind, start: start + by, end: end + by }),
  });
  if (!reread) return null;
  const { parts: declarations, comments, moved } = reread;
  return { ...before, end: text.length, text, declarations, comments, moved };
}
