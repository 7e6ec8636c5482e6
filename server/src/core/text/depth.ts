import { limits } from "./limits.ts";

/** Whether brackets nest deeper than whatever walks a tree can bear. Those in strings count too, which only a strange file would make many of. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 123 || code === 91 || code === 40) {
      if (++depth > limits.nesting) return true;
    } else if ((code === 125 || code === 93 || code === 41) && depth > 0) depth--;
  }
  return false;
}
