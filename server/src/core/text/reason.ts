/** Brackets, quotes and other marks that a placeholder may have around it. */
const marks = "[\\s<>()[\\]{}.:\"'…*-]*";

/** Fits every text that gives a reason: the bare word `reason`, in whatever brackets, is the placeholder of one. */
export const reasonPattern = `^(?!${marks}(?:[Rr][Ee][Aa][Ss][Oo][Nn])?${marks}$)`;

/** Whether a text gives a reason, for those who ask why something is not reported. */
export function isReason(text: string): boolean {
  return new RegExp(reasonPattern).test(text);
}
