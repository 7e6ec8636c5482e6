import type { ResourceInstance } from "../../evaluate/types.ts";
import { type Text, textOf } from "../../evaluate/values/plain.ts";
import type { Absent, Value } from "../../evaluate/values/value.ts";
import { isIdText } from "../../network/ids/links.ts";
import type { InstancesOf } from "../../network/instances-of.ts";
import { readRelated } from "../../network/fields/read-related.ts";
import { pathBeside } from "./detection.ts";
import type { ScriptEnvironment } from "./script-vaults.ts";

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
