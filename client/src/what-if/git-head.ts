import type { Uri } from "vscode";
import { extensions, workspace } from "vscode";
import type { WhatIfBaselineText } from "../../../server/src/protocol.ts";
import { isNamedLikeTemplate } from "../documents.ts";

/**
 * The part of the built-in Git extension's API that is used here
 * (https://github.com/microsoft/vscode/tree/main/extensions/git).
 */
interface GitExtension {
  readonly enabled: boolean;
  readonly getAPI: (version: 1) => { readonly repositories: readonly Repository[] };
}

interface Repository {
  readonly rootUri: Uri;
  readonly state: {
    readonly HEAD: { readonly commit?: string } | undefined;
    readonly workingTreeChanges: readonly GitChange[];
    readonly indexChanges: readonly GitChange[];
    /** Not available in earlier versions, which list such files among those of the working tree. */
    readonly untrackedChanges?: readonly GitChange[];
  };
  /** The text of a file at a revision; rejects if there is none. */
  readonly show: (revision: string, path: string) => Promise<string>;
}

interface GitChange {
  readonly uri: Uri;
  readonly originalUri: Uri;
}

/** Whether there is a repository with a commit to compare with. */
export async function hasGitHead(): Promise<boolean> {
  return (await repositories()).length > 0;
}

/** The texts at HEAD of all templates that differ from it, in editors or on disk. All others are unchanged. */
export async function textsAtHead(): Promise<readonly WhatIfBaselineText[]> {
  const texts = await Promise.all((await repositories()).map(textsOf));
  return texts.flat();
}

async function repositories(): Promise<readonly Repository[]> {
  const extension = extensions.getExtension<GitExtension>("vscode.git");
  if (!extension) return [];
  const git = extension.isActive ? extension.exports : await extension.activate();
  if (!git.enabled) return [];
  return git.getAPI(1).repositories.filter(({ state }) => state.HEAD?.commit !== undefined);
}

function textsOf(repository: Repository): Promise<readonly WhatIfBaselineText[]> {
  const { state, rootUri } = repository;
  const changes = [...state.indexChanges, ...state.workingTreeChanges, ...(state.untrackedChanges ?? [])];
  const unsaved = workspace.textDocuments.filter(
    ({ isDirty, uri }) => isDirty && uri.scheme === "file" && uri.path.startsWith(`${rootUri.path}/`),
  );
  const uris = [
    ...changes.flatMap(({ uri, originalUri }) => [uri, originalUri]),
    ...unsaved.map(({ uri }) => uri),
  ];
  const distinct = new Map(
    uris.filter(({ path }) => isNamedLikeTemplate(path)).map((uri) => [uri.toString(), uri]),
  );
  return Promise.all([...distinct.values()].map((uri) => textAtHead(repository, uri)));
}

async function textAtHead(repository: Repository, uri: Uri): Promise<WhatIfBaselineText> {
  try {
    return { uri: uri.toString(), text: await repository.show("HEAD", uri.fsPath) };
  } catch {
    // The file was added since.
    return { uri: uri.toString(), text: null };
  }
}
