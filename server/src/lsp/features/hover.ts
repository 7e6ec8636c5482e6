import type { CancellationToken, Hover, HoverParams } from "vscode-languageserver";
import {
  type Analysis,
  declarationsOf,
  describeTopic,
  type Document,
  escapeMarkdown,
  escapeSentence,
  isAccessFile,
  lookupAt,
  type LookupQuestion,
  parseDocument,
  sayDeclared,
  type Span,
  type Topic,
  topicAt,
  type VaultAcrossWorlds,
  vaultLine,
  vaultsAt,
  vaultsGivenAt,
  type VaultTopic,
} from "../../core/index.ts";
import { clientCommands, commandAddress } from "../../protocol.ts";
import type { VaultReference } from "../../protocol/names.ts";
import { type Context, placeOf } from "../context.ts";
import { trustedServicesPage } from "../documentation.ts";
import { describeFinding, findingsAt } from "../findings.ts";
import { normalizeUri } from "../files.ts";
import { subjectOf, askRoots } from "../roots.ts";
import { sayScores, type VaultScores, vaultScores } from "../scores.ts";
import { accessHover } from "./access-file-editing.ts";
import { isOutsideFile } from "../outside.ts";
import { outsideHover } from "./outside-vaults.ts";

const mostLines = 12;

/** Explains the network setting under the cursor, and the findings there. */
export async function hover(
  context: Context,
  params: HoverParams,
  token: CancellationToken,
): Promise<Hover | null> {
  const { textDocument, position } = params;
  const settings = await context.settings.of(textDocument.uri);
  if (settings.hover && isAccessFile(textDocument.uri)) return accessHover(context, params, token);
  const id = normalizeUri(textDocument.uri);
  const outside = settings.hover && isOutsideFile(id, context) ? context.session.document(id) : null;
  if (outside) return outsideHover(context, id, context.converter.toOffset(outside, position), token);
  const subject = settings.hover ? await subjectOf(context, textDocument.uri, token) : null;
  if (!subject) return null;
  const { document } = subject;
  const offset = context.converter.toOffset(document, position);
  const scores = await vaultScores(context, subject.analyses);
  const topics = askRoots(context, subject.analyses, (some) =>
    topicsAt(context, { document, offset, scores }, some),
  );
  const findings = settings.validate.enable ? await findingsAt(context, document, offset, token) : [];
  const { own, shared } = withEndOnce(topics.map(({ text }) => text));
  const said = inEach(topics.map(({ names }, index) => ({ names, text: own[index] ?? "" })));
  // In several environments or rules, a finding has the same page.
  const pages = new Set(findings.map((finding) => describeFinding(finding, context.client.words)));
  const span: Span | undefined = topics[0]?.topic.span ?? findings[0]?.span;
  if (!span) return null;
  return {
    contents: { kind: "markdown", value: upToLines(said, shared, [...pages], context) },
    range: context.converter.toRange(document, span),
  };
}

/**
 * What is under the cursor, in one text if all environments that are shown agree, or else in one for each, with its
 * name.
 */
function topicsAt(
  context: Context,
  { document, offset, scores }: Asked,
  analyses: readonly Analysis[],
): readonly (InEnvironments & { readonly topic: Topic })[] {
  const found = new Map<string, Found>();
  for (const analysis of analyses) {
    const { worlds, environment, documents } = analysis;
    const read = [...documents.values()].map((each) => each.document);
    const place = { documents: read, document: document.id, offset };
    const topic = topicIn({ worlds, ...place }, document);
    if (!topic) continue;
    const asWritten = worlds[0]?.asWritten;
    const written = asWritten && topicIn({ worlds: asWritten, ...place }, document);
    const text = describe(context, topic, written ?? topic) + sayTests(context, topic, analysis, scores);
    const before = found.get(text) ?? { topic, analysis, environments: new Set() };
    found.set(text, before);
    if (environment !== null) before.environments.add(environment);
  }
  const vaults = [...found.values()].flatMap(({ topic, ...each }) =>
    topic.kind === "vault" ? [{ topic, ...each }] : [],
  );
  const [first] = vaults;
  if (first && found.size > 1 && vaults.length === found.size)
    return [
      { topic: first.topic, names: "", text: inEnvironments(context, vaults) + vaultLinks(context, first) },
    ];
  return [...found].map(([text, each]) => {
    const { topic, environments } = each;
    const names = found.size > 1 ? escapeSentence([...environments].join(", ")) : "";
    return { topic, names, text: text + furtherReading(topic, context) + vaultLinks(context, each) };
  });
}

