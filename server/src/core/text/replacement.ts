/** Replaces the text between two offsets of one document. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
