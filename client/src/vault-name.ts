/** What a vault is called by its template: the name where it is known, and the symbol. */
export interface Called {
  readonly name: string | object | null;
  readonly symbol: string;
  /** The parameter or variable that is all of the symbol, which reads better without the brackets around it. */
  readonly namedBy: string | null;
}

/** What to call a vault: its name, or its symbol where the deployment decides the name. */
export function vaultName({ name, symbol, namedBy }: Called): string {
  return typeof name === "string" ? name : (namedBy ?? symbol);
}

/** What to call a vault in several environments: its name only where it has the same one in all of them. */
export function commonName(inEach: readonly [Called, ...Called[]]): string {
  const [first] = inEach;
  return vaultName(inEach.every(({ name }) => name === first.name) ? first : { ...first, name: null });
}
