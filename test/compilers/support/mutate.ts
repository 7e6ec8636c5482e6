/** Numbers that follow from a seed, so that what a run finds can be found again (the generator is mulberry32). */
export function random(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** What is written between other pieces: the tokens of Bicep, and what looks like one. */
const pieces =
  "{ } [ ] ( ) : = => , . .? ?. ! ?? ? & && | || + - * / % < <= > >= == != =~ !~ :: ... ' ''' \" ` @ # $ ${ \\ ; // /* */ 1 -1 0x1 1.5 true null name for in if existing param var resource module output type func import using with as metadata targetScope assert extends \n \r\n \t".split(
    /(?<=[^ ]) /,
  );

/** A text with one or three of its pieces lost, doubled, moved, replaced or added. */
export function mutate(text: string, next: (below: number) => number): string {
  const parts = text.match(/\w+|\s+|'''|[^\w\s]/g) ?? [];
  for (let times = next(4) === 0 ? 3 : 1; times > 0 && parts.length > 0; times--) {
    const at = next(parts.length);
    const other = pieces[next(pieces.length)] ?? "";
    const way = next(6);
    if (way === 0) parts.splice(at, 1);
    else if (way === 1) parts.splice(at, 0, parts[at] ?? "");
    else if (way === 2) parts.splice(at, 0, other);
    else if (way === 3) parts[at] = other;
    else if (way === 4) parts.splice(at, 0, ...parts.splice(next(parts.length), 1));
    else parts.splice(at, 1 + next(4));
  }
  return parts.join("");
}
