/** What a vault is called by its template: the name where it is known, and the symbol. */
export interface Called {
  readonly name: string | object | null;
  readonly symbol: string;
}

/**
 * What to call a vault: its name, or its symbol where the deployment decides the name. An ARM symbol is the name's expression
 * as written, of which `[variables('vaultName')]` reads better without its brackets.
 */
export function vaultName({ name, symbol }: Called): string {
  if (typeof name === "string") return name;
  const [, inner] = /^\[(?:variables|parameters)\('([^']+)'\)\]$/.exec(symbol) ?? [];
  return inner ?? symbol;
}

/** What to call a vault in several environments: its name only where it has the same one in all of them. */
export function commonName(inEach: readonly [Called, ...Called[]]): string {
  const [{ name, symbol }] = inEach;
  return vaultName({ name: inEach.every((each) => each.name === name) ? name : null, symbol });
}
