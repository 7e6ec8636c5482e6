import { type Event, extensions, Uri, workspace } from "vscode";
import type { TwoVersions, WhatIfBaselineText } from "../../../server/src/protocol/what-if-baseline.ts";
import { isNamedLikeTemplate } from "../documents.ts";

/**
 * The part of the built-in Git extension's API that is used here
 * (https://github.com/microsoft/vscode/tree/main/extensions/git).
 */
interface GitExtension {
  readonly enabled: boolean;
  readonly getAPI: (version: 1) => GitApi;
}

interface GitApi {
  /** Until it is initialized, repositories are being looked for. */
  readonly state: "uninitialized" | "initialized";
  readonly onDidChangeState: Event<GitApi["state"]>;
  readonly repositories: readonly Repository[];
}

interface Repository {
  readonly rootUri: Uri;
  readonly state: {
    readonly HEAD: { readonly commit?: string; readonly name?: string } | undefined;
    readonly workingTreeChanges: readonly GitChange[];
    readonly indexChanges: readonly GitChange[];
    /** Not available in earlier versions, which list such files among those of the working tree. */
    readonly untrackedChanges?: readonly GitChange[];
  };
  /** Reads the state, which a repository that was just found does not have yet. */
  readonly status: () => Promise<void>;
  /** The text of a file at a revision; rejects if there is none. */
  readonly show: (revision: string, path: string) => Promise<string>;
  /** The files on disk that differ from a revision, except those that are not tracked; rejects if there is no such revision. */
  readonly diffWith: (revision: string) => Promise<readonly GitChange[]>;
  readonly getBranches: (query: {
    readonly remote: boolean;
  }) => Promise<readonly { readonly name?: string }[]>;
}

interface GitChange {
  readonly uri: Uri;
  readonly originalUri: Uri;
}

/** Whether there is a repository with a commit to compare with. */
export async function hasGitHead(): Promise<boolean> {
  return (await repositories()).length > 0;
}

/** The names of all branches but the current ones, the usual bases first. */
export async function branches(): Promise<readonly string[]> {
  const all = await Promise.all(
    (await repositories()).map(async (repository) => {
      const current = repository.state.HEAD?.name;
      const found = await repository.getBranches({ remote: true });
      return found.flatMap(({ name }) => (name === undefined || name === current ? [] : [name]));
    }),
  );
  const rank = (name: string): number => (/^(?:origin\/)?(?:main|master|develop)$/.test(name) ? 0 : 1);
  return [...new Set(all.flat())].toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/**
 * The texts at a revision of all templates that differ from it, in editors or on disk; all others are unchanged. Null if no repository
 * has that revision.
 */
export async function textsAt(revision: string): Promise<readonly WhatIfBaselineText[] | null> {
  const texts = await Promise.all((await repositories()).map((each) => textsOf(each, revision)));
  const found = texts.filter((each) => each !== null);
  return found.length === 0 ? null : found.flat();
}

/** Two revisions, each with the texts of all templates that differ from the current ones in either. */
export async function textsBetween(before: string, after: string): Promise<TwoVersions | null> {
  const [was, is] = [await textsAt(before), await textsAt(after)];
  if (!was || !is) return null;
  const uris = [...new Set([...was, ...is].map(({ uri }) => uri))];
  return { before: await complete(was, uris, before), after: await complete(is, uris, after) };
}

async function complete(
  texts: readonly WhatIfBaselineText[],
  uris: readonly string[],
  revision: string,
): Promise<readonly WhatIfBaselineText[]> {
  const all = await repositories();
  const missing = uris.filter((uri) => !texts.some((each) => each.uri === uri));
  const added = await Promise.all(
    missing.map((each) => {
      const uri = Uri.parse(each);
      const own = all.find(({ rootUri }) => isWithin(rootUri, uri));
      return own ? textAt(own, revision, uri) : Promise.resolve({ uri: each, text: null });
    }),
  );
  return [...texts, ...added];
}

async function repositories(): Promise<readonly Repository[]> {
  const extension = extensions.getExtension<GitExtension>("vscode.git");
  if (!extension) return [];
  const git = extension.isActive ? extension.exports : await extension.activate();
  if (!git.enabled) return [];
  const api = git.getAPI(1);
  await initialized(api);
  const unread = api.repositories.filter(({ state }) => state.HEAD === undefined);
  await Promise.allSettled(unread.map((each) => each.status()));
  return api.repositories.filter(({ state }) => state.HEAD?.commit !== undefined);
}

/** In a window that has just opened, Git would seem not to be available. */
function initialized({ state, onDidChangeState }: GitApi): Promise<void> {
  if (state !== "uninitialized") return Promise.resolve();
  return new Promise((resolve) => {
    const watching = onDidChangeState(() => {
      watching.dispose();
      resolve();
    });
  });
}

async function textsOf(
  repository: Repository,
  revision: string,
): Promise<readonly WhatIfBaselineText[] | null> {
  const { state, rootUri } = repository;
  const tracked = await repository.diffWith(revision).catch(() => null);
  if (!tracked) return null;
  const changes = [
    ...tracked,
    ...state.indexChanges,
    ...state.workingTreeChanges,
    ...(state.untrackedChanges ?? []),
  ];
  const unsaved = workspace.textDocuments.filter(({ isDirty, uri }) => isDirty && isWithin(rootUri, uri));
  const uris = [
    ...changes.flatMap(({ uri, originalUri }) => [uri, originalUri]),
    ...unsaved.map(({ uri }) => uri),
  ];
  const distinct = new Map(
    uris.filter(({ path }) => isNamedLikeTemplate(path)).map((uri) => [uri.toString(), uri]),
  );
  return Promise.all([...distinct.values()].map((uri) => textAt(repository, revision, uri)));
}

function isWithin({ path }: Uri, uri: Uri): boolean {
  return uri.scheme === "file" && uri.path.startsWith(`${path}/`);
}

async function textAt(repository: Repository, revision: string, uri: Uri): Promise<WhatIfBaselineText> {
  try {
    return { uri: uri.toString(), text: await repository.show(revision, uri.fsPath) };
  } catch {
    // The file was added since.
    return { uri: uri.toString(), text: null };
  }
}
