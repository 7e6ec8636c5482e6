/** Deeper nesting is refused, so that nothing that walks a tree runs out of stack. */
const deepestNesting = 500;

/** Whether brackets nest deeper than that. Those in strings count too, which only a strange file would make many of. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 123 || code === 91 || code === 40) {
      if (++depth > deepestNesting) return true;
    } else if ((code === 125 || code === 93 || code === 41) && depth > 0) depth--;
  }
  return false;
}
