import type { CancellationToken, DocumentLink, DocumentLinkParams } from "vscode-languageserver";
import { type Document, findRule, isTerraformFile, type Language, linksIn } from "../../core/index.ts";
import type { Context } from "../context.ts";
import { rulePage } from "../documentation.ts";
import { normalizeUri, resolvePath } from "../files.ts";
import { subjectOf } from "../roots.ts";

/** Links from rules in suppression comments to the rules' pages, and from module paths to the files. */
export async function documentLinks(
  context: Context,
  { textDocument }: DocumentLinkParams,
  token: CancellationToken,
): Promise<DocumentLink[]> {
  const { session, converter, client } = context;
  const document = session.document(normalizeUri(textDocument.uri));
  if (!document) return [];
  // The analysis ensures that whatever reads the document is loaded.
  await subjectOf(context, textDocument.uri, token);
  const links: DocumentLink[] = [];
  for (const link of linksIn(document)) {
    const target =
      link.kind === "rule"
        ? pageOf(link.reference, client.words.language)
        : link.kind === "file"
          ? resolvePath(document.id, link.path)
          : await mainFileOf(context, document, link.path);
    if (target !== null) links.push({ range: converter.toRange(document, link.span), target });
  }
  return links;
}

function pageOf(reference: string, language: Language): string | null {
  const rule = findRule(reference);
  return rule ? rulePage(rule.code, language) : null;
}

/** Editors open files, not folders: for a Terraform module, this is the file that people usually look at first. */
async function mainFileOf({ session }: Context, document: Document, path: string): Promise<string | null> {
  const folder = `${resolvePath(document.id, path)}/`;
  const files = (await session.list(folder))?.filter(isTerraformFile) ?? [];
  const main = `${folder}main.tf`;
  return files.includes(main) ? main : ([...files].sort()[0] ?? null);
}
