import type { ResourceInstance } from "../../evaluate/types.ts";
import { any, type Truth } from "../../logic/truth.ts";
import { readRelated } from "../../network/fields/read-related.ts";
import type { Network } from "../../network/network.ts";
import type { Resource } from "../../network/resource.ts";
import { environmentOf } from "./script-environment.ts";
import { usesUntoldVault } from "./script-vaults.ts";
import { foldWord } from "../../text/fold.ts";

/**
 * Whether a resource uses the vaults that its identity may use, as far as what it runs says so. Deployment scripts run nothing but their
 * text and what is downloaded with it (https://learn.microsoft.com/azure/templates/microsoft.resources/deploymentscripts); what others
 * run is not written in the template.
 */
export function usesGrants(instance: ResourceInstance, { resources, vaults }: Network): Truth {
  if (foldWord(instance.type()) !== "microsoft.resources/deploymentscripts") return "yes";
  const written = readRelated(instance, text, resources);
  const isDownloaded = downloads.some((path) => {
    const { found, isOpen } = readRelated(instance, path, resources);
    return isOpen || found.some(({ field }) => field.value.kind !== "absent");
  });
  const uses = written.found.map(({ field: { value }, steps }) =>
    value.kind === "absent"
      ? "maybe"
      : usesUntoldVault(value, environmentOf(instance, text, steps, resources), vaults),
  );
  const isUnseen = isDownloaded || written.isOpen || uses.length === 0;
  return any([...uses, isUnseen ? "maybe" : "no"]);
}

/** Whether nothing is known of what a deployment script does with the vaults that it is given. */
export function isUntoldScript({ instance }: Resource, { resources }: Network): boolean {
  if (foldWord(instance.type()) !== "microsoft.resources/deploymentscripts") return false;
  const { found, isOpen } = readRelated(instance, text, resources);
  return isOpen || found.some(({ field }) => field.value.kind === "unknown");
}

const text = "properties.scriptContent";
const downloads = ["properties.primaryScriptUri", "properties.supportingScriptUris"];
