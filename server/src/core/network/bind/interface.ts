import type { ResourceInstance } from "../../evaluate/types.ts";
import { type Association, associationsOf, orAssociated, withAssociated } from "./associations.ts";
import { bindResource, configured, networkSchemaOf } from "./resource.ts";
import { nothingListed } from "../fields/lists.ts";
import { readField, readList } from "../fields/read-field.ts";
import type { InstancesOf } from "../instances-of.ts";
import type { NetworkInterface } from "../network.ts";
import { azurermAssociations } from "../schema/azurerm.ts";

/** The resources of azurerm that put network interfaces into groups. */
interface GroupAssociations {
  readonly securityGroups: readonly Association[];
  readonly applicationSecurityGroups: readonly Association[];
}

/** Reads the network interfaces of machines. */
export function bindInterfaces(of: InstancesOf): readonly NetworkInterface[] {
  const { networkInterface: key } = azurermAssociations;
  const groups = {
    securityGroups: associationsOf(of("azurerm_network_interface_security_group_association"), key),
    applicationSecurityGroups: associationsOf(
      of("azurerm_network_interface_application_security_group_association"),
      key,
    ),
  };
  return of("microsoft.network/networkinterfaces", "azurerm_network_interface").map((each) =>
    bindInterface(each, groups),
  );
}

function bindInterface(instance: ResourceInstance, groups: GroupAssociations): NetworkInterface {
  const resource = bindResource(instance);
  const { id, label } = resource;
  const schema = networkSchemaOf(instance).interface;
  const body = configured(instance);
  const subnets = readList(body, schema.subnets, label);
  const { applicationSecurityGroup, securityGroup } = azurermAssociations;
  return {
    ...resource,
    configurations: subnets.items.map(({ field, whole }) => ({
      subnet: field,
      publicIp: readField(whole, schema.publicIp, label),
      applicationSecurityGroups: withAssociated(
        schema.applicationSecurityGroups
          ? readList(whole, schema.applicationSecurityGroups, label)
          : nothingListed(label),
        id,
        groups.applicationSecurityGroups,
        applicationSecurityGroup,
      ),
    })),
    securityGroup: orAssociated(
      readField(body, schema.securityGroup, label),
      id,
      groups.securityGroups,
      securityGroup,
    ),
    dnsServers: readList(body, schema.dnsServers, label),
    open: subnets.open,
  };
}
