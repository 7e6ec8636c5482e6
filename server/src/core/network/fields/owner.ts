import type { Frame } from "../../evaluate/scope.ts";
import { expressionsWithin, usesOf } from "../../evaluate/expressions/uses.ts";
import { memoize } from "../../logic/memoize.ts";
import type { Expression } from "../../template/expression.ts";
import { contains, type DocumentId, type Span, spanKey } from "../../text/document.ts";
import type { Resource } from "../resources-by-type.ts";
import type { Written } from "../../template/written.ts";
import { isSameWord } from "../../text/fold.ts";

/**
 * To what a written place belongs, seen from a resource that uses it, and how many uses a change there would reach; `within` is what is
 * written there.
 */
export type Owner =
  /** The resource's own declaration. */
  | { readonly kind: "declaration"; readonly frame: Frame; readonly within: readonly Expression[] }
  | {
      readonly kind: "variable" | "parameter default";
      readonly name: string;
      readonly uses: number;
      readonly frame: Frame;
      readonly within: readonly Expression[];
    }
  /** A call of the module that contains the resource, or of an enclosing one, made in this frame. */
  | { readonly kind: "call"; readonly frame: Frame; readonly within: readonly Expression[] }
  /** A parameter file, another resource, or nothing that could be named. */
  | { readonly kind: "elsewhere" };

/** Finds what owns a written place. Values looked up by index or member have lost the names they came through. */
export function ownerOf(place: Span, resource: Pick<Resource, "span" | "instance">): Owner {
  const { frame: own, declaration } = resource.instance;
  if (isForeign(place, own)) return { kind: "elsewhere" };
  if (contains(resource.span, place)) return { kind: "declaration", frame: own, within: [declaration.body] };
  for (let frame: Frame | null = own; frame; frame = frame.caller) {
    const owner = ownerIn(place, frame);
    if (owner) return owner;
  }
  return { kind: "elsewhere" };
}

/** Whether a place is written once for each item of a loop in a value, or for each call of a lambda: a change reaches all of these. */
export function isRepeated(place: Span, owner: Owner): boolean {
  return (
    owner.kind !== "elsewhere" &&
    owner.within.some((root) => repeatedIn(root).some((span) => contains(span, place)))
  );
}

/** What is evaluated more than once in an expression: bodies of loops and of lambdas. */
const repeatedIn = memoize((root: Expression): readonly Span[] =>
  expressionsWithin(root).flatMap((each) => {
    if (each.kind === "lambda") return [each.body.span];
    if (each.kind !== "for") return [];
    return [each.body, each.key, each.filter].flatMap((part) => (part ? [part.span] : []));
  }),
);

/**
 * Whether what a template says at a place is part of a module that others publish. All of one that is only understood is taken to
 * be written where it is called, and cannot be changed there.
 */
export function isForeign(place: Span, { template }: Frame): boolean {
  return isFetched(place.document) || spanKey(template.span) === spanKey(place);
}

/** Whether a file is part of a module that `terraform init` fetched, and will fetch again as it was. */
export function isFetched(document: DocumentId): boolean {
  return document.includes("/.terraform/modules/");
}

function ownerIn(place: Span, frame: Frame): Owner | null {
  const { template, caller } = frame;
  for (const [key, { name, value }] of template.variables) {
    if (contains(value.span, place))
      return { kind: "variable", name, uses: usesOf(template, "variable", key), frame, within: [value] };
  }
  for (const [key, parameter] of template.parameters) {
    if (parameter.default && contains(parameter.default.span, place)) {
      return {
        kind: "parameter default",
        name: parameter.name,
        uses: usesOf(template, "parameter", key),
        frame,
        within: [parameter.default],
      };
    }
  }
  const call = caller?.template.modules.find((each) => contains(each.arguments.span, place));
  return caller && call ? { kind: "call", frame: caller, within: [call.arguments] } : null;
}

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
    isSameWord(String(expression.value), String(value))
  );
}
