import { relativeAddress } from "../text/addresses.ts";

/** A heading of a level. */
export function heading(level: number, text: string): string {
  return `${"#".repeat(level)} ${text}`;
}

/** A table; its cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");
}

/** A text out of a template, safe inside of a table or a list: on one line, seen as it is, and neither a link nor markup. */
export function cell(text: string): string {
  return (
    text
      .replace(/[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]+/gu, " ")
      .trim()
      .replace(/[\\`*_[\]|<>~&$@]/g, "\\$&")
      // A bare address would become a link, also behind what is not a word to GitHub, such as an underscore.
      .replace(/:(?=\/\/)|(?<=www)\./gi, "\\$&")
      // GitHub looks for people and issues in what is shown, where a backslash is gone and a comment parts words.
      .replace(/[@#](?=\w)|\bGH-(?=\d)/gi, "$&<!-- -->")
  );
}

/** A text in bold. */
export function strong(text: string): string {
  return `**${text}**`;
}

/** A link to a line of a file, relative to the folder that the report was made in. */
export function link({ file, line }: { readonly file: string; readonly line: number }): string {
  return `[${cell(`${file}:${line}`)}](${relativeAddress(file)}#L${line})`;
}

const marks: ReadonlyMap<string, string> = new Map(
  Object.entries({
    public: "⚠ ",
    depends: "? ",
    partial: "? ",
    allowed: "✓ ",
    denied: "⊘ ",
  }),
);

/** The sign of a verdict or an exposure, with a blank behind it; nothing for words without one. */
export function mark(word: string): string {
  return marks.get(word) ?? "";
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
