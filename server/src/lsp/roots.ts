import type { CancellationToken } from "vscode-languageserver";
import type { Analysis, Document } from "../core/index.ts";
import type { Workspace } from "./workspace.ts";
import { isFolder } from "./file-store.ts";
import { normalizeUri } from "./files.ts";
import { pause } from "./pause.ts";
import { rootOf } from "./root-of.ts";

/** A document and what is known of the root that it is judged with. */
export interface Subject {
  readonly document: Document;
  readonly analysis: Analysis;
}

/** What is known of a document; null when it is no part of any template. */
export async function subjectOf(
  { session }: Workspace,
  uri: string,
  token: CancellationToken,
): Promise<Subject | null> {
  const document = await session.load(normalizeUri(uri));
  const analysis = document ? await session.analysis(rootOf(document), token) : null;
  return document && analysis ? { document, analysis } : null;
}

/**
 * What is known of every root: the templates at hand that no other of them calls, since a module is judged as its callers
 * use it. Between two roots other requests have their turn.
 */
export async function analysesOfAll(
  { session }: Workspace,
  token: CancellationToken,
): Promise<readonly Analysis[]> {
  const analyses: Analysis[] = [];
  for (const root of session.roots()) {
    if (!session.isFresh(root)) await pause();
    const analysis = await session.analysis(root, token);
    if (analysis) analyses.push(analysis);
  }
  return callersAmong(analyses);
}

/** Those that no other of them calls. */
export function callersAmong(analyses: readonly Analysis[]): readonly Analysis[] {
  const called = new Set(analyses.flatMap(readBy));
  const callers = analyses.filter(({ root }) => !called.has(root));
  // Templates that call each other in a circle have no first one, so all of them count.
  return callers.length > 0 ? callers : analyses;
}

/** The other templates that an analysis has read: files, and folders of Terraform. */
function readBy({ root, documents, reads }: Analysis): readonly string[] {
  return [...documents, ...[...reads].filter(isFolder)].filter((id) => id !== root);
}
