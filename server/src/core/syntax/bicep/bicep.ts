import type { Document } from "../../text/document.ts";
import type { Comment, Parsed, Syntax } from "../syntax.ts";
import { bicepEditor } from "./editor.ts";
import type { SpanOf } from "./lower/names.ts";
import { lowerParameterFile } from "./lower/parameter-file.ts";
import { lowerTemplate } from "./lower/template.ts";
import type { BicepFile } from "./nodes.ts";
import { parseBicep, parseBicepParameters } from "./parse.ts";
import { describeError } from "./problem.ts";

/** Bicep's templates and parameter files. */
export const bicepSyntax: Syntax = { parse: readBicep, editor: bicepEditor };

export { bicepEditor };

/** Whether a document is written in Bicep, and as what; its language tells where its name does not. */
export function bicepKind(document: Pick<Document, "id" | "language">): "template" | "parameters" | null {
  if (/\.bicepparam$/i.test(document.id) || document.language === "bicep-params") return "parameters";
  return /\.bicep$/i.test(document.id) || document.language === "bicep" ? "template" : null;
}

/** The tree of a document. */
export function treeOf(document: Document): BicepFile {
  return bicepKind(document) === "parameters"
    ? parseBicepParameters(document.text)
    : parseBicep(document.text);
}

function readBicep(document: Document): Parsed {
  const { id } = document;
  const file = treeOf(document);
  const spanOf: SpanOf = ({ start, end }) => ({ document: id, start, end });
  const isParameters = file.dialect === "bicepparam";
  return {
    template: isParameters ? null : lowerTemplate(file, id, spanOf),
    parameterFile: isParameters ? lowerParameterFile(file, id, spanOf) : null,
    comments: commentsOf(file, spanOf),
    problems: file.errors.map((error) => ({ span: spanOf(error), message: describeError(error.code) })),
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
