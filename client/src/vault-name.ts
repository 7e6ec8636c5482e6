import { commonPattern, withGaps } from "../../server/src/protocol.ts";

/** What a vault is called in its template: the name if it is known, and the symbol. */
export interface Called {
  readonly name: string | object | null;
  readonly symbol: string;
  /** The label of a vault whose name is unknown: the pattern of the name, or the call that creates it. */
  readonly namedBy: string | null;
  readonly environment?: string | null;
}

/** The name of a vault, or its symbol if the deployment determines the name. */
export function vaultName({ name, symbol, namedBy }: Called): string {
  return typeof name === "string" ? withGaps(name) : (namedBy ?? symbol);
}

/** The name of a vault in several environments: its actual name only if that is the same in all of them. */
export function commonName(inEach: readonly [Called, ...Called[]]): string {
  const [first] = inEach;
  const isOne = inEach.every(({ name }) => name === first.name && typeof name === "string");
  const namedBy = commonPattern(inEach.map(({ environment = null, ...each }) => ({ ...each, environment })));
  return vaultName(isOne ? first : { ...first, name: null, namedBy });
}