/** A text and the environments that it is about; without names, all of them. */
interface InEnvironments {
  readonly names: string;
  readonly text: string;
}

/** Texts with the names of their environments: in a list if each is one line, so that there is room for what they mean. */
function inEach(texts: readonly InEnvironments[]): readonly string[] {
  if (
    texts.length > 1 &&
    texts.length <= mostInEnvironments &&
    texts.every(({ text }) => !text.includes("\n"))
  )
    return [texts.map(({ names, text }) => `- ${names === "" ? "" : `${names}: `}${text}`).join("\n")];
  return texts.map(({ names, text }) => (names === "" ? text : `**${names}**\n\n${text}`));
}

/** Texts of environments without the paragraphs with which all of them end, which explain what differs, and these. */
function withEndOnce(texts: readonly string[]): { readonly own: readonly string[]; readonly shared: string } {
  const paragraphs = texts.map((text) => text.split("\n\n"));
  const [first, second] = paragraphs;
  if (!first || !second) return { own: texts, shared: "" };
  const shortest = Math.min(...paragraphs.map(({ length }) => length));
  let same = 0;
  while (same < shortest - 1 && paragraphs.every((each) => each.at(-1 - same) === first.at(-1 - same)))
    same++;
  const own = paragraphs.map((each) => each.slice(0, each.length - same).join("\n\n"));
  return { own, shared: first.slice(first.length - same).join("\n\n") };
}

/** The place that a hover is about. */
interface Asked {
  readonly document: Document;
  readonly offset: number;
  readonly scores: VaultScores;
}

/** A topic in the environments in which the same is said of it. */
interface Found<T extends Topic = Topic> {
  readonly topic: T;
  readonly analysis: Analysis;
  readonly environments: Set<string>;
}

function topicIn(question: LookupQuestion, document: Document): Topic | null {
  const { worlds, offset } = question;
  const own = topicAt(worlds, document.id, offset);
  // What uses a vault says more than that it refers to it; settings of a lookup are not written there.
  const found = own?.kind === "consumer" ? own : (lookupAt(question) ?? own);
  if (found) return found;
  const { parameterFile } = parseDocument(document);
  return parameterFile
    ? vaultsGivenAt(worlds, parameterFile, { text: document.text, offset })
    : vaultsAt(question);
}

/** The vaults in a line for each environment in which they are different. */
function inEnvironments(
  { client: { words }, areOthersRead }: Context,
  found: readonly Found<VaultTopic>[],
): string {
  const lines = found.flatMap(({ topic, environments }) =>
    topic.vaults.map((vault) => {
      const names = environments.size > 0 ? [...environments].join(", ") : words.lens.defaults;
      return `- ${escapeSentence(names)}: ${vaultLine(vault, words, areOthersRead())}`;
    }),
  );
  const more = lines.length - mostInEnvironments;
  return [...lines.slice(0, mostInEnvironments), ...(more > 0 ? ["", words.hover.andMore(more)] : [])].join(
    "\n",
  );
}

const mostInEnvironments = 8;

/** The vaults whose network a hover shows. */
function vaultsOf(topic: Topic): readonly VaultAcrossWorlds[] {
  if (topic.kind === "vault") return topic.vaults;
  return topic.kind === "lookup" && topic.across.vault.linked ? [topic.across] : [];
}

