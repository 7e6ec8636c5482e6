/**
 * What the grammar reads otherwise than Terraform does (https://github.com/hashicorp/hcl/blob/main/hclsyntax/scan_tokens.rl): blanks
 * beyond ASCII, which Terraform trims from the line that ends a heredoc; `$$${` and `%%%{`, which begin nothing; and `1e3`.
 */
const deviations =
  /[\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]|(?<!\$)\$+(?=\$\$\{)|(?<!%)%+(?=%%\{)|(?<![\w.])\d+[eE][-+]?\d+/g;

/** A text as long as this one that the grammar reads as Terraform reads this one. What names, numbers and texts say is read here. */
export function likenessOf(text: string): string {
  return text.replace(deviations, (found) => (found > "~" ? " " : "0").repeat(found.length));
}
