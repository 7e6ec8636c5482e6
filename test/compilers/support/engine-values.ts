import { join } from "node:path";
import type { Value } from "../../../server/src/core/evaluate/values/value.ts";
import { bicep, withFiles } from "./bicep.ts";

/** What Microsoft's engine gives for an expression: JSON, nothing yet (it depends on the deployment), or an error. */
export type Engine =
  | { readonly kind: "value"; readonly json: unknown }
  | { readonly kind: "unevaluated" }
  | { readonly kind: "error"; readonly message: string };

/** What expressions refer to: members of a template, and the lines of a parameter file behind `using`. */
export interface Surroundings {
  readonly template: Readonly<Record<string, unknown>>;
  readonly parameters: string;
}

const nothing: Surroundings = { template: {}, parameters: "" };

/** The engine's values of ARM expressions; one error fails a snapshot, so the expressions are halved until the faulty one is alone. */
export async function engineValues(
  expressions: readonly string[],
  around: Surroundings = nothing,
): Promise<readonly Engine[]> {
  if (expressions.length === 0) return [];
  const answer = await snapshotOf(expressions, around);
  if (typeof answer !== "string")
    return expressions.map((each, index) => engineOf(each, answer[`v${index}`]));
  if (expressions.length === 1) return [{ kind: "error", message: answer }];
  const half = expressions.length >> 1;
  return [
    ...(await engineValues(expressions.slice(0, half), around)),
    ...(await engineValues(expressions.slice(half), around)),
  ];
}

function engineOf(expression: string, json: unknown): Engine {
  // Members that only the deployment has are written as the expressions that they are.
  if (typeof json === "object" && /"\[\w+\(/.test(JSON.stringify(json))) return { kind: "unevaluated" };
  if (typeof json !== "string" || !json.startsWith("[")) return { kind: "value", json };
  return json === `[${expression}]` || /^\[\w+\(.*\)/s.test(json)
    ? { kind: "unevaluated" }
    : { kind: "value", json };
}

function snapshotOf(
  expressions: readonly string[],
  around: Surroundings,
): Promise<Readonly<Record<string, unknown>> | string> {
  const properties = Object.fromEntries(expressions.map((each, index) => [`v${index}`, `[${each}]`]));
  const template = {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    ...around.template,
    resources: [
      { type: "Microsoft.KeyVault/vaults", apiVersion: "2023-07-01", name: "v", location: "x", properties },
    ],
  };
  const files = {
    "main.json": JSON.stringify(template),
    "main.bicepparam": `using './main.json'\n${around.parameters}`,
  };
  return withFiles(files, async (folder) => {
    try {
      const snapshot = JSON.parse(await bicep().snapshot(join(folder, "main.bicepparam"))) as {
        readonly predictedResources: readonly { readonly properties: Readonly<Record<string, unknown>> }[];
      };
      return snapshot.predictedResources[0]?.properties ?? "no resource";
    } catch (error) {
      return String(error);
    }
  });
}

/** Whether nothing that we know of a value differs from the engine's; what we do not know agrees with everything. */
export function agrees(value: Value, json: unknown): boolean {
  if (value.kind === "unknown") return true;
  if (value.kind === "oneOf")
    return value.options.some((option) => agrees({ ...value, ...option, kind: "known" }, json));
  const plain = value.value;
  if (plain === null || typeof plain !== "object") return plain === json;
  if (plain.kind === "list") {
    if (!Array.isArray(json)) return false;
    return (
      plain.open.length > 0 ||
      (plain.items.length === json.length && plain.items.every((item, index) => agrees(item, json[index])))
    );
  }
  if (plain.kind === "dict") {
    if (typeof json !== "object" || json === null || Array.isArray(json)) return false;
    const theirs = new Map<string, unknown>(Object.entries(json));
    return (
      (plain.open.length > 0 || plain.entries.size === theirs.size) &&
      [...plain.entries].every(([key, entry]) => theirs.has(key) && agrees(entry.value, theirs.get(key)))
    );
  }
  return plain.kind !== "text" || typeof json === "string";
}

/** Whether a value has no part that we leave open. */
export function isWhollyKnown(value: Value): boolean {
  if (value.kind !== "known") return false;
  const plain = value.value;
  if (plain === null || typeof plain !== "object") return true;
  if (plain.kind === "list") return plain.open.length === 0 && plain.items.every(isWhollyKnown);
  if (plain.kind === "dict")
    return (
      plain.open.length === 0 && [...plain.entries.values()].every((entry) => isWhollyKnown(entry.value))
    );
  return false;
}
