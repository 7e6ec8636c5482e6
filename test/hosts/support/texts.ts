/** The texts of files by their paths. */
export type Texts = Readonly<Record<string, string>>;

/** Several sets of files as one. */
export function joined(all: readonly Texts[]): Texts {
  return Object.assign({}, ...all) as Texts;
}
