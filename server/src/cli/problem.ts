import type { ProblemFact } from "./complaint.ts";

/** Something that could not be read or evaluated. */
export interface Problem {
  readonly file: string;
  /** 0 where it is about the file as a whole. */
  readonly offset: number;
  readonly fact: ProblemFact;
}

/** A problem with a file as a whole. */
export function problemOf(file: string, fact: ProblemFact): Problem {
  return { file, offset: 0, fact };
}
