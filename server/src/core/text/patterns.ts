// Other than in texts, the bundler leaves characters beyond ASCII in patterns as they are, and one of them makes V8 keep a whole bundle in twice the memory.
const reason = /^(?![\s<>()[\]{}.:"'\u2026*-]*(?:[Rr][Ee][Aa][Ss][Oo][Nn][\s<>()[\]{}.:"'\u2026*-]*)?$)/;

/** Fits every text that gives a reason: the bare word `reason`, in whatever brackets, is the placeholder of one. */
export const reasonPattern = reason.source;

/** Whether a text gives a reason, for those who ask why something is not reported. */
export function isReason(text: string): boolean {
  return reason.test(text);
}

/** Fits every day of the calendar, written `2027-01-31`. */
const date =
  /^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$/;

/** The same for schemas. */
export const datePattern = date.source;

/** Whether a text is a day: of `2027-02-30` it is not known when it is over. */
export function isDate(text: string): boolean {
  return date.test(text);
}

const reference = /\b(?:[Kk][Vv][0-9]{3}|[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+)\b/g;

/** Matches a text that has the form of a rule's code or name. `findRule` knows which rules exist. */
export const ruleReferencePattern = `^${reference.source}$`;

/** The parts of a text that have the form of a rule's code or name, with their offsets. */
export function ruleReferencesIn(
  text: string,
): readonly { readonly reference: string; readonly offset: number }[] {
  return [...text.matchAll(reference)].map(({ 0: found, index }) => ({ reference: found, offset: index }));
}
