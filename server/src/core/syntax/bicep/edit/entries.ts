import type { Container } from "./locate.ts";

/** Replaces the text between two offsets. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** One property or item, and the comma behind it. */
export interface Listed {
  readonly start: number;
  readonly end: number;
  readonly comma: number | null;
}

/** The properties or items of an object or array; resources nested in it are none. */
export function entriesOf(container: Container): readonly Listed[] {
  const own = container.items.filter((item) => item.kind !== "resource" && item.kind !== "orphan");
  return own.map(({ start, end }, index) => {
    const next = own[index + 1]?.start ?? container.end;
    const comma = container.commas.find((offset) => offset >= end && offset < next) ?? null;
    return { start, end, comma };
  });
}
