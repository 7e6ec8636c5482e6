import type { Sentence } from "../../server/src/protocol.ts";

/** Text from a template as Markdown that shows it and nothing else; a name may hold whatever its author likes. */
export function escapeMarkdown(text: Sentence): Sentence {
  return (
    onOneLine(text)
      .replace(/[\\`*_[\]|<>~&$@]/g, "\\$&")
      .replace(/^(\d*)([-+#.)])(?=\s|$)/, "$1\\$2")
      // A bare address would become a link.
      .replace(/:(?=\/\/)|(?<=\bwww)\./gi, "\\$&")
  );
}

/** Without line ends, and without what is not seen or turns the order of others around. */
function onOneLine(text: Sentence): string {
  // What is taken out is not seen, whatever the sentence says.
  // eslint-disable-next-line sentences/no-reading-of-sentences
  return text.replace(/[\p{C}\p{Z}]+/gu, " ").trim();
}
