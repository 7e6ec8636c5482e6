import { openDisk } from "../../../server/src/cli/disk.ts";
import { analyze } from "../../../server/src/core/index.ts";
import { resourceInstances } from "../../../server/src/core/evaluate/instances/instances.ts";
import type { ResourceInstance } from "../../../server/src/core/evaluate/types.ts";
import { type Plain, textOf } from "../../../server/src/core/evaluate/values/plain.ts";
import { textPieces } from "../../../server/src/core/evaluate/values/symbol.ts";
import { valueUnder } from "../../../server/src/core/evaluate/values/find-entry.ts";
import type { Value } from "../../../server/src/core/evaluate/values/value.ts";
import { givenByHand } from "../../../server/src/core/workspace/environments.ts";
import { bicep, type Target } from "./bicep.ts";

interface Predicted {
  readonly type: string;
  readonly name: string;
  readonly properties?: unknown;
  readonly location?: unknown;
}

export interface SnapshotDifference {
  /** The resources that were compared, and the values in them that we know. */
  readonly resources: number;
  readonly values: number;
  readonly different: readonly string[];
}

/** What a deployment is told of its place; without it, most names stay unevaluated. */
const target: Target = {
  tenantId: "11111111-1111-1111-1111-111111111111",
  subscriptionId: "22222222-2222-2222-2222-222222222222",
  resourceGroup: "rg-Test",
  location: "westeurope",
  deploymentName: "main",
};

/**
 * Compares the resources that we know a deployment to have, under a parameter file, with those that Microsoft's engine gives it. Null if the
 * engine gives none, because the files do not compile or the deployment fails, or if what is deployed depends on what is not known.
 */
export async function compareSnapshot(root: string, parameters: string): Promise<SnapshotDifference | null> {
  let answer: string;
  try {
    answer = await bicep().snapshot(parameters, target);
  } catch {
    return null;
  }
  const { predictedResources } = JSON.parse(answer) as { readonly predictedResources: readonly Predicted[] };
  const { worlds } = analyze({ root, files: openDisk(), environment: givenByHand([parameters]) });
  const [world] = worlds;
  if (!world || worlds.length > 1) return null;
  const instances = world.network.frames.flatMap((frame) => resourceInstances(frame)).filter(isDeployed);
  const seen = { values: 0 };
  const different = instances.flatMap((instance) => differencesOf(instance, predictedResources, seen));
  return { resources: instances.length, values: seen.values, different };
}

function isDeployed(instance: ResourceInstance): boolean {
  const { declaration, repeats, isMade } = instance;
  const isOwn = !declaration.existing && !repeats && isMade !== true;
  const type = instance.type();
  // A snapshot has the resources of a deployment in its place.
  const isDeployment = /^Microsoft\.Resources\/deployments(?:@|$)/i.test(type ?? "");
  return isOwn && instance.exists().truth === "yes" && type !== null && !isDeployment;
}

interface Seen {
  values: number;
}

function differencesOf(instance: ResourceInstance, all: readonly Predicted[], seen: Seen): readonly string[] {
  const type = (instance.type() ?? "").split("@")[0] ?? "";
  const pieces = instance
    .nameSegments()
    .flatMap((each, index) => [...(index > 0 ? ["/"] : []), ...textPieces(each)]);
  const name = textOf(pieces);
  const ofType = all.filter((each) => each.type.toLowerCase() === type.toLowerCase());
  const named = ofType.filter((each) => differences(name, each.name, "", { values: 0 }).length === 0);
  const place = `${instance.symbol} (${type} ${typeof name === "string" ? name : "?"})`;
  if (named.length === 0)
    return [`${place}: not deployed; of its type: ${ofType.map((each) => each.name).join(", ")}`];
  const found = named.map((each) => differencesInBody(instance, each, seen));
  return found.some((each) => each.length === 0) ? [] : (found[0] ?? []).map((each) => `${place}${each}`);
}

function differencesInBody(instance: ResourceInstance, predicted: Predicted, seen: Seen): readonly string[] {
  return (["location", "properties"] as const).flatMap((key) => {
    const value = valueUnder(instance.body(), key);
    return value === null ? [] : differencesInValue(value, predicted[key], `.${key}`, seen);
  });
}

function differencesInValue(value: Value, json: unknown, path: string, seen: Seen): readonly string[] {
  if (value.kind === "unknown") return [];
  const options = value.kind === "known" ? [value.value] : value.options.map((option) => option.value);
  const found = options.map((option) => differences(option, json, path, seen));
  return found.some((each) => each.length === 0) ? [] : (found[0] ?? []);
}

/** What the engine does not evaluate is an expression in brackets, of which we may not know all. */
function differences(plain: Plain, json: unknown, path: string, seen: Seen): readonly string[] {
  const isOpen = typeof json === "string" && json.startsWith("[") && !json.startsWith("[[");
  // Secure parameters of modules, and those with a part that only the deployment knows, are left whole.
  if (isOpen && json.startsWith("[parameters(")) return [];
  if (plain === null || typeof plain !== "object") {
    seen.values++;
    return plain === (json ?? null)
      ? []
      : [`${path}: ours ${JSON.stringify(plain)}, theirs ${JSON.stringify(json)}`];
  }
  switch (plain.kind) {
    case "text":
      return isOpen || (typeof json === "string" && patternOf(plain.parts).test(json))
        ? []
        : [`${path}: ours a text, theirs ${JSON.stringify(json)}`];
    case "list": {
      if (isOpen || plain.unordered) return [];
      const items: readonly unknown[] | null = Array.isArray(json) ? json : null;
      if (!items || (plain.open.length === 0 && items.length !== plain.items.length))
        return [`${path}: ours ${plain.items.length} items, theirs ${JSON.stringify(json)}`];
      if (plain.open.length > 0) return [];
      return plain.items.flatMap((item, index) =>
        differencesInValue(item, items[index], `${path}[${index}]`, seen),
      );
    }
    case "dict": {
      if (isOpen) return [];
      if (typeof json !== "object" || json === null || Array.isArray(json))
        return [`${path}: ours an object, theirs ${JSON.stringify(json)}`];
      const theirs = new Map<string, unknown>(Object.entries(json));
      const more = plain.open.length > 0 ? [] : [...theirs.keys()].filter((key) => !plain.entries.has(key));
      return [
        ...more.map((key) => `${path}: theirs also ${key}`),
        ...[...plain.entries].flatMap(([key, entry]) =>
          differencesInValue(entry.value, theirs.get(key), `${path}.${key}`, seen),
        ),
      ];
    }
    default:
      return [];
  }
}

function patternOf(parts: readonly (string | object)[]): RegExp {
  const all = parts.map((part) =>
    typeof part === "string" ? part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&") : "[^]*",
  );
  return new RegExp(`^${all.join("")}$`, "i");
}
