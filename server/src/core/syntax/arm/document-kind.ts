import type { JsonNode, JsonObject } from "./json/node.ts";
import { memberValue, stringOf } from "./json/node.ts";

/** What a JSON document is to us. */
export type DocumentKind =
  | { readonly kind: "template"; readonly node: JsonObject }
  | { readonly kind: "blueprint"; readonly artifact: JsonObject; readonly node: JsonObject }
  | { readonly kind: "parameters"; readonly node: JsonObject }
  | { readonly kind: "export"; readonly vaults: readonly JsonObject[] }
  | { readonly kind: "foreign" };

/**
 * Whether a text may be a template, a parameter file or an export with key vaults: a cheap look at the words in it, for
 * hosts that decide whether to read it at all.
 */
export function looksLikeArm(text: string): boolean {
  return /Microsoft\.KeyVault\/|deployment(?:Template|Parameters)\.json/i.test(text);
}

/**
 * Determines by its schema, or otherwise by its members, what a document is; `name` is the document's file name or
 * address.
 */
export function documentKind(root: JsonNode | null, name: string): DocumentKind {
  if (root?.kind === "array") return exportOf(root);
  if (root?.kind !== "object") return { kind: "foreign" };
  const schema = stringOf(memberValue(root, "$schema"))?.toLowerCase() ?? "";
  if (schema.includes("deploymentparameters.json")) return { kind: "parameters", node: root };
  if (schema.includes("deploymenttemplate.json")) return { kind: "template", node: root };
  const blueprint = blueprintOf(root);
  if (blueprint) return blueprint;
  if (declaresResources(root)) return { kind: "template", node: root };
  if (isParameterFile(root, name)) return { kind: "parameters", node: root };
  return exportOf(root);
}

/** The kind of resource of an exported object, by its type or its ID; null if it is not a vault. */
export function exportedType(node: JsonNode): string | null {
  const type = stringOf(memberValue(node, "type"));
  if (type !== null) return vaultType.test(type) ? type : null;
  const found = /\/providers\/(microsoft\.keyvault)\/(vaults|managedhsms)\/[^/]+$/i.exec(idOf(node));
  return found ? `${found[1] ?? ""}/${found[2] ?? ""}` : null;
}

/** The id of an exported object. */
export function idOf(node: JsonNode): string {
  return stringOf(memberValue(node, "id")) ?? "";
}

const vaultType = /^microsoft\.keyvault\/(?:vaults|managedhsms)$/i;

/** An artifact of Azure Blueprints (https://learn.microsoft.com/azure/governance/blueprints/overview). */
function blueprintOf(root: JsonObject): DocumentKind | null {
  if (stringOf(memberValue(root, "kind"))?.toLowerCase() !== "template") return null;
  const template = memberValue(memberValue(root, "properties"), "template");
  return template?.kind === "object" ? { kind: "blueprint", artifact: root, node: template } : null;
}

/** Templates without a schema are recognized by resources with a provider's type and a version. */
function declaresResources(root: JsonObject): boolean {
  const list = memberValue(root, "resources");
  const nodes =
    list?.kind === "array"
      ? list.items.map((item) => item.value)
      : list?.kind === "object"
        ? list.members.map((member) => member.value)
        : [];
  return nodes.some(
    (node) =>
      memberValue(node, "apiVersion") !== null &&
      /^\w+(?:\.\w+)+\/|^\[/.test(stringOf(memberValue(node, "type")) ?? ""),
  );
}

function isParameterFile(root: JsonObject, name: string): boolean {
  return /[.-]param(?:eter)?s?\.jsonc?$/i.test(name) && memberValue(root, "parameters")?.kind === "object";
}

/**
 * What Azure prints of vaults: one (`az keyvault show`), a list (`az keyvault list`, a REST page in `value`), or rows of
 * Resource Graph in `data`.
 */
function exportOf(root: JsonNode): DocumentKind {
  const rows = memberValue(root, "data") ?? memberValue(root, "value") ?? root;
  const nodes = rows.kind === "array" ? rows.items.map((item) => item.value) : [root];
  const vaults = nodes.filter((node) => node.kind === "object").filter((node) => exportedType(node) !== null);
  return vaults.length > 0 ? { kind: "export", vaults } : { kind: "foreign" };
}
