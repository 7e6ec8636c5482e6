/** Supported languages by their BCP 47 tags; the first one is the fallback. */
export const languages = ["en", "de"] as const;

export type Language = (typeof languages)[number];

/** The language for a tag such as `en-GB`; English for languages that the product does not support. */
export function languageOf(tag: string | undefined): Language {
  const [primary] = (tag ?? "").toLowerCase().split("-");
  return languages.find((each) => each === primary) ?? languages[0];
}
