import { expressionsWithin } from "../../evaluate/expressions/uses.ts";
import type { Expression } from "../../template/expression.ts";
import type { Written } from "../../template/written.ts";
import { contains, type Span } from "../../text/span.ts";
import type { Resource } from "../resource.ts";
import { ownerOf } from "./owner.ts";
import { foldWord } from "../../text/fold.ts";

/** The place of a value; where it is one result of conditions whose others are what is written already, these as a whole. */
export function conditionAround(place: Span, value: Written, resource: Resource): Span {
  const owner = ownerOf(place, resource);
  const within = owner.kind === "elsewhere" ? [] : owner.within.flatMap(expressionsWithin);
  const whole = within.find(
    (each) =>
      each.kind === "conditional" &&
      resultsOf(each).some(({ span }) => contains(span, place)) &&
      resultsOf(each).every((result) => contains(result.span, place) || isLiteral(result, value)),
  );
  return whole?.span ?? place;
}

function resultsOf(expression: Expression): readonly Expression[] {
  return expression.kind === "conditional"
    ? [expression.yes, expression.no].flatMap(resultsOf)
    : [expression];
}

function isLiteral(expression: Expression, value: Written): boolean {
  return (
    expression.kind === "literal" &&
    typeof value !== "object" &&
    foldWord(String(expression.value)) === foldWord(String(value))
  );
}
