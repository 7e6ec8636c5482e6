/** Where the project lives; a test holds it to the manifest's `repository`. */
export const repository = "https://github.com/keyvault-network/keyvault-network";

/** Where the page of a rule is in the repository, in the language with a tag; other languages than English have a folder of their own. */
export function rulePagePath(code: string, language: string): string {
  return `docs/rules/${language === "en" ? "" : `${language}/`}${code}.md`;
}

/** The address of a rule's page. */
export function rulePage(code: string, language: string): string {
  return `${repository}/blob/main/${rulePagePath(code, language)}`;
}
