import type { CancellationToken, InlayHint, InlayHintParams } from "vscode-languageserver";
import { wideRanges } from "../../core/index.ts";
import type { Context } from "../context.ts";
import { subjectOf, askRoots } from "../roots.ts";

/** The number of addresses, after IP rules that contain more than one. */
export async function inlayHints(
  context: Context,
  { textDocument, range }: InlayHintParams,
  token: CancellationToken,
): Promise<InlayHint[]> {
  const settings = await context.settings.of(textDocument.uri);
  if (settings.inlayHints === "off") return [];
  const subject = await subjectOf(context, textDocument.uri, token);
  if (!subject) return [];
  const { document, analyses } = subject;
  const start = context.converter.toOffset(document, range.start);
  const end = context.converter.toOffset(document, range.end);
  const ranges = askRoots(context, analyses, (some) =>
    some.flatMap(({ worlds }) => wideRanges(worlds, document)),
  );
  const distinct = [...new Map(ranges.map((each) => [each.span.start, each])).values()];
  return distinct
    .filter(({ span }) => span.end >= start && span.start <= end)
    .map(({ span, count }) => ({
      position: context.converter.toPosition(document, span.end),
      label: context.client.words.lens.addresses(count, count),
      paddingLeft: true,
    }));
}
