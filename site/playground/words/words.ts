/** What the page itself says; what it shows of files is said by the server. A text with `{0}` has a part filled in. */
export interface PageWords {
  readonly title: string;
  readonly examples: string;
  readonly severalFiles: string;
  readonly rules: string;
  readonly syntax: string;
  readonly environment: string;
  readonly share: string;
  readonly shared: string;
  readonly sharedByHand: string;
  readonly tooLarge: string;
  readonly privacy: string;
  readonly keys: string;
  readonly licenses: string;
  readonly files: string;
  readonly editor: string;
  readonly addFile: string;
  readonly fileName: string;
  readonly invalidName: string;
  readonly add: string;
  readonly rename: string;
  readonly remove: string;
  readonly actionsOfFile: string;
  readonly cancel: string;
  readonly problems: string;
  readonly noProblems: string;
  readonly checking: string;
  readonly fixes: string;
  readonly noFixes: string;
  readonly changedMeanwhile: string;
  readonly error: string;
  readonly warning: string;
  readonly info: string;
  readonly hint: string;
  readonly access: string;
  readonly simulator: string;
  readonly picture: string;
  readonly matrix: string;
  readonly source: string;
  readonly sourceHint: string;
  readonly suggestions: string;
  readonly simulate: string;
  readonly removeSource: string;
  readonly onlyVault: string;
  readonly apply: string;
  readonly close: string;
  readonly noLink: string;
  readonly noExample: string;
  readonly stopped: string;
  readonly needsScript: string;
  /** The phrases of the editor library, by their English. */
  readonly phrases: Readonly<Record<string, string>>;
}

export type WordName = Exclude<keyof PageWords, "phrases">;
