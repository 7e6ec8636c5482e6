const reference = /\b(?:[Kk][Vv][0-9]{3}|[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+)\b/g;

/** Matches a text that has the form of a rule's code or name. `findRule` knows which rules exist. */
export const ruleReferencePattern = `^${reference.source}$`;

/** The parts of a text that have the form of a rule's code or name, with their offsets. */
export function ruleReferencesIn(
  text: string,
): readonly { readonly reference: string; readonly offset: number }[] {
  return [...text.matchAll(reference)].map(({ 0: found, index }) => ({ reference: found, offset: index }));
}
