/** About what fits next to a verdict in a sidebar of 300 pixels. */
const longest = 26;

/** The names of rows whose descriptions have to stay in sight: long ones are shortened in the middle, never where they differ; tooltips have them in full. */
export function shortNames(names: readonly string[]): (name: string) => string {
  const all = [...new Set(names)];
  const taken = new Map<string, string[]>();
  for (const name of all) taken.set(cut(name), [...(taken.get(cut(name)) ?? []), name]);
  return (name) => {
    const short = cut(name);
    const alike = taken.get(short) ?? [];
    return alike.length > 1 ? cutAround(name, alike) : short;
  };
}

function cut(name: string): string {
  return name.length <= longest ? name : around(name, Math.ceil((longest - 1) / 2), longest - 1);
}

/** The ends that names have in common give way to what differs between them. */
function cutAround(name: string, alike: readonly string[]): string {
  const least = Math.min(...alike.map(({ length }) => length));
  const isSame = (at: number): boolean => alike.every((each) => each.at(at) === name.at(at));
  let head = 0;
  while (head < least && isSame(head)) head += 1;
  let tail = 0;
  while (tail < least - head && isSame(-tail - 1)) tail += 1;
  const [start, end] = [Math.max(0, head - 3), Math.min(name.length, name.length - tail + 3)];
  return `${start === 0 ? "" : "…"}${whole(name.slice(start, end))}${end === name.length ? "" : "…"}`;
}

function around(name: string, head: number, kept: number): string {
  return whole(`${name.slice(0, head)}…${name.slice(head - kept)}`);
}

/** Without halves of characters. */
function whole(text: string): string {
  return text.replaceAll(/\p{Cs}/gu, "");
}
