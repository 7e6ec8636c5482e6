import { readFileSync, writeFileSync } from "node:fs";

export interface Sample {
  readonly title: string;
  readonly text: string;
  /** The tree that the file shows below the text. */
  readonly tree: string;
}

/** Reads a fixture: samples of `=== title`, the text of a file, `---`, and the tree of that text. */
export function readSamples(path: URL): readonly Sample[] {
  const [, ...sections] = readFileSync(path, "utf8").split(/^=== /m);
  return sections.map((section) => {
    const lineEnd = section.indexOf("\n");
    const [text = "", tree = ""] = section.slice(lineEnd + 1).split(/^---\n/m);
    return { title: section.slice(0, lineEnd), text, tree };
  });
}

/** Writes the fixture anew with the trees that `dump` finds; for `UPDATE=1`, to be reviewed as a diff. */
export function writeSamples(path: URL, samples: readonly Sample[], dump: (text: string) => string): void {
  const sections = samples.map(({ title, text }) => `=== ${title}\n${text}---\n${dump(text)}`);
  writeFileSync(path, sections.join("\n"));
}
