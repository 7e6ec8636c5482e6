import type { Replacement } from "../../../text/replacement.ts";
import type { HclNode } from "../hcl/node.ts";
import { afterLine, insertAt, isOnOneLine, lineStart } from "./lines.ts";

/** How wide names are before the equal signs, and what moves those of the lines before for a longer name. */
interface Alignment {
  readonly width: number;
  readonly edits: readonly Replacement[];
}

/**
 * Terraform's formatter aligns the equal signs of adjacent lines
 * (https://developer.hashicorp.com/terraform/language/style#code-formatting). Lines that are not aligned are left
 * unchanged.
 */
export function alignmentAfter(
  text: string,
  members: readonly HclNode[],
  names: readonly string[],
): Alignment {
  const columns = neighboursAtEnd(text, members).map((member) => columnOf(text, member));
  const longest = Math.max(0, ...columns.map(({ name }) => name));
  const isFormatted = columns.every(({ equals }) => equals === longest);
  const width = Math.max(
    isFormatted ? longest : (columns[0]?.equals ?? 0),
    ...names.map((name) => name.length),
  );
  const shift = isFormatted ? width - longest : 0;
  const blanks = " ".repeat(shift);
  return { width, edits: shift === 0 ? [] : columns.map(({ start }) => insertAt(start + longest, blanks)) };
}

/** The attributes on lines of their own, without a gap between them, that end with the last member; the last one first. */
function neighboursAtEnd(text: string, members: readonly HclNode[]): readonly HclNode[] {
  const found: HclNode[] = [];
  for (const member of [...members].reverse()) {
    const next = found.at(-1);
    const isBeside = !next || afterLine(text, member.end) === lineStart(text, next.start);
    if (!isBeside || member.type === "block" || !isOnOneLine(text, member.start, member.end)) break;
    found.push(member);
  }
  return found;
}

interface Column {
  readonly start: number;
  /** How long the name is. */
  readonly name: number;
  /** How wide it is with the blanks behind it, but for the last one. */
  readonly equals: number;
}

function columnOf(text: string, { start, end, children }: HclNode): Column {
  const name = (children[0]?.end ?? end) - start;
  const blanks = /^[ \t]*(?==)/.exec(text.slice(start + name, end))?.[0].length ?? 0;
  return { start, name, equals: name + blanks - 1 };
}
