import type { NameSegment, Reference, Referent } from "../../../template/reference.ts";
import { isReference, isWrittenList, type Written } from "../../../template/written.ts";
import type { Expression } from "../../../template/expression.ts";

/** Prints a value in the language of template expressions, escaped for the JSON string around it. `source` is the file's text. */
export function printExpression(value: Written, source: string): string {
  const printed = JSON.stringify(expressionText(value, source));
  return printed.slice(1, -1);
}

function expressionText(value: Written, source: string): string {
  if (isReference(value)) return referenceText(value, source);
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : `json('${value}')`;
  if (value === null || typeof value === "boolean") return `${String(value)}()`;
  if (isWrittenList(value))
    return `createArray(${value.map((each) => expressionText(each, source)).join(", ")})`;
  const members = Object.entries(value).flatMap(([key, each]) => [quoted(key), expressionText(each, source)]);
  return `createObject(${members.join(", ")})`;
}

/** Brackets at the ends of a text are escaped where they would make it an expression. */
export function printScalar(value: null | boolean | number | string, escapeBrackets: boolean): string {
  const isBracketed = typeof value === "string" && value.startsWith("[") && value.endsWith("]");
  return JSON.stringify(isBracketed && escapeBrackets ? `[${value}` : value);
}

/** Of a resource that has a symbolic name, that is what others name in `dependsOn`. Its arguments are repeated as they are written. */
export function printReference(reference: Reference, source: string): string {
  const { written, referent, path } = reference;
  if (written) return source.slice(written.span.start, written.span.end);
  const name = path[0] === "name" ? literalName(referent) : null;
  if (name !== null) return JSON.stringify(name);
  const { key } = referent.declaration;
  const isSymbol = reference.path.length === 0 && key !== null;
  return JSON.stringify(isSymbol ? key : `[${referenceText(reference, source)}]`);
}

/**
 * A reference in the language of template expressions. What Azure adds to a resource is read with `reference()`
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#reference).
 */
function referenceText({ referent, path }: Reference, source: string): string {
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
function literalName({ names }: Referent): string | null {
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
function quoted(text: string): string {
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
