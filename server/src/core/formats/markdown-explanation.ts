import type { Words } from "../words/words.ts";
import { cell, heading, link } from "./markdown-text.ts";
import { matrixSection } from "./matrix.ts";
import type { Printing } from "./printing.ts";
import type { ConnectionEntry, ExplanationEntry, FittingGateEntry, Report } from "./report.ts";

/** Why a call failed, what the template says, and what to do. */
export function explanationSections(
  { explanation }: Report,
  words: Words,
  linkOfFix: Printing["linkOfFix"] = () => null,
): readonly string[] {
  if (!explanation) return [];
  const sayFix = (title: string): string => linked(title, linkOfFix(title));
  const { labels } = words.document;
  const { meaning, template, drift, fixes, advice, connection } = explanation;
  const title = titleOf(explanation);
  return [
    ...(title === "" ? [] : [heading(2, cell(title))]),
    cell(meaning),
    ...(connection ? [cell(whoFailed(explanation, words).join(", "))].filter((each) => each !== "") : []),
    ...(template?.environment ? [cell(`${labels.environment}: ${template.environment}`)] : []),
    ...list(labels.drift, drift.map(cell)),
    ...(connection
      ? causes(connection, words, sayFix)
      : list(isRejection(explanation) ? labels.fix : labels.fixes, fixes.map(sayFix))),
    ...list(labels.advice, advice.map(cell)),
    ...(template ? matrixSection([template], words) : []),
  ];
}

/** The title of a fix as Markdown. */
type SayFix = (title: string) => string;

function linked(title: string, address: string | null): string {
  return address === null ? cell(title) : `[${cell(title)}](${address})`;
}

function titleOf({ client, vault, template, connection }: ExplanationEntry): string {
  const caller = client ?? (template?.from === "internet" ? null : (template?.from ?? null));
  return [caller, vault ?? connection?.host ?? null].filter((each) => each !== null).join(" → ");
}

/** The gates that fit, each with what would let the connection pass it. */
function causes({ gates }: ConnectionEntry, words: Words, sayFix: SayFix): readonly string[] {
  const { labels, sentences } = words.document;
  const more = gates.length - mostCauses;
  const shown = gates.slice(0, mostCauses).map((each) => causeItem(each, words, sayFix));
  return list(labels.causes, [...shown, ...(more > 0 ? [sentences.more(more)] : [])]);
}

function causeItem(each: FittingGateEntry, words: Words, sayFix: SayFix): string {
  const { file, line, fix } = each;
  const place = file === null ? "" : ` (${link({ file, line: line ?? 1 })})`;
  const way = fix === null ? "" : `\n  - ${cell(words.document.labels.fix)}: ${sayFix(fix)}`;
  return `${cell(sayCause(each, words))}${place}${way}`;
}

function list(head: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [heading(2, head), items.map((item) => `- ${item}`).join("\n")];
}

/** What a text says of a call: "vault kv-one", "host kv-one.vault.azure.net", "address 10.1.2.4:443". */
export function whoFailed(
  { vault, client, connection }: Pick<ExplanationEntry, "vault" | "client" | "connection">,
  words: Words,
): readonly string[] {
  const { rows } = words.document;
  const { host = null, address = null, port = null, resolver = null } = connection ?? {};
  const at = address === null || port === null ? address : `${address}:${port}`;
  const parts = [
    [rows.vault, vault],
    [rows.client, client],
    [rows.host, host],
    [rows.address, at],
    [rows.dnsServer, resolver],
  ] as const;
  return parts.flatMap(([label, value]) => (value === null ? [] : [`${label} ${value}`]));
}

/** Whether a deployment was rejected rather than a caller. */
export function isRejection({ shape }: Pick<ExplanationEntry, "shape">): boolean {
  return shape.startsWith("rejected-");
}

/** "subnet:v/app → kv-one, blocked: …": the callers that meet a gate on the way to a vault, and what it does. */
export function sayCause(
  { from, vault, vaultName, outcome, text, environments }: FittingGateEntry,
  words: Words,
): string {
  const { document, refusals } = words;
  const more = from.length - mostCallers;
  const callers = [...from.slice(0, mostCallers), ...(more > 0 ? [document.sentences.more(more)] : [])];
  const whereTo = `${callers.join(", ")} → ${vaultName ?? vault}`;
  return words.inEnvironments(`${whereTo}, ${refusals.fits[outcome]}: ${text}`, environments);
}

/** More causes than these, and more callers of one, are only in the JSON report. */
export const mostCauses = 12;
const mostCallers = 4;
