import type { CancellationToken } from "vscode-languageserver";
import {
  type AccessFile,
  type Analysis,
  type Document,
  folderOf,
  isAccessFile,
  type Mention,
  mentionsIn,
  reportSubnets,
  type Span,
  vaultsMeant,
  needsOtherRoots,
  openWorkspace,
  type OpenWorkspace,
  type OutsideReading,
  pathFrom,
} from "../core/index.ts";
import { askRoots, analysesOfRoots } from "./roots.ts";
import type { Context } from "./context.ts";
import { normalizeUri, resolvePath } from "./files.ts";

/** An access file, what applies there, and the name under the cursor. */
export interface AccessPlace {
  readonly document: Document;
  readonly file: AccessFile;
  readonly mention: Mention;
}

/** The name at a position in an access file; null everywhere else. */
export async function accessPlaceAt(
  context: Context,
  uri: string,
  position: { readonly line: number; readonly character: number },
): Promise<AccessPlace | null> {
  const id = normalizeUri(uri);
  const document = isAccessFile(id) ? await context.session.load(id) : null;
  const file = document ? await context.accessFiles.of(id) : null;
  if (!document || !file) return null;
  const offset = context.converter.toOffset(document, position);
  const mention = mentionsIn(document).find(({ span }) => span.start <= offset && offset <= span.end);
  return mention ? { document, file, mention } : null;
}

/** The templates that an access file applies to, in all their environments. */
export async function templatesUnder(
  context: Context,
  file: AccessFile,
  token: CancellationToken,
): Promise<readonly Analysis[]> {
  return context.accessTests.analysesUnder(context, file, token);
}

/** Where the thing that a name refers to is declared. */
export async function declarationsOf(
  context: Context,
  { document, file, mention }: AccessPlace,
  token: CancellationToken,
): Promise<readonly Span[]> {
  const { kind, value } = mention;
  switch (kind) {
    case "source":
      return spanOf(file.sources.get(value)?.name.span);
    case "environment":
      return spanOf(file.environments.get(value)?.name.span);
    case "parameters": {
      const id = resolvePath(document.id, value);
      return (await context.session.load(id)) ? [{ document: id, start: 0, end: 0 }] : [];
    }
    case "vault":
      return askRoots(context, await templatesUnder(context, file, token), (some) =>
        vaultsCalled(value, document, some),
      );
    case "subnet": {
      const subnets = askRoots(context, await templatesUnder(context, file, token), (some) =>
        some.flatMap(({ worlds }) => reportSubnets(worlds)),
      );
      return distinctSpans(
        subnets.filter(({ label }) => label.toLowerCase() === value.toLowerCase()).map(({ place }) => place),
      );
    }
    default:
      return [];
  }
}

function spanOf(span: Span | undefined): readonly Span[] {
  return span ? [span] : [];
}

function vaultsCalled(pattern: string, { id }: Document, templates: readonly Analysis[]): readonly Span[] {
  const hash = pattern.indexOf("#");
  const place = hash < 0 ? null : resolvePath(id, pattern.slice(0, hash));
  const spans = templates.flatMap(({ root, worlds }) =>
    vaultsMeant([pattern.slice(hash + 1)], worlds)
      .map(({ vault: { label } }) => label)
      .filter(({ document }) => place === null || [root, folderOf(root), document].includes(place)),
  );
  return distinctSpans(spans);
}

/** What several environments declare is declared in one place. */
function distinctSpans(spans: readonly Span[]): readonly Span[] {
  return [...new Map(spans.map((each) => [`${each.document} ${each.start}`, each])).values()];
}

/**
 * What callers are asked about with: the sources of access files and of the user's settings, the pools that roots declare, and the jobs of
 * pipelines as they are now or otherwise read.
 */
export async function workspaceOf(
  context: Context,
  analyses: readonly Analysis[],
  otherwise: OutsideReading | null = null,
  print = printIn(context),
): Promise<OpenWorkspace> {
  const reading = otherwise ?? (await context.outside.now(context));
  const { sources: own } = await context.settings.ofWindow();
  const saved = new Map<string, AccessFile["sources"]>();
  for (const root of new Set(analyses.map((each) => each.root))) {
    const file = await context.accessFiles.of(root);
    saved.set(root, new Map([...own, ...(file?.sources ?? [])]));
  }
  const savedAt = (root: string): AccessFile["sources"] => saved.get(root) ?? own;
  const { tags } = context.serviceTags;
  const facts = { analyses, savedAt, print, options: { tags } };
  return openWorkspace({ ...facts, reading: () => reading });
}

/** The same with all roots of the workspace as on the command line, if what some sources mean, or may change, can be in any of them. */
export async function workspaceAround(
  context: Context,
  asked: readonly Analysis[],
  from: readonly string[],
  token: CancellationToken,
): Promise<OpenWorkspace> {
  if (!from.some(needsOtherRoots)) return workspaceOf(context, asked);
  const { roots } = await context.plans.ofWorkspace();
  const all = await analysesOfRoots(context, roots, token, "judged");
  const own = new Set(asked.map(keyOf));
  return workspaceOf(context, [...asked, ...all.filter((each) => !own.has(keyOf(each)))]);
}

function keyOf({ root, environment }: Analysis): string {
  return JSON.stringify([root, environment]);
}

/** A path relative to the folder of the workspace that it is in. */
function printIn(context: Context): (id: string) => string {
  const folders = context.folders().map((folder) => `${normalizeUri(folder).replace(/\/$/, "")}/`);
  return (id) => pathFrom(folders.find((each) => id.startsWith(each)) ?? folderOf(id), id);
}
