import type { CancellationToken } from "vscode-languageserver";
import {
  type AccessFile,
  type Analysis,
  type Document,
  LogReader,
  type NewTest,
  ownVaults,
  protectingTests,
  replay,
  resolveSource,
  suggest,
  type Suggestion,
  testsOf,
  toClose,
  type ToClose,
  withTests,
} from "../../core/index.ts";
import type {
  CallerResult,
  CloseVaultParams,
  CloseVaultResult,
  ProtectResult,
  ReadLogParams,
  ReadLogResult,
} from "../../protocol/closing.ts";
import type { Context } from "../context.ts";
import { normalizeUri, relativePath } from "../files.ts";
import { workspaceOf } from "../access-names.ts";
import { analysesOf, analysesOfRoots } from "../roots.ts";
import { overlayOf } from "../scores.ts";
import type { Session } from "../session.ts";
import { fileFor } from "./tests.ts";

/** The log that each server has read. */
const logs = new WeakMap<Session, LogReader>();

/** Answers `keyvault-network/readLog`. */
export function readLog({ session }: Context, { text, begins, ends }: ReadLogParams): Promise<ReadLogResult> {
  const reader = (begins ? undefined : logs.get(session)) ?? new LogReader();
  logs.set(session, reader);
  reader.push(text);
  if (ends) reader.endFile();
  return Promise.resolve({ calls: reader.result().counts.calls });
}

/** Answers `keyvault-network/protect`: the access files of the workspace with tests for what works today. */
export async function protect(
  context: Context,
  _params: object,
  token: CancellationToken,
): Promise<ProtectResult> {
  const { roots } = await context.plans.ofWorkspace();
  const analyses = await analysesOfRoots(context, roots, token, "judged");
  const byFile = new Map<string, { readonly document: Document; readonly among: Analysis[] }>();
  for (const analysis of analyses) {
    const document = await fileFor(context, analysis.root);
    const own = byFile.get(document.id) ?? { document, among: [] };
    byFile.set(document.id, own);
    own.among.push(analysis);
  }
  const documents: ProtectResult["documents"][number][] = [];
  for (const { document, among } of byFile.values()) {
    const file = await context.accessFiles.of(among[0]?.root ?? "");
    const tests = await testsToday(context, document, { among, all: analyses, file });
    documents.push(...withMore(context, document, tests));
  }
  return { documents };
}

async function testsToday(
  context: Context,
  { id }: Document,
  asked: {
    readonly among: readonly Analysis[];
    readonly all: readonly Analysis[];
    readonly file: AccessFile | null;
    readonly key?: string;
  },
): Promise<readonly NewTest[]> {
  const { words } = context.client;
  const print = (other: string): string => relativePath(id, other);
  const workspace = await workspaceOf(context, asked.all, null, print);
  const { roots: plans } = await context.plans.ofWorkspace();
  return protectingTests(workspace, {
    ...{ ...asked, plans, print },
    nameOf: (group, only) => words.inEnvironments(words.action({ kind: "test-group", ...group }), only),
  });
}

function withMore(
  { session }: Context,
  document: Document,
  tests: readonly NewTest[],
): ProtectResult["documents"] {
  const text = withTests(document, tests);
  const { id, text: before } = document;
  return text === null || text === before ? [] : [{ uri: session.uriOf(id), before, text }];
}

/** Answers `keyvault-network/closeVault`. */
export async function closeVault(
  context: Context,
  { to, hasLog }: CloseVaultParams,
  token: CancellationToken,
): Promise<CloseVaultResult> {
  const root = normalizeUri(to.root);
  const analyses = await analysesOf(context, root, token, "judged");
  const document = await fileFor(context, root);
  const wanted = hasLog
    ? await callersOfLog(context, analyses, to.key)
    : await callersToday(context, document, { among: analyses, all: analyses, key: to.key });
  const suggestions = suggest(wanted, analyses);
  const [first] = suggestions;
  if (!first) return null;
  const { session, client, accessFiles } = context;
  const { sentences, reasons, whyNotKept } = client.words.document;
  const kept = suggestions.flatMap((each) =>
    each.kept.map(({ name, requests }): CallerResult => {
      const detail = hasLog ? sentences.requests(requests, null) : "";
      return { from: name === "" ? sentences.trustedServices : name, detail };
    }),
  );
  const lost = suggestions.flatMap(({ notKept }) =>
    notKept.map(({ caller, why }): CallerResult => {
      return { from: caller.name, detail: { ...reasons, ...whyNotKept }[why] };
    }),
  );
  const changes = suggestions.flatMap((each) => each.changesIn({ get: (id) => session.document(id) }));
  const distinct = [...new Map(changes.map((each) => [JSON.stringify(each), each])).values()];
  const known = new Set((await accessFiles.of(root))?.tests.map(({ name }) => name));
  const tests = suggestions.flatMap((each) => pinning(each, context)).filter(({ name }) => !known.has(name));
  return {
    vault: testsOf(first, client.words)[0]?.to ?? "",
    ...{ keeps: oncePerName(kept), loses: oncePerName(lost) },
    documents: [...overlayOf(context, distinct)].map(([id, after]) => ({
      uri: session.uriOf(id),
      before: session.document(id)?.text ?? "",
      text: after?.text ?? "",
    })),
    tests: withMore(context, document, tests)[0] ?? null,
  };
}

function oncePerName(callers: readonly CallerResult[]): readonly CallerResult[] {
  return [...new Map(callers.map((each) => [each.from, each])).values()];
}

function pinning(suggestion: Suggestion, { client: { words } }: Context): readonly NewTest[] {
  return testsOf(suggestion, words).map(({ environment, name, ...test }) => {
    const environments = environment === undefined ? [] : [environment];
    return { ...test, name: words.inEnvironments(name, environments), environments };
  });
}

async function callersOfLog(
  context: Context,
  analyses: readonly Analysis[],
  key: string,
): Promise<readonly ToClose[]> {
  const log = logs.get(context.session)?.result() ?? { callers: [] };
  const { vaults } = replay(log, await workspaceOf(context, analyses), null);
  return vaults.filter(({ across }) => across.key === key).map(toClose);
}

/** The callers that certainly are allowed, each with the environments in which it is. */
async function callersToday(
  context: Context,
  document: Document,
  asked: { readonly among: readonly Analysis[]; readonly all: readonly Analysis[]; readonly key: string },
): Promise<readonly ToClose[]> {
  const [{ root } = { root: "" }] = asked.among;
  const own = await context.accessFiles.of(root);
  const file = own && { ...own, tests: [], above: null };
  const tests = await testsToday(context, document, { ...asked, file });
  const print = (id: string): string => relativePath(document.id, id);
  const { sourcesAt, options } = await workspaceOf(context, asked.among, null, print);
  return asked.among.flatMap((analysis) => {
    const across = ownVaults(analysis.worlds).find(({ key }) => key === asked.key);
    const wanted = tests
      .filter(({ expect }) => expect === "allow")
      .filter(
        ({ environments }) => environments.length === 0 || environments.includes(analysis.environment ?? ""),
      )
      .flatMap(({ from }) => from)
      .flatMap((name) => {
        const reading = resolveSource(name, sourcesAt(analysis), options);
        return "source" in reading ? [{ name, source: reading.source, requests: 0 }] : [];
      });
    return across ? [{ analysis, across, wanted }] : [];
  });
}