/** How many access tests about the only vault pass. */
function sayTests(context: Context, topic: Topic, analysis: Analysis, scores: VaultScores): string {
  const [only, ...others] = vaultsOf(topic);
  const said = only && others.length === 0 ? sayScores(context, scores, [[analysis, only.key]]) : "";
  return said === "" ? "" : `\n- ${said}`;
}

/** Links to ask about the vault and to see it among others, for clients that have these commands. */
function vaultLinks({ client, session }: Context, { topic, analysis }: Found): string {
  const [only, ...others] = vaultsOf(topic);
  if (!only || !client.options.commands) return "";
  const reference: VaultReference[] =
    others.length === 0 ? [{ root: session.uriOf(analysis.root), key: only.key }] : [];
  const { words } = client;
  // On the line of the link to the declaration, if there is one.
  const before = topic.kind === "lookup" ? " · " : "\n\n";
  return `${before}[${words.lens.simulate}](${commandAddress(clientCommands.simulateAccess, ...reference)}) · [${words.hover.showMatrix}](command:${clientCommands.showMatrix})`;
}

/** What relies on a state says so: what would be said of the topic without its values is different. */
function describe(context: Context, topic: Topic, written: Topic): string {
  const { client, serviceTags } = context;
  const say = (each: Topic): string =>
    describeTopic(each, client.words, serviceTags.tags, context.areOthersRead());
  const text = say(topic);
  return text === say(written) ? text : `${text}\n\n${client.words.note("NOTE_ASSUMED_DEPLOYED")}`;
}

/**
 * The bypass and related settings link to the list of services, in the editor if its commands are available; references to vaults that
 * other roots declare link to the declarations.
 */
function furtherReading(topic: Topic, context: Context): string {
  const { client } = context;
  const declared = declarationLinks(topic, context);
  if (topic.kind === "lookup") return declared;
  if (
    topic.kind === "vault" ||
    topic.kind === "ipRule" ||
    (topic.kind === "setting" && topic.name !== "bypass")
  )
    return "";
  const list = client.options.commands
    ? `command:${clientCommands.browseTrustedServices}`
    : trustedServicesPage;
  return `${declared}\n\n[${client.words.hover.browseServices}](${list})`;
}

function declarationLinks(topic: Topic, context: Context): string {
  const vaults =
    topic.kind === "lookup"
      ? topic.across.views.map(({ vault }) => vault)
      : topic.kind === "consumer"
        ? topic.meetings.flatMap(({ at }) => at?.vault ?? [])
        : [];
  const links = vaults.flatMap(declarationsOf).flatMap((declaration) => {
    const place = placeOf(context, declaration.label);
    const text = escapeMarkdown(sayDeclared(declaration, context.client.words.lens));
    return place ? [`[${text}](${place.uri}#L${place.range.start.line + 1})`] : [];
  });
  return [...new Set(links)].map((each) => `\n\n${each}`).join("");
}

/** As many texts as fit into a readable hover, of which the first is always shown, and how many more there are; else also how the own ones end. */
function upToLines(
  own: readonly string[],
  end: string,
  others: readonly string[],
  { client: { words } }: Context,
): string {
  const texts = [...own, ...others];
  const fits = (count: number): boolean =>
    linesOf(texts.slice(0, count)) <= (count < texts.length ? mostLines - 2 : mostLines);
  let fitting = 1;
  while (fitting < texts.length && fits(fitting + 1)) fitting++;
  const more = texts.length - fitting;
  if (more > 0) return [...texts.slice(0, fitting), words.hover.andMore(more)].join("\n\n");
  const whole = end === "" ? texts : [...own, end, ...others];
  return (linesOf(whole) <= mostLines ? whole : texts).join("\n\n");
}

function linesOf(texts: readonly string[]): number {
  return texts.join("\n\n").split("\n").length;
}
