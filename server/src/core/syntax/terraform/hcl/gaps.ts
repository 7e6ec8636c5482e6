/** A place where something is still to be typed. */
export interface Gap {
  /** Where the name begins, and where it ends. */
  readonly start: number;
  readonly nameEnd: number;
  /** Where it ends in the text that replaces it. */
  readonly standInEnd: number;
  /** Where the value is expected. */
  readonly valueStart: number;
  readonly end: number;
  /** The name is incomplete, so it may become any name; otherwise only its value is missing. */
  readonly hidesName: boolean;
}

/** A text in which every gap is filled. Offsets are those of the original. */
export interface Filled {
  readonly text: string;
  readonly gaps: readonly Gap[];
}

/**
 * Fills what is typed by halves, so that the parser keeps to the rest: it would take the next line for the value of `name =`, and for
 * the label of a block that begins with half a name. What is filled within comments and strings means nothing, as the text of these
 * is read from the original.
 */
export function fillGaps(text: string): Filled {
  const gaps = [...valueGaps(text), ...nameGaps(text)].sort((a, b) => a.start - b.start);
  const pieces: string[] = [];
  let at = 0;
  for (const gap of gaps) {
    pieces.push(text.slice(at, gap.start), standIn(gap, text));
    at = gap.end;
  }
  return { text: pieces.join("") + text.slice(at), gaps };
}

/** As long as the text it replaces. */
function standIn({ start, standInEnd, nameEnd, valueStart, end, hidesName }: Gap, text: string): string {
  const isShort = hidesName || standInEnd < nameEnd;
  const name = isShort ? "x".repeat(standInEnd - start) : text.slice(start, standInEnd);
  return `${name.padEnd(valueStart - 1 - start)}=0`.padEnd(end - start);
}

/** `name =` with nothing behind it, or with a string that does not end. What is looked ahead for saves looking back from every blank. */
const valueMissing =
  /(?=[A-Za-z_"])(?<=(?:^|[{,])[ \t]*)([A-Za-z_][\w-]*|"[^"\r\n]*")([ \t]*)=([ \t]*)(?:(?=#|\/\/|[},]|\r?$)|"[^"\r\n]*$)/gm;

function valueGaps(text: string): readonly Gap[] {
  return [...text.matchAll(valueMissing)].flatMap((match): readonly Gap[] => {
    const [whole, name = "", before = "", after = ""] = match;
    const start = match.index;
    const nameEnd = start + name.length;
    const equals = nameEnd + before.length;
    const end = start + whole.length;
    const shared = { start, nameEnd, end, hidesName: false };
    if (after !== "" || end > equals + 1) return [{ ...shared, standInEnd: nameEnd, valueStart: equals + 1 }];
    if (before !== "") return [{ ...shared, standInEnd: nameEnd, valueStart: equals }];
    return name.length > 1 && !name.startsWith('"')
      ? [{ ...shared, standInEnd: nameEnd - 1, valueStart: equals }]
      : [];
  });
}

/** Half a name, or a block without its braces, that has a line of its own. Within brackets such a line is a value. */
const loneName = /^([ \t]*)([A-Za-z_][\w-]*(?:[ \t]+"[^"\r\n]*")*)[ \t]*$/;

function nameGaps(text: string): readonly Gap[] {
  const gaps: Gap[] = [];
  let start = 0;
  let isValue = false;
  for (const line of text.split("\n")) {
    const match = isValue ? null : loneName.exec(line.replace(/\r$/, ""));
    const gap = match && nameGap(match[1] ?? "", match[2] ?? "", start);
    if (gap) gaps.push(gap);
    const code = line.replace(/(?:#|\/\/).*/, "").trim();
    if (code !== "") isValue = /[[(,?:=]$/.test(code);
    start += line.length + 1;
  }
  return gaps;
}

function nameGap(indent: string, name: string, lineStart: number): Gap | null {
  if (/^(?:true|false|null|EOT|EOF)$/.test(name)) return null;
  const end = lineStart + indent.length + name.length;
  // A name of one or two letters uses space before it.
  const start = Math.min(lineStart + indent.length, end - 3);
  if (start < lineStart) return null;
  return { start, nameEnd: end, standInEnd: end - 2, valueStart: end - 1, end, hidesName: true };
}
