import { type JsonNode, type JsonObject, memberValue } from "../json/node.ts";
import type { PrintedResource, PrintedState } from "./printed-state.ts";
import type { Document } from "../../../text/document.ts";
import { printedType } from "./resource-id.ts";

/**
 * What Azure prints of deployed resources: one (`az keyvault show`), a list (`az keyvault list`, a REST page in `value`), or rows of
 * Resource Graph in `data`. Null if there is no vault among them, except
 * for an empty list that is read as a state: there is nothing in an empty resource group.
 */
export function exportIn(root: JsonNode, moment: Document["moment"]): PrintedState | null {
  const rows = memberValue(root, "data") ?? memberValue(root, "value") ?? root;
  const nodes = rows.kind === "array" ? rows.items.map((item) => item.value) : [root];
  const objects = nodes.filter((node) => node.kind === "object");
  const resources = objects.flatMap((node) => exportedResource(node) ?? []);
  const isEmpty = moment === "before" && rows.kind === "array" && rows.items.length === 0;
  if (!isEmpty && !resources.some(({ node }) => isVault(node))) return null;
  return { state: "deployed", resources, expressions: false, isWhole: !hasMore(root) };
}

/** Lists without properties name resources of all kinds, of which they say nothing. */
function exportedResource(node: JsonObject): PrintedResource | null {
  const isComplete = memberValue(node, "properties")?.kind === "object";
  if (!isComplete && !isVault(node)) return null;
  return printedType(node) === null ? null : { node, id: null, isComplete, isCertain: true };
}

function isVault(node: JsonObject): boolean {
  return /^microsoft\.keyvault\/(?:vaults|managedhsms)$/i.test(printedType(node) ?? "");
}

/** Resource Graph and REST print at most a page: https://learn.microsoft.com/azure/governance/resource-graph/concepts/work-with-data */
function hasMore(root: JsonNode): boolean {
  return ["skip_token", "$skipToken", "skipToken", "nextLink"].some((name) => {
    const token = memberValue(root, name);
    return token?.kind === "string" && token.text !== "";
  });
}
