import type { DocumentLink, DocumentLinkParams } from "vscode-languageserver";
import { linksIn } from "../../core/index.ts";
import type { Context } from "../context.ts";
import { rulePage } from "../documentation.ts";
import { normalizeUri, resolvePath } from "../files.ts";

/** Rule codes in suppression comments lead to their pages, module paths to the files. */
export function documentLinks(context: Context, { textDocument }: DocumentLinkParams): DocumentLink[] {
  const document = context.session.document(normalizeUri(textDocument.uri));
  if (!document) return [];
  return linksIn(document).map((link) => ({
    range: context.converter.toRange(document, link.span),
    target: link.kind === "rule" ? rulePage(link.code) : resolvePath(document.id, link.path),
  }));
}
