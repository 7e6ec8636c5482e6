import type { ResourceInstance } from "../../evaluate/types.ts";
import { unknown } from "../../evaluate/values/value.ts";
import { spanKey } from "../../text/span.ts";
import type { Resource } from "../resource.ts";

/** What every resource of the model takes from its instance. */
export function bindResource(instance: ResourceInstance): Resource {
  const { declaration, frame } = instance;
  const label = declaration.labelSpan;
  return {
    key: `${frame.path ?? ""}/${instance.symbol}@${spanKey(declaration.span)}`,
    symbol: instance.symbol,
    module: frame.path,
    name: instance.nameSegments().at(-1) ?? unknown([], { span: label }),
    id: instance.id(),
    exists: instance.exists(),
    label,
    span: declaration.span,
    instance,
  };
}
