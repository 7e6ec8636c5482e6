import { parseDocument } from "../../syntax/syntaxes.ts";
import type { Template } from "../../template/template.ts";
import type { Document, Span } from "../../text/document.ts";
import { ruleReferencesIn } from "../../text/patterns.ts";

/** A link in a document. */
export type DocumentLink =
  /** What may be the code or name of a rule in a suppression comment. */
  | { readonly kind: "rule"; readonly span: Span; readonly reference: string }
  /**
   * The path of a module, a linked template, or the template of a parameter file; for a Terraform module, it is a
   * folder.
   */
  | { readonly kind: "file" | "folder"; readonly span: Span; readonly path: string };

/** The links of a document, in no particular order. */
export function linksIn(document: Document): readonly DocumentLink[] {
  const { template, parameterFile, comments } = parseDocument(document);
  const rules = comments.flatMap(({ span }) => rulesNamed(document, span));
  return [
    ...rules,
    ...(template ? modulesOf(template) : []),
    ...[parameterFile?.using, parameterFile?.extends].flatMap((path): readonly DocumentLink[] =>
      path ? [{ kind: "file", ...path }] : [],
    ),
  ];
}

function rulesNamed(document: Document, comment: Span): readonly DocumentLink[] {
  const text = document.text.slice(comment.start, comment.end);
  if (!text.includes("keyvault-network-ignore")) return [];
  return ruleReferencesIn(text).map(({ reference, offset }) => {
    const start = comment.start + offset;
    return { kind: "rule", reference, span: { document: document.id, start, end: start + reference.length } };
  });
}

function modulesOf(template: Template): readonly DocumentLink[] {
  return template.modules.flatMap(({ source }) => {
    if (source.kind === "inline") return modulesOf(source.template);
    return source.kind === "file" || source.kind === "folder"
      ? [{ kind: source.kind, span: source.span, path: source.path }]
      : [];
  });
}
