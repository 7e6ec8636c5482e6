import type { ResourceInstance } from "../../evaluate/types.ts";
import { isDict } from "../../evaluate/values/plain.ts";
import type { Value } from "../../evaluate/values/value.ts";
import { armPrivateEndpoint, armSubnet, armVault } from "./arm.ts";
import { armNetwork } from "./arm-network.ts";
import { azurermPrivateEndpoint, azurermSubnet, azurermSubnetOfBlocks, azurermVault } from "./azurerm.ts";
import { azurermNetwork } from "./azurerm-network.ts";
import { hasArgument } from "../provider-arguments.ts";
import type { NetworkSchema, PrivateEndpointSchema, SubnetSchema, VaultSchema } from "./schema.ts";

/** Whether a resource is spelled as the azurerm provider spells it; all others write what Azure itself takes. */
export function isAzurerm(instance: ResourceInstance): boolean {
  return instance.type()?.startsWith("azurerm_") === true;
}

export function vaultSchemaOf(instance: ResourceInstance): VaultSchema {
  return isAzurerm(instance) ? azurermVault : armVault;
}

/** `body` is that of the subnet, which may be written inside of a network. */
export function subnetSchemaOf(instance: ResourceInstance, body: Value): SubnetSchema {
  if (!isAzurerm(instance)) return armSubnet;
  const entries = body.kind === "known" && isDict(body.value) ? body.value.entries : null;
  const mayHaveList = hasArgument("azurerm_subnet", "service_endpoints", instance.frame);
  const hasBlocks =
    entries?.has("service_endpoint") === true || !(mayHaveList || entries?.has("service_endpoints"));
  return hasBlocks ? azurermSubnetOfBlocks : azurermSubnet;
}

export function privateEndpointSchemaOf(instance: ResourceInstance): PrivateEndpointSchema {
  return isAzurerm(instance) ? azurermPrivateEndpoint : armPrivateEndpoint;
}

/** How a resource around vaults is spelled. */
export function networkSchemaOf(instance: ResourceInstance): NetworkSchema {
  return isAzurerm(instance) ? azurermNetwork : armNetwork;
}

/** The spelling of a resource among those of Azure itself and of the azurerm provider. */
export function spellingOf<T>(instance: ResourceInstance, arm: T, azurerm: T): T {
  return isAzurerm(instance) ? azurerm : arm;
}
