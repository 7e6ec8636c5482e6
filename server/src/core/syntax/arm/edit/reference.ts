import type { Expression } from "../../../template/expression.ts";
import type { NameSegment, Referent, Reference } from "../../../template/reference.ts";

/**
 * A reference in the language of template expressions. What Azure adds to a resource is read with `reference()`
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#reference).
 */
export function referenceText({ referent, path }: Reference, source: string): string {
  const { declaration, type, names, child } = referent;
  if (path[0] === "name") return segmentText(withSlashes(names), source);
  const segments = [...names, ...(child ? [child.name] : [])].map((each) => segmentText(each, source));
  const types = child ? `${type}/${child.segment}` : type;
  const id = `resourceId(${[quoted(types), ...segments].join(", ")})`;
  const [first, ...rest] = path;
  if (first !== "properties") return id;
  return `reference(${declaration.key === null ? id : quoted(declaration.key)}).${rest.join(".")}`;
}

/** The name of a resource with those of its parents before it; null if it is not made of literals. */
export function literalName({ names }: Referent): string | null {
  const pieces = withSlashes(names);
  return pieces.every(({ kind }) => kind === "literal")
    ? pieces.map((piece) => (piece.kind === "literal" ? String(piece.value) : "")).join("")
    : null;
}

/** The segments as one text, in which literals are joined. */
function withSlashes(names: readonly NameSegment[]): NameSegment {
  const pieces = names.flatMap((segment, index): NameSegment => {
    const [first] = segment;
    return index === 0 || !first ? segment : [{ kind: "literal", span: first.span, value: "/" }, ...segment];
  });
  const joined: Expression[] = [];
  for (const piece of pieces) {
    const before = joined.at(-1);
    if (piece.kind === "literal" && before?.kind === "literal")
      joined.splice(-1, 1, { ...before, value: `${String(before.value)}${String(piece.value)}` });
    else joined.push(piece);
  }
  return joined;
}

/** A text in the language of template expressions. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function segmentText(pieces: NameSegment, source: string): string {
  const texts = pieces.map((piece) =>
    piece.kind === "literal"
      ? quoted(String(piece.value))
      : expressionAt(source.slice(piece.span.start, piece.span.end)),
  );
  return texts.length === 1 ? (texts[0] ?? "") : `concat(${texts.join(", ")})`;
}

/** Text between the quotes of a string is escaped; a whole expression includes its quotes and brackets. */
function expressionAt(written: string): string {
  const inner = /^"\s*\[([^]*)\]\s*"$/.exec(written)?.[1] ?? written;
  return inner.replace(/\\(?:u([\dA-Fa-f]{4})|(.))/g, (_, code: string | undefined, escaped: string) =>
    code === undefined ? (escapes.get(escaped) ?? escaped) : String.fromCharCode(parseInt(code, 16)),
  );
}

const escapes: ReadonlyMap<string, string> = new Map(
  Object.entries({ n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" }),
);
