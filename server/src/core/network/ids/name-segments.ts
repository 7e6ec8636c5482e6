import type { Expression, Literal } from "../../template/expression.ts";
import type { NameSegment } from "../../template/reference.ts";
import { isDeclaration, type ResourceDeclaration } from "../../template/template.ts";
import { foldWord } from "../../text/fold.ts";

/**
 * The segments of the name of a resource, as ARM JSON writes them: in one text, or below a parent. Null if they
 * cannot be separated.
 */
export function nameSegments(declaration: ResourceDeclaration, count: number): readonly NameSegment[] | null {
  const { parent, name } = declaration;
  if (!name || name.kind === "unreadable") return null;
  const above = parent && isDeclaration(parent) ? nameSegments(parent, count - 1) : [];
  if (!above || (parent && above.length === 0)) return null;
  const own = count - above.length === 1 ? [segmentOf(name)] : splitAtSlashes(piecesOf(name));
  return above.length + own.length === count ? [...above, ...own] : null;
}

/** A name that is one segment. */
export function segmentOf(name: Expression): NameSegment {
  return [name];
}

/** The written parts that form a text: `concat(parameters('vnet'), '/app')`, `format('{0}/app', …)`. */
function piecesOf(name: Expression): readonly Expression[] {
  if (name.kind !== "call") return [name];
  switch (foldWord(name.name)) {
    case "concat":
      return name.arguments.flatMap(piecesOf);
    case "format":
      return formatted(name.arguments) ?? [name];
    default:
      return [name];
  }
}

function formatted([pattern, ...values]: readonly Expression[]): readonly Expression[] | null {
  if (pattern?.kind !== "literal" || typeof pattern.value !== "string") return null;
  const pieces = pattern.value.split(/(\{\d+\})/).filter((piece) => piece !== "");
  const found = pieces.map((piece) => {
    const [, index] = /^\{(\d+)\}$/.exec(piece) ?? [];
    return index === undefined ? { ...pattern, value: piece } : values[Number(index)];
  });
  const certain = found.filter((each) => each !== undefined);
  return certain.length === found.length ? certain.flatMap(piecesOf) : null;
}

function splitAtSlashes(pieces: readonly Expression[]): readonly NameSegment[] {
  const segments: Expression[][] = [[]];
  for (const piece of pieces) {
    if (piece.kind !== "literal") segments.at(-1)?.push(piece);
    else
      String(piece.value)
        .split("/")
        .forEach((text, index) => {
          if (index > 0) segments.push([]);
          const part: Literal = { ...piece, value: text };
          if (text !== "") segments.at(-1)?.push(part);
        });
  }
  return segments.some((segment) => segment.length === 0) ? [] : segments;
}
