import type { ResourceInstance } from "../../evaluate/types.ts";
import { isDict } from "../../evaluate/values/plain.ts";
import type { Value } from "../../evaluate/values/value.ts";
import { hasArgument } from "../provider-arguments.ts";
import { armNetwork } from "./arm.ts";
import { azurermNetwork, azurermSubnetOfBlocks } from "./azurerm.ts";

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
