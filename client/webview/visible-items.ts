/** A part of a long list: the items to render, and the room of those before and after them. */
export interface VisibleItems {
  readonly first: number;
  /** The item after the last one. */
  readonly end: number;
  readonly before: number;
  readonly after: number;
}

/** What a box shows of a list in one direction, in pixels. */
export interface Sight {
  readonly from: number;
  readonly length: number;
}

/** The items of a list of `count`, all of the same size, that are near what a box shows; `margin` of them are out of sight, so that scrolling shows no gaps. */
export function visibleItems(
  count: number,
  size: number,
  { from, length }: Sight,
  margin: number,
): VisibleItems {
  const first = Math.max(0, Math.min(count, Math.floor(from / size)) - margin);
  const end = Math.min(count, Math.ceil((from + length) / size) + margin);
  return { first, end, before: first * size, after: Math.max(0, count - end) * size };
}
