/**
 * A text that was made for people, in their language. It is shown as it is: what it says is known by the facts that come with it, so a
 * lint rule (`eslint/no-reading-of-sentences.mjs`) keeps the client from comparing such texts or looking into them.
 */
export type Sentence = string & { readonly isSentence?: true };
