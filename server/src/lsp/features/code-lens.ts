import type { CancellationToken, CodeLens, CodeLensParams, Command } from "vscode-languageserver";
import {
  type Analysis,
  callsOfVault,
  type Document,
  grouped,
  isParameterFile,
  joined,
  ownVaults,
  reportVaults,
  saySince,
  setsAtVault,
  type Span,
  summarizeVaults,
  type VaultReport,
  vaultSummaries,
  type Words,
} from "../../core/index.ts";
import { clientCommands, serverCommands } from "../../protocol.ts";
import type { VaultReference } from "../../protocol/names.ts";
import { type Context, placeOf } from "../context.ts";
import { normalizeUri } from "../files.ts";
import { summariesBefore } from "../requests/vaults.ts";
import { type Subject, subjectOf, askRoots } from "../roots.ts";
import { sayScores, vaultScores, type VaultScores } from "../scores.ts";
import { isOutsideFile } from "../outside.ts";
import { outsideLenses } from "./outside-vaults.ts";

/**
 * Two lenses above each vault, even if its analysis fails, and above each call of a module that declares vaults: who can reach it, and a
 * command to ask about a caller. The first one of a lookup opens the declaration in another root.
 */
export async function codeLenses(
  context: Context,
  { textDocument }: CodeLensParams,
  token: CancellationToken,
): Promise<CodeLens[]> {
  const settings = await context.settings.of(textDocument.uri);
  const id = normalizeUri(textDocument.uri);
  if (settings.codeLens && isOutsideFile(id, context)) return outsideLenses(context, id, token);
  const subject = settings.codeLens ? await subjectOf(context, textDocument.uri, token) : null;
  if (!subject) return [];
  const { document } = subject;
  const { words } = context.client;
  if (isParameterFile(document)) return valueLenses(context, subject);
  const instances = await instancesIn(context, subject, token);
  const scores = await vaultScores(context, subject.analyses);
  return [...byPlace(instances).values()].flatMap((own) => {
    const [{ vault, place }] = own;
    const range = context.converter.toRange(document, place);
    const simulate = {
      title: words.lens.simulate,
      command: clientCommands.simulateAccess,
      arguments: referencesTo(context, own),
    };
    const tests = sayScores(
      context,
      scores,
      own.map((each) => [each.analysis, each.vault.key]),
    );
    const title = joined([titleOf(own, words), tests]);
    const summary: CodeLens = { range, command: declarationCommand(context, vault, title) };
    return context.client.options.commands ? [summary, { range, command: simulate }] : [summary];
  });
}

/** The vault to ask about; a call of a module with several leaves the choice to the user. */
function referencesTo(context: Context, own: Instances): VaultReference[] {
  const [{ analysis, vault, isCall }] = own;
  if (isCall && own.some((each) => each.vault.key !== vault.key)) return [];
  // Without an environment: the simulation follows the one that is shown.
  return [{ root: context.session.uriOf(analysis.root), key: vault.key }];
}

/** Leads to the declaration in another root; nowhere if there is none. */
function declarationCommand(context: Context, { linkedTo }: VaultReport, title: string): Command {
  const declaration = linkedTo && context.client.showsDocuments ? placeOf(context, linkedTo.label) : null;
  return declaration
    ? { title, command: serverCommands.openDeclaration, arguments: [declaration] }
    : { title, command: "" };
}

/** A vault that a document declares or whose module it calls, in one root and environment. */
interface Instance {
  readonly analysis: Analysis;
  readonly vault: VaultReport;
  /** The vault's label, or that of the call. */
  readonly place: Span;
  readonly isCall: boolean;
  /** "Declared in infra/hub"; empty for a vault that is declared here. */
  readonly declared: string;
  /** The vault's name at a call, which does not show it otherwise; empty where the vault is declared. */
  readonly name: string;
  /** "Deny by default · 1 address (was Firewall off · any network)". */
  readonly text: string;
}

type Instances = readonly [Instance, ...Instance[]];

async function instancesIn(
  context: Context,
  { document, analyses }: Subject,
  token: CancellationToken,
): Promise<readonly Instance[]> {
  const asked: Asked[] = [];
  for (const analysis of analyses)
    asked.push({ analysis, before: await context.baseline.analysis(analysis, token) });
  return askRoots(context, asked, (some) =>
    some.flatMap((each) => instancesOf(each, context).filter(({ place }) => place.document === document.id)),
  );
}

/** The current and the earlier state of a root. */
interface Asked {
  readonly analysis: Analysis;
  readonly before: Analysis | null;
}

function instancesOf(
  { analysis, before: past }: Asked,
  { client: { words }, areOthersRead, baseline }: Context,
): readonly Instance[] {
  const calls = new Map(ownVaults(analysis.worlds).map((across) => [across.key, callsOfVault(across)]));
  // Editors may drop the request for new lenses when the others have been read: VS Code does so when its editor loses the focus.
  const summaries = vaultSummaries(analysis.worlds, words, areOthersRead() || "later");
  const summariesThen = summariesBefore(past, words);
  return reportVaults(analysis.worlds).flatMap((vault): readonly Instance[] => {
    const { declared, access } = summaries.get(vault.key) ?? { declared: "", access: "" };
    const before = summariesThen.get(vault.key) ?? "";
    const hasChanged = before !== "" && before !== joined([declared, access]);
    const sets = past && before !== "" ? setsAtVault(past.worlds, analysis.worlds, vault.key) : null;
    const since = sets ? saySince(sets, baseline.label, words) : "";
    const text = joined([hasChanged ? words.lens.was(access, before) : access, since]);
    const own: Instance = { analysis, vault, declared, name: "", text, place: vault.label, isCall: false };
    if (vault.existing) return [own];
    const atCall = { ...own, name: nameOf(vault), isCall: true };
    return [own, ...(calls.get(vault.key) ?? []).map((place) => ({ ...atCall, place }))];
  });
}

