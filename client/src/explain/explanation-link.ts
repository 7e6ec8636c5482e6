/** Where a link of an explanation leads. */
export type ExplanationLink =
  | { readonly kind: "fix"; readonly index: number }
  /** A path as printed, and a line, counted from 0. */
  | { readonly kind: "file"; readonly path: string; readonly line: number };

/** Reads the address of a link; null if it leads to neither a fix nor a file. */
export function readLink(href: string): ExplanationLink | null {
  const [, fix] = /^#fix-(\d+)$/.exec(href) ?? [];
  if (fix !== undefined) return { kind: "fix", index: Number(fix) };
  if (/^(?:[a-z][a-z\d+.-]*:|#)/i.test(href)) return null;
  const [path = "", line = "1"] = href.split("#L", 2);
  try {
    return { kind: "file", path: decodeURIComponent(path), line: Math.max(0, Number(line) - 1) || 0 };
  } catch {
    return null;
  }
}
