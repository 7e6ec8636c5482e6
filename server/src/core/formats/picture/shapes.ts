/** The outline of a rectangle with round corners, as the data of a path. */
export function box(x: number, y: number, width: number, height: number, radius: number): string {
  const corner = (right: number, down: number): string => `a${radius} ${radius} 0 0 1 ${right} ${down}`;
  const [across, along] = [width - 2 * radius, height - 2 * radius];
  return [
    `M${x + radius} ${y}h${across}${corner(radius, radius)}v${along}${corner(-radius, radius)}`,
    `h${-across}${corner(-radius, -radius)}v${-along}${corner(radius, -radius)}z`,
  ].join("");
}

/** A filled circle. */
export function dot(x: number, y: number, radius: number): string {
  const half = (way: number): string => `a${radius} ${radius} 0 0 1 ${way * 2 * radius} 0`;
  return `M${x - radius} ${y}${half(1)}${half(-1)}z`;
}

export function cross(x: number, y: number, half: number): string {
  const size = 2 * half;
  return `M${x - half} ${y - half}l${size} ${size}m0 ${-size}l${-size} ${size}`;
}

export function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** A text in lines of at most `most` characters, broken after blanks, hyphens and slashes; a word that is a little longer stays whole. */
export function piecesOf(text: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/(?<=[ /-])/).flatMap((each) => partsOf(each, most + 3))) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.trimEnd().length <= most)
      lines[lines.length - 1] = last + word;
    else lines.push(word);
  }
  return lines.map((line) => line.trimEnd());
}

function partsOf(word: string, most: number): readonly string[] {
  if (word.trimEnd().length <= most) return [word];
  return [`${word.slice(0, most - 1)}-`, ...partsOf(word.slice(most - 1), most)];
}
