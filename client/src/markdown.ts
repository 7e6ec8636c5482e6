/** Text from a template as Markdown that shows it and nothing else; a name may hold whatever its author likes. */
export function escapeMarkdown(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, " ")
    .replace(/[\\`*_[\]|<>~&]/g, "\\$&")
    .replace(/^(\d*)([-+#.)])(?=\s|$)/, "$1\\$2");
}

/** A table; the cells are Markdown already. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
