/** A part of a long list: the rows to render, and the room of those before and after them. */
export interface VisibleRows {
  readonly first: number;
  /** The row after the last one. */
  readonly end: number;
  readonly before: number;
  readonly after: number;
}

/** Rows out of sight that are rendered, so that scrolling shows no gaps. */
const margin = 12;

/** The rows of a list of `count` rows, all `rowHeight` high, that are near what a box shows at its scroll position. */
export function visibleRows(
  count: number,
  rowHeight: number,
  { scrollTop, clientHeight }: { readonly scrollTop: number; readonly clientHeight: number },
): VisibleRows {
  const first = Math.max(0, Math.min(count, Math.floor(scrollTop / rowHeight)) - margin);
  const end = Math.min(count, Math.ceil((scrollTop + clientHeight) / rowHeight) + margin);
  return { first, end, before: first * rowHeight, after: Math.max(0, count - end) * rowHeight };
}
