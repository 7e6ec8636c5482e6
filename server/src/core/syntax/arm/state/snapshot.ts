import { type JsonNode, memberValue } from "../json/node.ts";
import type { PrintedState } from "./printed-state.ts";

/**
 * What `bicep snapshot` predicts for a parameter file: the resources of all modules in one list, with expressions where only the
 * deployment knows a value (https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-cli#snapshot). Null if it is not that.
 */
export function snapshotIn(root: JsonNode): PrintedState | null {
  const list = memberValue(root, "predictedResources");
  if (list?.kind !== "array") return null;
  const nodes = list.items.map((item) => item.value);
  const objects = nodes.filter((node) => node.kind === "object");
  return {
    state: "planned",
    resources: objects.map((node) => ({ node, id: null, isComplete: true, isCertain: true })),
    expressions: true,
    isWhole: objects.length === nodes.length,
  };
}
