/** Fits every day of the calendar, written `2027-01-31`. */
const date =
  /^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$/;

/** The same for schemas. */
export const datePattern = date.source;

/** Whether a text is a day: of `2027-02-30` it is not known when it is over. */
export function isDate(text: string): boolean {
  return date.test(text);
}
