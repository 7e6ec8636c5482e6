import { memoize } from "../logic/memoize.ts";
import type { SyntaxFault } from "../syntax/syntax-fault.ts";
import { parseDocument, syntaxOf } from "../syntax/syntaxes.ts";
import { terraformKind } from "../syntax/terraform/document-kind.ts";
import type { Document } from "../text/document.ts";
import type { DocumentId } from "../text/span.ts";

/** Ends of the names of files that may be templates. */
export const templateEndings: readonly string[] = [".json", ".jsonc", ".bicep", ".tf", ".tofu"];

/** What a document is to us; "unreadable" when its syntax is so broken that nothing can be said of it. */
export type DocumentKind = "template" | "parameters" | "unreadable" | "foreign";

/** Distinguishes templates and parameter files from all other files. */
export function documentKindOf(document: Document): DocumentKind {
  const terraform = terraformKind(document);
  if (terraform) return terraform;
  if (!syntaxOf(document)) return "foreign";
  const { template, parameterFile, problems } = parseDocument(document);
  if (template) return "template";
  if (parameterFile) return "parameters";
  return problems.length > 0 ? "unreadable" : "foreign";
}

/**
 * The id of the root that a document is part of: the folder of a Terraform file, or the document itself. A Terraform file that was
 * never saved is in no folder and is evaluated on its own.
 */
export function rootIdOf(document: Document): DocumentId {
  const folder = terraformKind(document) === "template" ? folderOf(document.id) : "";
  return folder === "" ? document.id : folder;
}

/** The folder that contains a file. */
export function folderOf(id: DocumentId): DocumentId {
  return id.slice(0, id.lastIndexOf("/") + 1);
}

/** A folder and its parents, innermost first; at most as many as an address or path has. */
export function foldersFrom(folder: DocumentId): readonly DocumentId[] {
  const folders: DocumentId[] = [];
  for (let at = folder; at !== ""; at = folderOf(at.slice(0, -1))) {
    folders.push(at);
    // There are no folders before the last slashes of "file:///" and "vscode-vfs://".
    if (at.endsWith("//")) break;
  }
  return folders;
}

/** Why nothing can be said of a document: its first syntax error; null if it has none. */
export function whyUnreadable(document: Document): SyntaxFault | null {
  return parseDocument(document).problems[0]?.fault ?? null;
}

/** Whether a text mentions key vaults at all, so that a broken file is worth reporting. */
export function mentionsVaults(text: string): boolean {
  return /Microsoft\.KeyVault\/|azurerm_key_vault/i.test(text);
}

/** Whether a JSON template says that the Bicep compiler made it. */
export const generatedByBicep = memoize(({ text }: Document): boolean =>
  /"_generator"\s*:\s*\{\s*"name"\s*:\s*"bicep"/.test(text),
);

/** Whether a text may declare a vault, even if its type is made by an expression or is in a linked template. */
export function mayDeclareVaults(text: string): boolean {
  return /KeyVault|managedHsm|"type"[^"]*"\[|templateLink|\\[u/]/i.test(text);
}

/** Whether it is JSON that is not edited by hand: the Bicep compiler generated it, or it is in an archive. */
export function isFrozen(document: Document): boolean {
  const isArchived = /(?:^|\/)_?(?:archived?|archives)\//i.test(document.id);
  return /\.jsonc?$/i.test(document.id) && (isArchived || generatedByBicep(document));
}
