import { ipRulesOf } from "../../access/entries.ts";
import type { World } from "../../access/worlds.ts";
import { writtenAt } from "../../evaluate/values/value.ts";
import { type Document, type Span, spanKey } from "../../text/document.ts";

/** An IP rule as written, with its number of addresses. */
export interface WideRange {
  readonly span: Span;
  readonly count: number;
}

/** The IP rules in a document that contain more than one address. */
export function wideRanges(worlds: readonly World[], document: Document): readonly WideRange[] {
  const found = new Map<string, WideRange>();
  for (const rule of worlds.flatMap(({ network }) =>
    network.vaults.flatMap((vault) => ipRulesOf(vault).rules),
  )) {
    const { value } = rule.item.field;
    if (value.kind !== "known" || !rule.entry || !("range" in rule.entry)) continue;
    const { first, last } = rule.entry.range;
    const span = writtenAt(value.origin);
    if (first === last || span.document !== document.id || !literalAt(document, span, value.value)) continue;
    found.set(spanKey(span), { span, count: last - first + 1 });
  }
  return [...found.values()];
}

/** Whether a text is literally at a span, with or without quotes: a computed text may represent many values. */
function literalAt(document: Document, { start, end }: Span, text: string): boolean {
  const written = document.text.slice(start, end);
  return written === text || (written.slice(1, -1) === text && /^["']/.test(written));
}
