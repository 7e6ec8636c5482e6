import type { CancellationToken } from "vscode-languageserver";
import {
  accessFixes,
  type Analysis,
  type Change,
  changesFor,
  type Fix,
  LineIndex,
  remediesFor,
  reportVerdicts,
  resolveSource,
  type Source,
  titleKey,
  type VerdictReport,
} from "../../core/index.ts";
import type {
  AccessChange,
  ChangesOfAccessParams,
  ChangesOfAccessResult,
} from "../../protocol/changes-of-access.ts";
import type { Context } from "../context.ts";
import { normalizeUri } from "../files.ts";
import { workspaceAround } from "../access-names.ts";
import { analysesMeant } from "../roots.ts";
import { analysisOver, overlayOf, scoreChanges } from "../scores.ts";

/**
 * Answers `keyvault-network/changesOfAccess`: the changes that reverse a verdict, each tried before it is offered. What
 * one fix changes in several environments is one change if it reverses all of them; if it reverses only some, its title
 * names them.
 */
export async function changesOfAccess(
  context: Context,
  { from, to, expect, environments }: ChangesOfAccessParams,
  token: CancellationToken,
): Promise<ChangesOfAccessResult> {
  const root = normalizeUri(to.root);
  const analyses = await analysesMeant(context, to, token, environments);
  const { sourcesAt, options } = await workspaceAround(context, analyses, [from], token);
  const reading = resolveSource(from, sourcesAt({ root }), options);
  if ("fault" in reading) return { changes: [], isTried: false };
  const wanted = { source: reading.source, vaultKey: to.key, expect, from };
  const meant = analyses.filter(({ worlds }) => verdictsIn(worlds, wanted).length > 0);
  const found = candidates(context, meant, wanted);
  const offered = await turning(context, found, meant, wanted, token);
  const changes = new Map<string, AccessChange>();
  for (const { title, made } of offered)
    if (!changes.has(title)) changes.set(title, await showChange(context, root, title, made, token));
  const isTried = found.length > 0;
  if (expect === "deny") return { changes: [...changes.values()], isTried };
  const inWords = remedies(context, meant, wanted, offered);
  return { changes: [...changes.values(), ...inWords], isTried };
}

/** A change that reverses a verdict, with its title. */
interface Offer {
  readonly kind: Fix["title"]["kind"];
  readonly title: string;
  readonly made: readonly Change[];
}

/** The changes that reverse a verdict, narrowest first. */
async function turning(
  context: Context,
  found: ReturnType<typeof candidates>,
  meant: readonly Analysis[],
  wanted: Wanted,
  token: CancellationToken,
): Promise<readonly Offer[]> {
  const { words } = context.client;
  const offered: Offer[] = [];
  for (const alternatives of found) {
    const together = joined(alternatives);
    const tried = !together || overlap(together.made) ? alternatives : [together, ...alternatives];
    for (const { fix, made } of tried) {
      const turned = await turnedBy(context, meant, made, wanted, token);
      const names =
        turned.length < meant.length ? turned.flatMap(({ environment }) => environment ?? []) : [];
      const title = words.inEnvironments(words.fix(fix), names);
      if (turned.length > 0) offered.push({ kind: fix.title.kind, title, made });
      if (turned.length === meant.length) break;
    }
  }
  return offered;
}

/**
 * What would open the path to the vault, in words where no file can be changed for it; otherwise only the link to a zone, with which
 * the vault need not be opened.
 */
function remedies(
  context: Context,
  analyses: readonly Analysis[],
  wanted: Wanted,
  offered: readonly Offer[],
): readonly AccessChange[] {
  const { refusals } = context.client.words;
  const found = analyses.flatMap(({ worlds }) => verdictsIn(worlds, wanted).flatMap(remediesFor));
  const isLinked = offered.some(({ kind }) => kind === "link-zone");
  const meant = found.filter(({ kind }) => offered.length === 0 || (kind === "link-zone" && !isLinked));
  return [...new Set(meant.map(refusals.remedy))].map((title) => ({
    ...{ title, tests: null, places: [], documents: [] },
  }));
}

