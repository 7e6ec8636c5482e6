import type { Change } from "../../text/change.ts";
import type { Document } from "../../text/document.ts";
import { LineIndex } from "../../text/line-index.ts";
import type { ReportedFinding } from "./reported-finding.ts";

/**
 * The change of the action "Suppress KV101 here…": a comment on a line of its own above the finding. The reason may be a
 * snippet's tab stop; a suppression without a reason has no effect.
 */
export function suppressionChange(
  { code, span }: Pick<ReportedFinding, "code" | "span">,
  document: Document,
  reason: string,
): Change {
  const { text } = document;
  const lines = new LineIndex(text);
  const start = lines.startOf(lines.at(span.start).line);
  const [indentation = ""] = /^[ \t]*/.exec(text.slice(start)) ?? [];
  const newline = /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
  const marker = isHcl(document) ? "#" : "//";
  const comment = `${indentation}${marker} keyvault-network-ignore ${code}: ${reason}${newline}`;
  return { span: { document: document.id, start, end: start }, text: comment };
}

/** Unsaved documents do not have a file extension, but they have a language. */
function isHcl({ id, language }: Document): boolean {
  return /\.(?:tf(?:vars)?|tofu)$/i.test(id) || /^(?:terraform|opentofu)\b/.test(language ?? "");
}
