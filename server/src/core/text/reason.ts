// Other than in texts, the bundler leaves characters beyond ASCII in patterns as they are, and one of them makes V8 keep a whole bundle in twice the memory.
const reason = /^(?![\s<>()[\]{}.:"'\u2026*-]*(?:[Rr][Ee][Aa][Ss][Oo][Nn][\s<>()[\]{}.:"'\u2026*-]*)?$)/;

/** Fits every text that gives a reason: the bare word `reason`, in whatever brackets, is the placeholder of one. */
export const reasonPattern = reason.source;

/** Whether a text gives a reason, for those who ask why something is not reported. */
export function isReason(text: string): boolean {
  return reason.test(text);
}
