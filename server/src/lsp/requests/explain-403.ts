import type { CancellationToken } from "vscode-languageserver";
import {
  type Analysis,
  changesFor,
  type ConnectionEntry,
  connectionEntry,
  emptyReport,
  explain,
  type Explanation,
  type ExplanationEntry,
  likely,
  paint,
  printReport,
  readError,
  remediesOf,
  verdictEntry,
} from "../../core/index.ts";
import type { AccessChange } from "../../protocol/changes-of-access.ts";
import type {
  ConnectionResult,
  Explain403Params,
  Explain403Result,
  ExplanationResult,
} from "../../protocol/forbidden.ts";
import { type Context, placeOf, printingEdge } from "../context.ts";
import { normalizeUri, type FileSource } from "../files.ts";
import { analysesOfAll, askRoots } from "../roots.ts";
import { scanOnce } from "../scan.ts";
import { showChange } from "./changes-of-access.ts";
import { showVerdict } from "./simulate.ts";

/**
 * Answers `keyvault-network/explain403`. The text is analyzed here and not kept; the answer never contains the caller's
 * identity. The workspace is searched first, because the template of the vault or its export need not be open.
 */
export async function explain403(
  context: Context,
  files: FileSource,
  { text, to }: Explain403Params,
  token: CancellationToken,
): Promise<Explain403Result> {
  const error = readError(text);
  if (!error) return { explanation: null };
  await scanOnce(context, files, token);
  const meant = to && { ...to, root: normalizeUri(to.root) };
  const { roots } = await context.plans.now();
  const ask = (analyses: readonly Analysis[]): Explanation =>
    askRoots(context, analyses, (some) => explain(error, some, meant, roots, text));
  // A log may come from any environment: the selected one counts only if the vault exists in it.
  const all = ask(await analysesOfAll(context, token, "judged"));
  const shown = await analysesOfAll(context, token);
  const isShown = shown.some((each) => likely(all.candidates).some((one) => isIn(one, each)));
  return { explanation: await show(context, isShown ? ask(shown) : all, token) };
}

function isIn(candidate: Explanation["candidates"][number], { root, environment }: Analysis): boolean {
  return candidate.root === root && candidate.environment === environment;
}

async function show(
  context: Context,
  explained: Explanation,
  token: CancellationToken,
): Promise<ExplanationResult> {
  const { shape, client, vault, networkDecision, drift, advice, template, root, environment, candidates } =
    explained;
  const connection = explained.connection && connectionEntry(explained.connection, printingEdge(context));
  const shown = [
    ...(await showFixes(context, explained, token)),
    ...(connection ? byHand(context, explained, connection) : []),
  ];
  const { refusals } = context.client.words;
  const facts = {
    shape,
    client,
    vault,
    networkDecision,
    meaning: refusals.meaning(shape),
    drift: drift.map(refusals.drift),
    advice: advice.map(refusals.advice),
  };
  return {
    ...facts,
    document: printExplanation(
      context,
      {
        ...facts,
        template:
          template && root !== null
            ? verdictEntry(
                template,
                { root, environment },
                { ...printingEdge(context), facts: context.client.words },
              )
            : null,
        fixes: shown.map(titleWithTests),
        edits: [],
        connection,
      },
      linkTo(context, shown),
    ),
    candidates: candidates.map((each) => ({ ...each, root: context.session.uriOf(each.root) })),
    template: template && root !== null ? showVerdict(context, { root, environment }, template) : null,
    fixes: shown,
    connection: connection && showConnection(context, explained.connection, connection),
  };
}

/** What would let a connection pass and only people can write. */
function byHand(
  { client: { words } }: Context,
  { fixes }: Explanation,
  connection: ConnectionEntry,
): readonly AccessChange[] {
  const written = new Set(fixes.map(words.fix));
  return remediesOf(connection)
    .filter((title) => !written.has(title))
    .map((title) => ({ title, tests: null, places: [], documents: [] }));
}

function showConnection(
  context: Context,
  explained: Explanation["connection"],
  { gates, ...entry }: ConnectionEntry,
): ConnectionResult {
  const spans = explained?.gates.map(({ span }) => span) ?? [];
  return {
    ...entry,
    gates: gates.map(({ gate, outcome, from, vault, environments, text, fix }, index) => {
      const span = spans[index];
      return {
        gate,
        outcome,
        from,
        vault,
        environments,
        text,
        place: span ? placeOf(context, span) : null,
        fix,
      };
    }),
  };
}

/** The link of a fix that can be shown, for a client that follows it: its number. */
function linkTo({ client }: Context, fixes: readonly AccessChange[]): (title: string) => string | null {
  return (title) => {
    const index = fixes.findIndex((each) => title === each.title || title === titleWithTests(each));
    return client.options.commands && fixes[index]?.documents.length ? `#fix-${index}` : null;
  };
}

function titleWithTests({ title, tests }: AccessChange): string {
  return tests === null ? title : `${title} (${tests})`;
}

function printExplanation(
  { client }: Context,
  explanation: ExplanationEntry,
  linkOfFix: (title: string) => string | null,
): string {
  const printing = { contents: ["explain-403"], words: client.words, parameters: [], linkOfFix } as const;
  return printReport(
    "markdown",
    { ...emptyReport, explanation },
    { ...printing, paint: paint(false), failed: false },
  );
}

async function showFixes(
  context: Context,
  { fixes, candidates, connection }: Explanation,
  token: CancellationToken,
): Promise<readonly AccessChange[]> {
  const [only] = candidates;
  const shown: AccessChange[] = [];
  for (const offered of fixes) {
    const { fix } = offered;
    const title = context.client.words.fix(offered);
    const gate = connection?.gates.find((each) => each.fix === fix);
    const changes = fix && only ? changesFor(fix, { get: (id) => context.session.document(id) }) : undefined;
    shown.push(
      changes && only
        ? await showChange(context, gate?.root ?? only.root, title, changes, token)
        : { title, tests: null, places: [], documents: [] },
    );
  }
  return shown;
}
