/**
 * A text for people, in their language. It is shown as it is: the accompanying facts say the same for programs, so a
 * lint rule (`scripts/own-rules/no-reading-of-sentences.ts`) keeps the client from comparing or parsing such texts.
 */
export type Sentence = string & { readonly isSentence?: true };
