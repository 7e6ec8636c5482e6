const pages = "https://github.com/keyvault-network/keyvault-network/blob/main/docs/rules";

/** The page of a rule, by its code. */
export function rulePage(code: string): string {
  return `${pages}/${code}.md`;
}
