import type { CancellationToken, Hover, HoverParams } from "vscode-languageserver";
import type { Analysis, Document, Span, Topic } from "../../core/index.ts";
import { describeTopic, escapeMarkdown, isAccessFile, topicAt } from "../../core/index.ts";
import { clientCommands } from "../../protocol.ts";
import { askRoots } from "../ask-roots.ts";
import type { Context } from "../context.ts";
import { trustedServicesPage } from "../documentation.ts";
import { describeFinding, findingsAt } from "../findings.ts";
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
  for (const { worlds, environment } of analyses) {
    const topic = topicAt(worlds, document.id, offset);
    if (!topic) continue;
    const text = describeTopic(topic, context.client.words, context.serviceTags.tags);
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

/** The bypass and related settings link to the list of services: in the editor if its commands are available. */
function furtherReading(topic: Topic, { client }: Context): string {
  if (topic.kind === "ipRule" || (topic.kind === "setting" && topic.name !== "bypass")) return "";
  const list = client.options.commands
    ? `command:${clientCommands.browseTrustedServices}`
    : trustedServicesPage;
  return `\n\n[${client.words.hover.browseServices}](${list})`;
}

/** As many texts as fit into a readable hover; the first is always shown. */
function upToLines(texts: readonly string[]): string {
  return texts.reduce((shown, text) => {
    const both = shown === "" ? text : `${shown}\n\n${text}`;
    return shown === "" || both.split("\n").length <= mostLines ? both : shown;
  }, "");
}
