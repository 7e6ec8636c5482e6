/**
 * What to call a vault: its name, or its symbol where the deployment decides the name. An ARM symbol is the name's expression
 * as written, of which `[variables('vaultName')]` reads better without its brackets.
 */
export function vaultName(name: string | object | null, symbol: string): string {
  if (typeof name === "string") return name;
  const [, inner] = /^\[(?:variables|parameters)\('([^']+)'\)\]$/.exec(symbol) ?? [];
  return inner ?? symbol;
}
