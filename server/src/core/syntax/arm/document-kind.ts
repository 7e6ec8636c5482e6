import type { Document } from "../../text/document.ts";
import { limits } from "../../text/limits.ts";
import { type JsonNode, type JsonObject, memberValue, stringOf } from "./json/node.ts";
import { type PrintedResource, type PrintedState, whatIfIn } from "./state/what-if.ts";
import { foldWord } from "../../text/fold.ts";
import { printedType } from "./state/resource-id.ts";

/** What a JSON document is to us. */
export type DocumentKind =
  | { readonly kind: "template"; readonly node: JsonObject }
  | { readonly kind: "blueprint"; readonly artifact: JsonObject; readonly node: JsonObject }
  | { readonly kind: "parameters"; readonly node: JsonObject }
  | { readonly kind: "state"; readonly root: JsonNode; readonly printed: PrintedState }
  | { readonly kind: "foreign" };

/**
 * Whether a text may be a template, a parameter file or a state with key vaults: a cheap look at the words in it, for
 * hosts that decide whether to read it at all.
 */
export function looksLikeArm(text: string): boolean {
  return /Microsoft\.KeyVault\/|deployment(?:Template|Parameters)\.json/i.test(text);
}

/**
 * Whether strict JSON is certainly nothing to us, because none of the words is in it by which a kind is recognized. What could be written in another way, or is not
 * strict, is not certain. Most JSON of a repository is like that, and reading it with places would take several times as long.
 */
export function isCertainlyForeign({ id, text, moment }: Pick<Document, "id" | "text" | "moment">): boolean {
  // What is said to be a state may be an empty one.
  if (moment === "before" || recognized.test(text) || parameterFileName.test(id)) return false;
  return !mayNestTooDeep(text) && plainJson(text) !== undefined;
}

/** Whether our reader could give up on the nesting of a text, which is then said of it. Brackets in strings count as well. */
function mayNestTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === openBracket || code === openBrace) depth++;
    else if (code === closeBracket || code === closeBrace) depth--;
    if (depth > limits.nesting) return true;
  }
  return false;
}

const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d] as const;

const recognized =
  /deployment(?:Template|Parameters)\.json|apiVersion|"kind"\s*:\s*"template"|predictedResources|"changes"|Microsoft\.KeyVault|\\[u/]/i;

/** Whether strict JSON says in its schema that it is a template. */
export function saysTemplate({ text }: Pick<Document, "text">): boolean {
  const root = plainJson(text);
  const schema: unknown = typeof root === "object" && root !== null ? Reflect.get(root, "$schema") : null;
  return typeof schema === "string" && /deploymentTemplate\.json/i.test(schema);
}

/** What strict JSON says; undefined if it is not strict. */
function plainJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * Determines by its schema, or otherwise by its members, what a document is.
 */
export function documentKind(
  root: JsonNode | null,
  { id: name, moment }: Pick<Document, "id" | "moment">,
): DocumentKind {
  if (root?.kind === "array") return stateIn(root, moment);
  if (root?.kind !== "object") return { kind: "foreign" };
  const schema = foldWord(stringOf(memberValue(root, "$schema"))) ?? "";
  if (schema.includes("deploymentparameters.json")) return { kind: "parameters", node: root };
  if (schema.includes("deploymenttemplate.json")) return { kind: "template", node: root };
  const blueprint = blueprintOf(root);
  if (blueprint) return blueprint;
  if (declaresResources(root)) return { kind: "template", node: root };
  if (isParameterFile(root, name)) return { kind: "parameters", node: root };
  return stateIn(root, moment);
}

/** An artifact of Azure Blueprints (https://learn.microsoft.com/azure/governance/blueprints/overview). */
function blueprintOf(root: JsonObject): DocumentKind | null {
  if (foldWord(stringOf(memberValue(root, "kind"))) !== "template") return null;
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
  return parameterFileName.test(name) && memberValue(root, "parameters")?.kind === "object";
}

const parameterFileName = /[.-]param(?:eter)?s?\.jsonc?$/i;

/** What a tool printed of resources. */
function stateIn(root: JsonNode, moment: Document["moment"]): DocumentKind {
  const printed = snapshotIn(root) ?? whatIfIn(root, moment) ?? exportIn(root, moment);
  return printed ? { kind: "state", root, printed } : { kind: "foreign" };
}

/**
 * What `bicep snapshot` predicts for a parameter file: the resources of all modules in one list, with expressions where only the
 * deployment knows a value (https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-cli#snapshot). Null if it is not that.
 */
function snapshotIn(root: JsonNode): PrintedState | null {
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

/**
 * What Azure prints of deployed resources: one (`az keyvault show`), a list (`az keyvault list`, a REST page in `value`), or rows of
 * Resource Graph in `data`. Null if there is no vault among them, except
 * for an empty list that is read as a state: there is nothing in an empty resource group.
 */
function exportIn(root: JsonNode, moment: Document["moment"]): PrintedState | null {
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
