import type { Expression } from "../../template/expression.ts";
import type { Document } from "../../text/document.ts";
import { Remembered } from "../../logic/remembered.ts";
import { readTemplateText } from "./hcl/parse.ts";
import { lowerContext, lowerExpression } from "./lower-expression.ts";

const cache = new Remembered<Document, Map<string, Expression | null>>();

/**
 * A file that is a template (https://developer.hashicorp.com/terraform/language/functions/templatefile), in which these names are
 * variables; null if it cannot be read. It is memoized by document and names.
 */
export function templateOfFile(document: Document, names: readonly string[]): Expression | null {
  const before = cache.get(document) ?? new Map<string, Expression | null>();
  cache.set(document, before);
  const key = names.join(" ");
  const known = before.get(key);
  if (known !== undefined) return known;
  const template = read(document, new Set(names));
  before.set(key, template);
  return template;
}

function read({ id, text }: Document, variables: ReadonlySet<string>): Expression | null {
  const template = readTemplateText(text);
  const place = { document: id, start: 0, end: text.length };
  return template && lowerExpression(template, { ...lowerContext(id, text, place), variables });
}
