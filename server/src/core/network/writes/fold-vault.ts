import type { Field } from "../fields/field.ts";
import { fieldOf, firstOf, isMerged, isWritten, type Last, lastOf, listOf } from "./last-write.ts";
import type { Vault } from "../network.ts";
import { withPatchedBlock } from "./updated-vault.ts";

/**
 * What several writes of one vault make of it: each property is as the last of them writes it, in the order of their
 * dependencies; without an order it is not known. What a later write leaves out stays as it was, which is not documented
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/deployment-modes is about resources, not of their
 * properties), and is noted down in `kept`. The default action and the bypass belong to the block around them: where a later
 * write has the block without them, their defaults hold, unless it is merged into what is deployed.
 */
export function foldedVault(written: readonly Vault[]): Vault {
  const writes = written.map(withPatchedBlock);
  const first = firstOf(writes);
  const access = lastOf(writes, (write) => isWritten(write.publicNetworkAccess));
  const block = lastOf(writes, (write) => isWritten(write.networkAcls));
  const inBlock = (read: (write: Vault) => Field<string>): Last<Vault> =>
    lastOf(writes, (write) => isWritten(read(write)) || (isWritten(write.networkAcls) && !isMerged(write)));
  const action = inBlock((write) => write.defaultAction);
  const bypass = inBlock((write) => write.bypass);
  const ip = lastOf(writes, (write) => write.ipRules.state !== "absent");
  const subnet = lastOf(writes, (write) => write.subnetRules.state !== "absent");
  const flag = (read: (write: Vault) => Field<boolean>): Field<boolean> =>
    fieldOf(
      first,
      lastOf(writes, (write) => isWritten(read(write))),
      read,
    );
  const folded = {
    publicNetworkAccess: fieldOf(first, access, (write) => write.publicNetworkAccess),
    networkAcls: fieldOf(first, block, (write) => write.networkAcls),
    defaultAction: fieldOf(first, action, (write) => write.defaultAction),
    bypass: fieldOf(first, bypass, (write) => write.bypass),
    ipRules: listOf(first, ip, (write) => write.ipRules),
    subnetRules: listOf(first, subnet, (write) => write.subnetRules),
  };
  return {
    ...first,
    ...folded,
    exists: writes.find((write) => write.exists.truth === "yes")?.exists ?? first.exists,
    apiVersion: (access.deciding[0] ?? first).apiVersion,
    subnetLinks: writes.find((write) => write.subnetRules === folded.subnetRules)?.subnetLinks ?? [],
    enabledForDeployment: flag((write) => write.enabledForDeployment),
    enabledForDiskEncryption: flag((write) => write.enabledForDiskEncryption),
    enabledForTemplateDeployment: flag((write) => write.enabledForTemplateDeployment),
    enableRbacAuthorization: flag((write) => write.enableRbacAuthorization),
    foreignFields: writes.flatMap((write) => write.foreignFields),
    writes,
    kept: [
      ...(access.isKept ? [folded.publicNetworkAccess] : []),
      ...(block.isKept ? [folded.networkAcls] : []),
      ...(action.isKept ? [folded.defaultAction] : []),
      ...(bypass.isKept ? [folded.bypass] : []),
      ...(ip.isKept ? [folded.ipRules] : []),
      ...(subnet.isKept ? [folded.subnetRules] : []),
    ],
  };
}
