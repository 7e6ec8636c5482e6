import type { Sentence } from "../../server/src/protocol.ts";

/** Text from a template as Markdown that shows only this text; a name may contain anything its author likes. */
export function escapeMarkdown(text: Sentence): Sentence {
  return (
    onOneLine(text)
      .replace(/[\\`*_[\]|<>~&$@]/g, "\\$&")
      .replace(/^(\d*)([-+#.)])(?=\s|$)/, "$1\\$2")
      // A bare address would become a link.
      .replace(/:(?=\/\/)|(?<=\bwww)\./gi, "\\$&")
  );
}

/** Without line breaks, invisible characters and characters that change the direction of others. */
function onOneLine(text: Sentence): string {
  // What is removed is invisible, whatever the sentence says.
  // allow no-reading-of-sentences
  return text.replace(/[\p{C}\p{Z}]+/gu, " ").trim();
}
