import type { ModuleDeclaration, ModuleSource } from "../../template/template.ts";
import type { Block } from "./hcl/body.ts";
import { repetitionOf } from "./loops.ts";
import { lowerBody, lowerNamed } from "./lower-body.ts";
import { type LowerContext, spanOf } from "./lower-context.ts";

const metaArguments: ReadonlySet<string> = new Set([
  "source",
  "version",
  "count",
  "for_each",
  "providers",
  "lifecycle",
  "depends_on",
]);

/** A call of a module: https://developer.hashicorp.com/terraform/language/modules/syntax */
export function readModule(block: Block, context: LowerContext): ModuleDeclaration | null {
  const [name] = block.labels;
  if (name === undefined) return null;
  const span = spanOf(block, context);
  return {
    span,
    symbol: name,
    key: name,
    labelSpan: { ...span, end: spanOf({ start: 0, end: block.headerEnd }, context).end },
    name: null,
    source: sourceOf(block, name, context),
    arguments: lowerBody(block.body, context, metaArguments),
    ...repetitionOf(block.body, context),
    dependsOn: lowerNamed(block.body, "depends_on", context),
  };
}

/** A path begins with a dot; anything else is an address of a registry or repository. */
function sourceOf(block: Block, call: string, context: LowerContext): ModuleSource {
  const source = lowerNamed(block.body, "source", context);
  if (source?.kind !== "literal" || typeof source.value !== "string")
    return { kind: "unreadable", span: source?.span ?? spanOf(block, context) };
  const { value, span } = source;
  return /^\.\.?(?:[/\\]|$)/.test(value)
    ? { kind: "folder", path: value, span }
    : { kind: "registry", reference: value, span, call };
}
