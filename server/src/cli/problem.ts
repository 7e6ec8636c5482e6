/** Something that could not be read or judged. */
export interface Problem {
  readonly file: string;
  /** 0 where it is about the file as a whole. */
  readonly offset: number;
  readonly message: string;
}
