import type { Node } from "jsonc-parser";
import { parseTree } from "jsonc-parser";
import type { Expression } from "../../../template/expression.ts";
import type {
  ResourceDeclaration,
  ResourceIdentity,
  StateKind,
  Template,
} from "../../../template/template.ts";
import type { Document } from "../../../text/document.ts";
import type { DocumentId, Span } from "../../../text/span.ts";
import type { Parsed, Syntax } from "../../syntax.ts";
import { isTooDeep } from "../../../text/depth.ts";
import { identityBelow, identityOf } from "../identity.ts";
import { call, literal } from "../lower-context.ts";
import { itemsOf, lowerValue, member, spanOf, textOf } from "./values.ts";

/**
 * What `terraform show -json` prints of a plan or a state
 * (https://developer.hashicorp.com/terraform/internals/json-format): every value as it will be, or is. Nothing is edited there.
 */
export const planSyntax: Syntax = {
  parse,
  editor: {
    replace: () => undefined,
    insert: () => undefined,
    append: () => undefined,
    remove: () => undefined,
  },
};

/** Whether a JSON text is one of these. */
export function isPlan({ text }: Document): boolean {
  const head = text.slice(0, 2_000);
  return /"format_version"\s*:/.test(head) && /"terraform_version"\s*:/.test(head);
}

function parse({ id, text, moment }: Document): Parsed {
  const root = isTooDeep(text) ? undefined : parseTree(text);
  const nothing: Parsed = { template: null, parameterFile: null, comments: [], problems: [] };
  const planned = member(member(root, "planned_values"), "root_module");
  const before = moment === "before" ? member(member(root, "prior_state"), "values") : undefined;
  const deployed = member(before ?? member(root, "values"), "root_module");
  const module = before ? deployed : (planned ?? deployed);
  if (!root || !module) return nothing;
  return { ...nothing, template: readModules(root, module, module === planned ? "planned" : "deployed", id) };
}

function readModules(root: Node, module: Node, state: StateKind, document: DocumentId): Template {
  const unknown = new Map(
    itemsOf(member(root, "resource_changes")).map((change) => [
      textOf(member(change, "address")) ?? "",
      member(member(change, "change"), "after_unknown"),
    ]),
  );
  const resources: ResourceDeclaration[] = [];
  const waiting: Node[] = [module];
  for (let at = waiting.shift(); at; at = waiting.shift()) {
    for (const resource of itemsOf(member(at, "resources"))) {
      const declaration = readResource(resource, unknown, state, document);
      if (declaration) resources.push(declaration);
    }
    waiting.push(...itemsOf(member(at, "child_modules")));
  }
  return {
    ...{ document, span: spanOf(root, document), dialect: "terraform", intact: true, state },
    ...{ parameters: new Map(), variables: new Map(), functions: new Map() },
    ...{ resources, modules: [], outputs: new Map() },
  };
}

function readResource(
  node: Node,
  unknown: ReadonlyMap<string, Node | undefined>,
  state: StateKind,
  document: DocumentId,
): ResourceDeclaration | null {
  const address = member(node, "address");
  const type = textOf(member(node, "type"));
  const values = member(node, "values");
  const symbol = textOf(address);
  if (!address || symbol === null || type === null || values?.type !== "object") return null;
  const labelSpan = spanOf(address, document);
  const notKnown = unknown.get(symbol);
  const written = (name: string): Expression | null => {
    const value = member(values, name);
    return value ? lowerValue(value, member(notKnown, name), document) : null;
  };
  const declaration: ResourceDeclaration = {
    ...{ span: spanOf(node, document), symbol, key: null, labelSpan },
    ...{ type: literal(type, labelSpan), apiVersion: null, name: written("name") },
    // What a data source found out about a vault is in a state like everything else that is deployed.
    existing:
      textOf(member(node, "mode")) === "data" && !(state === "deployed" && type === "azurerm_key_vault"),
    ...{ condition: null, loop: null, parent: null, scope: null, dependsOn: null },
    body: lowerValue(values, notKnown, document),
  };
  return type.startsWith("azapi_")
    ? asArm(declaration, values, written, labelSpan)
    : withIdentity(declaration, type, written, labelSpan);
}

/** The first version of the provider kept ARM's body as a text. */
function decoded(body: Expression): Expression {
  return body.kind === "literal" && typeof body.value === "string"
    ? call("jsondecode", body.span, body)
    : body;
}

type Written = (name: string) => Expression | null;

function withIdentity(
  declaration: ResourceDeclaration,
  type: string,
  written: Written,
  span: Span,
): ResourceDeclaration {
  const identity = identityOf(type, written, span, span);
  return identity ? { ...declaration, identity: knownId(identity, written) } : declaration;
}

/** The id that Azure has given, once there is one. */
function knownId(identity: ResourceIdentity, written: Written): ResourceIdentity {
  const id = written("id");
  return id?.kind === "literal" && id.value !== null ? { ...identity, id } : identity;
}

function asArm(
  declaration: ResourceDeclaration,
  values: Node,
  written: Written,
  span: Span,
): ResourceDeclaration {
  const [type = "", version] = (textOf(member(values, "type")) ?? "").split("@");
  const parent = written("parent_id") ?? call("no parent_id", span);
  const name = declaration.name ?? call("no name", span);
  return {
    ...declaration,
    type: literal(type, span),
    apiVersion: version === undefined ? null : literal(version, span),
    body: decoded(written("body") ?? declaration.body),
    identity: knownId(identityBelow(parent, type, name, span), written),
  };
}
