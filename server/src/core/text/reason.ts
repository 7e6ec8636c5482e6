const reason = /^(?![\s<>()[\]{}.:"'…*-]*(?:[Rr][Ee][Aa][Ss][Oo][Nn][\s<>()[\]{}.:"'…*-]*)?$)/;

/** Fits every text that gives a reason: the bare word `reason`, in whatever brackets, is the placeholder of one. */
export const reasonPattern = reason.source;

/** Whether a text gives a reason, for those who ask why something is not reported. */
export function isReason(text: string): boolean {
  return reason.test(text);
}
