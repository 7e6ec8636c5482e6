import type { ResourceInstance } from "../../evaluate/types.ts";
import { configured } from "./dns.ts";
import { bindResource } from "./resource.ts";
import type { NetworkInterface } from "../network.ts";
import { readField, readList } from "../fields/read-field.ts";
import { armInterface } from "../schema/arm-network.ts";
import { azurermInterface } from "../schema/azurerm-network.ts";
import { spellingOf } from "../schema/choose.ts";
import type { InterfaceSchema } from "../schema/schema.ts";

/** Reads the network interface of a machine. */
export function bindInterface(instance: ResourceInstance): NetworkInterface {
  const resource = bindResource(instance);
  const schema = spellingOf<InterfaceSchema>(instance, armInterface, azurermInterface);
  const body = configured(instance);
  const subnets = readList(body, schema.subnets, resource.label);
  return {
    ...resource,
    configurations: subnets.items.map(({ field, whole }) => ({
      subnet: field,
      publicIp: readField(whole, schema.publicIp, resource.label),
    })),
    open: subnets.open,
  };
}
