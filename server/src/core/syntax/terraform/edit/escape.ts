/** A text as written between double quotes (https://developer.hashicorp.com/terraform/language/expressions/strings). */
export function escapeText(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replaceAll("${", () => "$${")
    .replaceAll("%{", () => "%%{")
    .replaceAll("\\b", "\\u0008")
    .replaceAll("\\f", "\\u000c");
}
