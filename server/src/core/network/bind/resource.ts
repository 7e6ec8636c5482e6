import { ordinal } from "../../evaluate/instances/ordinal.ts";
import type { ResourceInstance } from "../../evaluate/types.ts";
import { unknown, type Value } from "../../evaluate/values/value.ts";
import type { Resource } from "../resource.ts";

/** What every resource of the model takes from its instance. */
export function bindResource(instance: ResourceInstance): Resource {
  const { declaration, frame } = instance;
  const label = declaration.labelSpan;
  return {
    key: `${frame.identity}${instance.symbol}${ordinal(declaration, frame.template.resources)}`,
    symbol: instance.symbol,
    module: frame.path,
    name: instance.nameSegments().at(-1) ?? unknown([], { span: label }),
    id: instance.id(),
    exists: instance.exists(),
    label,
    span: declaration.span,
    home: frame.run.home,
    instance,
  };
}

/** What is written of a resource; of one that is only looked up nothing is known. */
export function configured(instance: ResourceInstance): Value {
  const { declaration, symbol } = instance;
  if (!declaration.existing) return instance.body();
  return unknown({ kind: "existing", symbol }, { span: declaration.labelSpan });
}
