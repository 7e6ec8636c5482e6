import type { Written } from "../../../template/written.ts";
import type { Replacement } from "../../../text/replacement.ts";
import type { HclNode } from "../hcl/node.ts";
import type { OpenText } from "./insert.ts";
import { indentationAt, insertAt, isOnOneLine, lineEnd } from "./lines.ts";
import { printValue } from "./print.ts";

/** The items of a list between brackets. */
export function itemsOf(list: HclNode): readonly HclNode[] {
  return list.children.filter((child) => child.type === "expression");
}

/** Adds items at the end of a list between brackets. */
export function appendItems(
  file: OpenText,
  list: HclNode,
  values: readonly Written[],
): readonly Replacement[] {
  const { text, layout } = file;
  const printed = values.map(printValue);
  const last = itemsOf(list).at(-1);
  if (!last) return appendFirst(file, list, printed);
  const comma = list.children.find((child) => child.type === "," && child.start >= last.end);
  const isSameLine = isOnOneLine(text, last.end, list.end);
  if (isSameLine) return [insertAt(last.end, `, ${printed.join(", ")}`)];
  const indentation = indentationAt(text, last.start);
  const begin = layout.newline + indentation;
  // Behind the comment that may follow the last item.
  const line = insertAt(
    lineEnd(text, comma?.end ?? last.end),
    begin + printed.join(`,${begin}`) + (comma ? "," : ""),
  );
  return comma ? [line] : [insertAt(last.end, ","), line];
}

/** An empty list opens up where it holds comments. */
function appendFirst(
  { text, layout }: OpenText,
  list: HclNode,
  printed: readonly string[],
): readonly Replacement[] {
  const inside = text.slice(list.start + 1, list.end - 1);
  if (inside.trim() === "") return [{ start: list.start + 1, end: list.end - 1, text: printed.join(", ") }];
  const closing = indentationAt(text, list.end - 1);
  const indentation = closing + layout.indent;
  const lines = printed.map((each) => `${indentation}${each},${layout.newline}`).join("");
  const at = text.lastIndexOf("\n", list.end - 1) + 1;
  return [insertAt(at, lines)];
}
