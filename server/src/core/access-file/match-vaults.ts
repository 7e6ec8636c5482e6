import picomatch from "picomatch";

/**
 * Whether a vault is one of those that patterns mean: by its symbol or its name, with `*` globs and without case. A pattern
 * equal to the symbol always matches, whatever the symbol is made of.
 */
export function vaultFilter(patterns: readonly string[]): (symbol: string, name: string | null) => boolean {
  if (patterns.length === 0) return () => true;
  const isMatch = picomatch([...patterns], {
    nocase: true,
    noext: true,
    nobrace: true,
    nonegate: true,
    dot: true,
    bash: true,
  });
  return (symbol, name) => patterns.includes(symbol) || isMatch(symbol) || (name !== null && isMatch(name));
}
