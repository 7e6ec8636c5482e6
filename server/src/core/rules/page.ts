/** Where the project lives; a test holds it to the manifest's `repository`. */
export const repository = "https://github.com/keyvault-network/keyvault-network";

/** The address of a rule's page. */
export function rulePage(code: string): string {
  return `${repository}/blob/main/docs/rules/${code}.md`;
}
