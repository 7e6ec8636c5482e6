import type { ResourceInstance } from "../../evaluate/types.ts";
import { type Text, textOf } from "../../evaluate/values/plain.ts";
import type { Absent, Value } from "../../evaluate/values/value.ts";
import { any, type Truth } from "../../logic/truth.ts";
import { readRelated } from "../../network/fields/read-related.ts";
import { isIdText } from "../../network/ids/links.ts";
import type { InstancesOf, Resource } from "../../network/resources-by-type.ts";
import type { Network } from "../../network/network.ts";
import { foldWord } from "../../text/fold.ts";
import { pathBeside } from "./detection.ts";
import { type ScriptEnvironment, usesUntoldVault } from "./script-vaults.ts";

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

/** Where a resource gives its script variables of the environment, by the place of the script. */
const environments: ReadonlyMap<string, { readonly names: string; readonly values: readonly string[] }> =
  new Map([
    [
      "properties.scriptContent",
      {
        names: "properties.environmentVariables[].name",
        values: ["properties.environmentVariables[].value", "properties.environmentVariables[].secureValue"],
      },
    ],
    [
      "script_content",
      {
        names: "environment_variable.name",
        values: ["environment_variable.value", "environment_variable.secure_value"],
      },
    ],
  ]);

/** The environment of the script at a place of a resource; `found` are the steps to it. */
export function environmentOf(
  instance: ResourceInstance,
  path: string,
  found: readonly string[],
  of: InstancesOf,
): ScriptEnvironment {
  const place = environments.get(path);
  if (!place) return path === "provisioner.command" ? ofProvisioner(instance, found, of) : new Map();
  const named = readRelated(instance, place.names, of).found.flatMap(({ field, steps }) => {
    const name = field.value.kind === "known" ? field.value.value : null;
    const [value] = place.values.flatMap((each) => readRelated(instance, pathBeside(each, steps), of).found);
    const text = value ? textIn(value.field.value) : null;
    return typeof name === "string" && text !== null ? [[name, text] as const] : [];
  });
  return new Map(named);
}

/** https://developer.hashicorp.com/terraform/language/resources/provisioners/local-exec */
function ofProvisioner(
  instance: ResourceInstance,
  command: readonly string[],
  of: InstancesOf,
): ScriptEnvironment {
  const path = pathBeside("provisioner.environment.*", command);
  const found = readRelated(instance, path, of).found.flatMap(({ field, steps }) => {
    const [name, text] = [steps.at(-1), textIn(field.value)];
    return name === undefined || text === null ? [] : [[name, text] as const];
  });
  return new Map(found);
}

function textIn(value: Value | Absent): string | Text | null {
  if (value.kind === "unknown") return textOf([value]);
  return value.kind === "known" && isIdText(value.value) ? value.value : null;
}