/** A fix with its title and its changes. */
interface Alternative {
  readonly fix: Pick<Fix, "title" | "where">;
  readonly made: readonly Change[];
}

/** What each fix would change: this may be in different places in several environments. */
function candidates(
  { session }: Context,
  analyses: readonly Analysis[],
  wanted: Wanted,
): readonly (readonly Alternative[])[] {
  const found = new Map<string, Map<string, Alternative>>();
  for (const { worlds } of analyses) {
    for (const fix of accessFixes(worlds, wanted)) {
      const made = changesFor(fix, { get: (id) => session.document(id) });
      const before = found.get(titleKey(fix)) ?? new Map<string, Alternative>();
      if (made) found.set(titleKey(fix), before.set(JSON.stringify(made), { fix, made }));
    }
  }
  return [...found.values()].map((each) => [...each.values()]);
}

/** All of them as one change; its title names a file only if all of them change the same one. */
function joined(alternatives: readonly Alternative[]): Alternative | null {
  const changes = alternatives.flatMap(({ made }) => made);
  const made = [...new Map(changes.map((each) => [JSON.stringify(each), each])).values()];
  const [first, ...others] = alternatives.map(({ fix }) => fix);
  if (!first) return null;
  const { title, where } = first;
  if (!where) return { fix: first, made };
  const isOneFile = others.every((each) => each.where?.file === where.file);
  return { fix: { title, where: isOneFile ? where : { ...where, file: null } }, made };
}

/** Whether two changes conflict. */
function overlap(changes: readonly Change[]): boolean {
  return changes.some(({ span }, index) =>
    changes.slice(index + 1).some((other) => {
      const isElsewhere = other.span.document !== span.document;
      const isApart = other.span.end <= span.start || span.end <= other.span.start;
      return !isElsewhere && (!isApart || other.span.start === span.start);
    }),
  );
}

/** A change as the client shows it: complete texts, to be compared with the current ones. */
export async function showChange(
  context: Context,
  root: string,
  title: string,
  changes: readonly Change[],
  token: CancellationToken,
): Promise<AccessChange> {
  const documents = [...overlayOf(context, changes)].map(([id, document]) => ({
    uri: context.session.uriOf(id),
    before: context.session.document(id)?.text ?? "",
    text: document?.text ?? "",
  }));
  const score = await scoreChanges(context, root, changes, token);
  const places = placesOf(context, changes);
  return { title, tests: score && context.client.words.action(score.fact), places, documents };
}

/** Where changes begin in each document. */
function placesOf({ session }: Context, changes: readonly Change[]): readonly string[] {
  const ids = [...new Set(changes.map(({ span }) => span.document))];
  return ids.flatMap((id) => {
    const document = session.document(id);
    const starts = changes.filter(({ span }) => span.document === id).map(({ span }) => span.start);
    const name = id.slice(id.lastIndexOf("/") + 1);
    return document ? [`${name}:${new LineIndex(document.text).at(Math.min(...starts)).line}`] : [];
  });
}

interface Wanted {
  readonly from: string;
  readonly source: Source;
  readonly vaultKey: string;
  readonly expect: "allow" | "deny";
}

/** The environments in which changes reverse a verdict. */
async function turnedBy(
  context: Context,
  analyses: readonly Analysis[],
  changes: readonly Change[],
  wanted: Wanted,
  token: CancellationToken,
): Promise<readonly Analysis[]> {
  const overlay = overlayOf(context, changes);
  const over = context.session.analysesOver(overlay);
  const word = wanted.expect === "allow" ? "allowed" : "denied";
  const turned: Analysis[] = [];
  for (const analysis of analyses) {
    const after = await analysisOver(context, analysis, overlay, over, token);
    const assumed = await context.states.assumedIn([after]);
    const verdicts = assumed.flatMap(({ worlds }) => verdictsIn(worlds, wanted));
    if (verdicts.some(({ verdict }) => verdict === word)) turned.push(analysis);
  }
  return turned;
}

function verdictsIn(
  worlds: Analysis["worlds"],
  { from, source, vaultKey }: Wanted,
): readonly VerdictReport[] {
  return reportVerdicts(worlds, from, source).filter((each) => each.vaultKey === vaultKey);
}
