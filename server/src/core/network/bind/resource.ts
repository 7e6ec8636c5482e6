import { ordinal } from "../../evaluate/instances/ordinal.ts";
import type { ResourceInstance } from "../../evaluate/types.ts";
import { unknown, type Value } from "../../evaluate/values/value.ts";
import type { Resource } from "../resources-by-type.ts";
import { isDict } from "../../evaluate/values/plain.ts";
import { hasArgument } from "../provider-arguments.ts";
import { armNetwork } from "../schema/arm.ts";
import { azurermNetwork, azurermSubnetOfBlocks } from "../schema/azurerm.ts";

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

/** How vaults and the resources around them are spelled. What uses a property that one of both forgets does not compile. */
export type NetworkSchema = typeof armNetwork | typeof azurermNetwork;

/** Whether a resource is spelled as the azurerm provider spells it; all others write what Azure itself takes. */
export function isAzurerm(instance: ResourceInstance): boolean {
  return instance.type()?.startsWith("azurerm_") === true;
}

export function networkSchemaOf(instance: ResourceInstance): NetworkSchema {
  return isAzurerm(instance) ? azurermNetwork : armNetwork;
}

/** `body` is that of the subnet, which may be written inside of a network. */
export function subnetSchemaOf(instance: ResourceInstance, body: Value): NetworkSchema["subnet"] {
  if (!isAzurerm(instance)) return armNetwork.subnet;
  const entries = body.kind === "known" && isDict(body.value) ? body.value.entries : null;
  const mayHaveList = hasArgument("azurerm_subnet", "service_endpoints", instance.frame);
  const hasBlocks =
    entries?.has("service_endpoint") === true || !(mayHaveList || entries?.has("service_endpoints"));
  return hasBlocks ? azurermSubnetOfBlocks : azurermNetwork.subnet;
}
