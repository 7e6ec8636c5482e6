import { homedir } from "node:os";
import { join } from "node:path";

/**
 * The path of the folder in which Bicep keeps restored modules
 * (https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-config-modules).
 */
export const bicepCachePath = join(homedir(), ".bicep");
