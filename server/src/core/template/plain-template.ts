import type { Span } from "../text/document.ts";
import type { Template } from "./template.ts";

/** A template that declares only what the parts say. */
export function plainTemplate(
  span: Span,
  parts: Pick<Template, "dialect" | "intact"> & Partial<Template>,
): Template {
  return {
    document: span.document,
    span,
    state: null,
    parameters: new Map(),
    variables: new Map(),
    functions: new Map(),
    resources: [],
    modules: [],
    outputs: new Map(),
    ...parts,
  };
}
