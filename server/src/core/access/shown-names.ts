import { foldWord } from "../text/fold.ts";

/** The name of a vault in several environments, `dp-be-<environment>-kv-<…>`; null where they differ in more than the environment's name and in lengths. */
export function commonPattern(
  inEach: readonly { readonly environment: string | null; readonly namedBy: string | null }[],
): string | null {
  const [first = null, ...others] = new Set(inEach.map((each) => each.namedBy));
  if (others.length === 0) return first;
  const general = inEach.map(({ environment, namedBy: own }) =>
    own?.replaceAll(environment ?? "default", "<environment>").replaceAll(/<\d+>/g, "<…>"),
  );
  return general.every((each) => each === general[0]) ? (general[0] ?? null) : null;
}

/** A symbol in which expressions of ARM JSON are replaced by the names that they use: `<vaultName>/<keyName>`. */
export function readableSymbol(symbol: string): string {
  return symbol.replaceAll(/\[\s*([a-z]\w*)\(.*\]?/gi, (expression, called: string) => {
    const parts = [
      ...expression.matchAll(
        /\b(?:parameters|variables)\('([^']+)'\)|'([^']*)'|\b(?:copyIndex|guid|uniqueString)\(/g,
      ),
    ];
    const texts = parts.map(([, name, text = "<…>"]) => (name === undefined ? text : `<${name}>`));
    if (texts.length === 0) return "<…>";
    const [form = "", ...values] = texts;
    return foldWord(called) === "format"
      ? form.replaceAll(/\{(\d+)\}/g, (_, at: string) => values[Number(at)] ?? "<…>")
      : texts.join("");
  });
}

/** A name with an ellipsis where an empty value leaves a gap: Azure accepts neither hyphens at the ends nor two in a row. */
export function withGaps(name: string): string {
  return name.replace(/^-/, "…-").replaceAll("--", "-…-").replace(/-$/, "-…");
}
