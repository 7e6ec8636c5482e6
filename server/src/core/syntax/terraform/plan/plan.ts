import type { Node } from "jsonc-parser";
import type { StateKind } from "../../../template/template.ts";
import type { Document, DocumentId } from "../../../text/document.ts";
import type { Parsed } from "../../syntax.ts";
import { parsePrinted, type Printed } from "./printed-json.ts";
import { type PrintedDeclaration, readResource } from "./printed-resource.ts";
import { itemsOf, member, textOf } from "./values.ts";

/**
 * What `terraform show -json` prints of a plan or a state
 * (https://developer.hashicorp.com/terraform/internals/json-format): every value as it will be, or is.
 */
export function parsePlan(document: Document): Parsed {
  return parsePrinted(document, readPlan);
}

function readPlan(root: Node, { id, moment }: Document): Printed {
  const planned = member(member(root, "planned_values"), "root_module");
  const before = moment === "before" ? member(member(root, "prior_state"), "values") : undefined;
  const deployed = member(before ?? member(root, "values"), "root_module");
  const module = before ? deployed : (planned ?? deployed);
  if (!module) return null;
  const state = module === planned ? "planned" : "deployed";
  return { state, resources: readModules(root, module, state, id), isWhole: true };
}

function readModules(
  root: Node,
  module: Node,
  state: StateKind,
  document: DocumentId,
): readonly PrintedDeclaration[] {
  const unknown = new Map(
    itemsOf(member(root, "resource_changes")).map((change) => [
      textOf(member(change, "address")) ?? "",
      member(member(change, "change"), "after_unknown"),
    ]),
  );
  const resources: PrintedDeclaration[] = [];
  const waiting: Node[] = [module];
  for (let at = waiting.shift(); at; at = waiting.shift()) {
    for (const node of itemsOf(member(at, "resources"))) {
      const label = member(node, "address");
      const symbol = textOf(label);
      const values = member(node, "values");
      if (!label || symbol === null || !values) continue;
      const of = { node, label, symbol, values, unknown: unknown.get(symbol) };
      resources.push(...(readResource({ ...of, kind: node }, state, document) ?? []));
    }
    waiting.push(...itemsOf(member(at, "child_modules")));
  }
  return resources;
}
