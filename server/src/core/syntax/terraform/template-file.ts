import type { Expression } from "../../template/expression.ts";
import type { Document } from "../../text/document.ts";
import { attributeOf, fileBody } from "./hcl/body.ts";
import { isTooDeep } from "../../text/depth.ts";
import { type HclGrammar, readHcl } from "./hcl/node.ts";
import { lowerAttribute } from "./lower-body.ts";
import { lowerContext } from "./lower-expression.ts";
import { Remembered } from "../../logic/remembered.ts";

const cache = new Remembered<Document, Map<string, Expression | null>>();

/**
 * A file that is a template (https://developer.hashicorp.com/terraform/language/functions/templatefile), in which these names are
 * variables; null if it cannot be read. It is memoized by document and names.
 */
export function templateOfFile(
  document: Document,
  names: readonly string[],
  grammar: HclGrammar,
): Expression | null {
  const before = cache.get(document) ?? new Map<string, Expression | null>();
  cache.set(document, before);
  const key = names.join(" ");
  const known = before.get(key);
  if (known !== undefined) return known;
  const template = read(document, new Set(names), grammar);
  before.set(key, template);
  return template;
}

/** The syntax is that of a heredoc, whose content always ends in a line end. */
function read(
  { id, text }: Document,
  variables: ReadonlySet<string>,
  grammar: HclGrammar,
): Expression | null {
  const marker = markerFor(text);
  const written = `x = <<${marker}\n${text}${text.endsWith("\n") ? "" : "\n"}${marker}\n`;
  const hcl = isTooDeep(written) ? null : readHcl(written, grammar);
  const attribute = hcl && attributeOf(fileBody(hcl.root, written), "x");
  if (!attribute?.value) return null;
  const place = { document: id, start: 0, end: text.length };
  const value = lowerAttribute(attribute, { ...lowerContext(id, written, place), variables });
  return text.endsWith("\n") ? value : withoutLineEnd(value);
}

/** A word that no line of the text is. */
function markerFor(text: string): string {
  let marker = "END";
  while (text.includes(marker)) marker += "_";
  return marker;
}

function withoutLineEnd(value: Expression): Expression {
  if (value.kind === "literal" && typeof value.value === "string")
    return { ...value, value: value.value.replace(/\n$/, "") };
  if (value.kind !== "text") return value;
  const last = value.parts.at(-1);
  return last ? { ...value, parts: [...value.parts.slice(0, -1), withoutLineEnd(last)] } : value;
}