/** One declaration can create several vaults: in a loop, in a module that is called twice, in several environments. */
function byPlace(instances: readonly Instance[]): ReadonlyMap<number, Instances> {
  return grouped(instances, ({ place }) => [place.start]);
}

/** The most environments or texts that fit above a vault. */
const mostShown = 6;

/** One text if all instances agree; otherwise one for each environment or, for several vaults, the distinct ones. */
function titleOf(instances: Instances, words: Words): string {
  const [first, ...others] = instances;
  // What a vault is called, and where it is declared, is said once, not for each environment.
  if (others.every(({ name, declared }) => name === first.name && declared === first.declared))
    return joined([first.name, first.declared, accessTitle(instances, words)]);
  const whole = (each: Instance): Instance => ({
    ...each,
    text: joined([each.name, each.declared, each.text]),
  });
  return accessTitle([whole(first), ...others.map(whole)], words);
}

function accessTitle(instances: Instances, words: Words): string {
  const { lens } = words;
  const [first] = instances;
  const texts = new Set(instances.map(({ text }) => text));
  const callers = sayCallers(instances, words);
  const prefix = callers === null ? "" : `${callers} · `;
  const vaults = new Set(instances.map(({ analysis, vault }) => `${analysis.root} ${vault.key}`)).size;
  if (texts.size === 1) return prefix + (vaults > 1 ? lens.vaults(vaults, first.text) : first.text);
  if (vaults === 1) return prefix + byEnvironment(instances, words);
  return prefix + lens.vaults(vaults, upTo([...texts], 3));
}

/** "dev: Firewall off | prod, test: Deny by default". */
function byEnvironment(instances: Instances, { lens }: Words): string {
  const sayNames = (own: readonly Instance[]): string =>
    own.map(({ analysis }) => analysis.environment ?? lens.defaults).join(", ");
  return upTo(
    [...grouped(instances, ({ text }) => [text])].map(([text, own]) => `${sayNames(own)}: ${text}`),
    mostShown,
  );
}

function upTo(texts: readonly string[], most: number): string {
  return [...texts.slice(0, most), ...(texts.length > most ? ["…"] : [])].join(" | ");
}

/**
 * How the calls of a module configure its vault: "3 callers: 2 private, 1 public". Null in a root itself, or with one
 * caller.
 */
function sayCallers(instances: Instances, { lens, document }: Words): string | null {
  const calls = new Map(
    instances.flatMap(({ analysis, vault, isCall }) =>
      vault.module === null || isCall ? [] : [[`${analysis.root} ${vault.module}`, vault.exposure] as const],
    ),
  );
  if (calls.size < 2) return null;
  const exposures = [...calls.values()];
  const counts = [...new Set(exposures)]
    .sort()
    .map((word) => `${exposures.filter((each) => each === word).length} ${document.exposures[word]}`);
  return lens.callers(calls.size, counts.join(", "));
}

/** The most vaults that fit above a parameter file. */
const mostVaults = 6;

/**
 * Above the first line of a parameter file: how its values configure each vault of its template, and a command to ask
 * about a caller.
 */
async function valueLenses(context: Context, { document, analyses }: Subject): Promise<CodeLens[]> {
  const scores = await vaultScores(context, analyses);
  return askRoots(context, analyses, (some) => lensesOf(context, document, some, scores));
}

function lensesOf(
  context: Context,
  document: Document,
  analyses: readonly Analysis[],
  scores: VaultScores,
): CodeLens[] {
  const { words } = context.client;
  const start = { line: 0, character: 0 };
  const range = { start, end: start };
  const lenses = new Map<string, CodeLens[]>();
  for (const analysis of analyses) {
    const { root, environment, inputs, worlds } = analysis;
    if (inputs?.parameters.includes(document.id) !== true) continue;
    const summaries = summarizeVaults(worlds, words);
    for (const vault of reportVaults(worlds)) {
      if (vault.existing || vault.exists === "no") continue;
      const tests = sayScores(context, scores, [[analysis, vault.key]]);
      const title = `${nameOf(vault)} · ${joined([summaries.get(vault.key) ?? "", tests])}`;
      const reference: VaultReference = { root: context.session.uriOf(root), key: vault.key, environment };
      const command = clientCommands.simulateAccess;
      const simulate = { title: words.lens.simulate, command, arguments: [reference] };
      const summary: CodeLens = { range, command: { title, command: "" } };
      lenses.set(
        title,
        context.client.options.commands ? [summary, { range, command: simulate }] : [summary],
      );
    }
  }
  return [...lenses.values()].slice(0, mostVaults).flat();
}

/** The name of a vault; its symbol if that is not known. */
function nameOf({ name, symbol }: Pick<VaultReport, "name" | "symbol">): string {
  return typeof name === "string" ? name : symbol;
}
