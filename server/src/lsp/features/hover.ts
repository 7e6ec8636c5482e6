import type { CancellationToken, Hover, HoverParams } from "vscode-languageserver";
import type { Analysis, Document, LookupQuestion, Span, Topic } from "../../core/index.ts";
import {
  declarationsOf,
  describeTopic,
  escapeMarkdown,
  isAccessFile,
  lookupAt,
  sayDeclared,
  topicAt,
} from "../../core/index.ts";
import { clientCommands } from "../../protocol.ts";
import { askRoots } from "../ask-roots.ts";
import type { Context } from "../context.ts";
import { trustedServicesPage } from "../documentation.ts";
import { describeFinding, findingsAt } from "../findings.ts";
import { placeOf } from "../places.ts";
import { subjectOf } from "../roots.ts";
import { accessHover } from "./access-hover.ts";

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
  const subject = settings.hover ? await subjectOf(context, textDocument.uri, token) : null;
  if (!subject) return null;
  const { document } = subject;
  const offset = context.converter.toOffset(document, position);
  const topics = askRoots(context, subject.analyses, (some) => topicsAt(context, document, some, offset));
  const findings = settings.validate.enable ? await findingsAt(context, document, offset, token) : [];
  const texts = [
    ...topics.map(({ text }) => text),
    ...findings.map((finding) => describeFinding(finding, context.client.words)),
  ];
  const span: Span | undefined = topics[0]?.topic.span ?? findings[0]?.span;
  if (!span) return null;
  return {
    contents: { kind: "markdown", value: upToLines(texts) },
    range: context.converter.toRange(document, span),
  };
}

/**
 * What is under the cursor, in one text if all environments that are shown agree, or else in one for each, with its
 * name.
 */
function topicsAt(
  context: Context,
  document: Document,
  analyses: readonly Analysis[],
  offset: number,
): readonly { readonly topic: Topic; readonly text: string }[] {
  const found = new Map<string, { readonly topic: Topic; readonly environments: Set<string> }>();
  for (const { worlds, environment, documents } of analyses) {
    const read = [...documents.values()].map((each) => each.document);
    const place = { documents: read, grammar: context.session.grammar.get, document: document.id, offset };
    const topic = topicIn({ worlds, ...place });
    if (!topic) continue;
    const asWritten = worlds[0]?.asWritten;
    const written = asWritten && topicIn({ worlds: asWritten, ...place });
    const text = describe(context, topic, written ?? topic);
    const before = found.get(text) ?? { topic, environments: new Set() };
    found.set(text, before);
    if (environment !== null) before.environments.add(environment);
  }
  return [...found].map(([text, { topic, environments }]) => {
    const names =
      found.size > 1 && environments.size > 0
        ? `**${escapeMarkdown([...environments].join(", "))}**\n\n`
        : "";
    return { topic, text: names + text + furtherReading(topic, context) };
  });
}

function topicIn(question: LookupQuestion): Topic | null {
  const { worlds, document, offset } = question;
  const own = topicAt(worlds, document, offset);
  // What uses a vault says more than that it refers to it; settings of a lookup are not written there.
  return own?.kind === "consumer" ? own : (lookupAt(question) ?? own);
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
  if (topic.kind === "ipRule" || (topic.kind === "setting" && topic.name !== "bypass")) return "";
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

/** As many texts as fit into a readable hover; the first is always shown. */
function upToLines(texts: readonly string[]): string {
  return texts.reduce((shown, text) => {
    const both = shown === "" ? text : `${shown}\n\n${text}`;
    return shown === "" || both.split("\n").length <= mostLines ? both : shown;
  }, "");
}
