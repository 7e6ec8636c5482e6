/** Why a source or environment of an access file cannot be renamed so. */
export type NewNameFault =
  | { readonly kind: "blank-name" }
  | { readonly kind: "spaces-around-name" | "name-taken" | "name-has-meaning"; readonly name: string };

/** What a new name must not be. */
export interface OtherNames {
  /** Those that the file gives to others. */
  readonly taken: readonly string[];
  /** Whether a name means something without being defined, such as `internet`. */
  readonly hasMeaning: (name: string) => boolean;
}

/** Why a new name cannot be used: tests that use it would mean something else. Null if it can. */
export function faultOfNewName(name: string, { taken, hasMeaning }: OtherNames): NewNameFault | null {
  if (name.trim() === "") return { kind: "blank-name" };
  if (name.trim() !== name) return { kind: "spaces-around-name", name };
  if (taken.includes(name)) return { kind: "name-taken", name };
  return hasMeaning(name) ? { kind: "name-has-meaning", name } : null;
}
