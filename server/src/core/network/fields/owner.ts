import type { Frame } from "../../evaluate/scope.ts";
import { usesOf } from "../../evaluate/expressions/uses.ts";
import type { DocumentId, Span } from "../../text/span.ts";
import { contains, spanKey } from "../../text/span.ts";
import type { Resource } from "../resource.ts";

/** To what a written place belongs, seen from a resource that uses it, and how many uses a change there would reach. */
export type Owner =
  /** The resource's own declaration. */
  | { readonly kind: "declaration"; readonly frame: Frame }
  | {
      readonly kind: "variable" | "parameter default";
      readonly name: string;
      readonly uses: number;
      readonly frame: Frame;
    }
  /** A call of the module that contains the resource, or of an enclosing one, made in this frame. */
  | { readonly kind: "call"; readonly frame: Frame }
  /** A parameter file, another resource, or nothing that could be named. */
  | { readonly kind: "elsewhere" };

/** Finds what owns a written place. Values looked up by index or member have lost the names they came through. */
export function ownerOf(place: Span, resource: Pick<Resource, "span" | "instance">): Owner {
  const { frame: own } = resource.instance;
  if (isForeign(place, own)) return { kind: "elsewhere" };
  if (contains(resource.span, place)) return { kind: "declaration", frame: own };
  for (let frame: Frame | null = own; frame; frame = frame.caller) {
    const owner = ownerIn(place, frame);
    if (owner) return owner;
  }
  return { kind: "elsewhere" };
}

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
      return { kind: "variable", name, uses: usesOf(template, "variable", key), frame };
  }
  for (const [key, parameter] of template.parameters) {
    if (parameter.default && contains(parameter.default.span, place)) {
      return {
        kind: "parameter default",
        name: parameter.name,
        uses: usesOf(template, "parameter", key),
        frame,
      };
    }
  }
  const isCall = caller?.template.modules.some((call) => contains(call.arguments.span, place)) === true;
  return isCall ? { kind: "call", frame: caller } : null;
}
