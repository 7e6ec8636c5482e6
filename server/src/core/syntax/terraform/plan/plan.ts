import { type Node, type ParseError, parseTree } from "jsonc-parser";
import { plainTemplate, type ResourceDeclaration, type StateKind } from "../../../template/template.ts";
import { isTooDeep } from "../../../text/depth.ts";
import type { Document, DocumentId } from "../../../text/document.ts";
import { foldWord } from "../../../text/fold.ts";
import type { SyntaxFault } from "../../syntax-fault.ts";
import type { Parsed, SyntaxProblem } from "../../syntax.ts";
import { itemsOf, member, type PrintedDeclaration, readResource, spanOf, textOf } from "./values.ts";

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

/** What a document of Terraform says of resources; why it is not read; or null if it says nothing of them. */
type Printed = PrintedResources | { readonly fault: SyntaxFault } | null;

interface PrintedResources {
  readonly state: StateKind;
  readonly resources: readonly PrintedDeclaration[];
  /** Whether each of them could be read. */
  readonly isWhole: boolean;
}

/** JSON that Terraform writes, read as a template that declares just that. */
function parsePrinted(document: Document, read: (root: Node, document: Document) => Printed): Parsed {
  const { id, text } = document;
  if (isTooDeep(text)) return unread(problemAt(id, 0, 1, { kind: "too-deep" }));
  const errors: ParseError[] = [];
  const root = parseTree(text, errors);
  const problems = errors
    .slice(0, 1)
    .map(({ offset, length }) => problemAt(id, offset, length, { kind: "invalid-json" }));
  const printed = root ? read(root, document) : null;
  if (!root || !printed) return unread(...problems);
  if ("fault" in printed) return unread(problemAt(id, root.offset, 1, printed.fault));
  const { state, resources, isWhole } = printed;
  const template = plainTemplate(spanOf(root, id), {
    dialect: "terraform",
    state,
    intact: isWhole && problems.length === 0,
    resources: eachOnce(resources),
  });
  return { ...unread(...problems), template };
}

/** The resources, without those that a data source found although they are managed here. */
function eachOnce(resources: readonly PrintedDeclaration[]): readonly ResourceDeclaration[] {
  const managed = new Set(
    resources.flatMap(({ declaration, isFound }) => (isFound ? [] : idsOf(declaration))),
  );
  return resources.flatMap(({ declaration, isFound }) =>
    isFound && idsOf(declaration).some((id) => managed.has(id)) ? [] : [declaration],
  );
}

/** The id that Azure has given a resource, in lower case. */
function idsOf({ identity }: ResourceDeclaration): readonly string[] {
  const id = typeof identity === "object" ? identity.id : undefined;
  return id?.kind === "literal" && typeof id.value === "string" ? [foldWord(id.value)] : [];
}

function unread(...problems: readonly SyntaxProblem[]): Parsed {
  return { template: null, parameterFile: null, comments: [], problems };
}

function problemAt(document: DocumentId, start: number, length: number, fault: SyntaxFault): SyntaxProblem {
  return { span: { document, start, end: start + length }, fault };
}

/** The only version of the format that Terraform has written since 0.12. */
const formatVersion = 4;

/**
 * The file in which Terraform keeps a state (`terraform.tfstate`, `terraform state pull`): the attributes of each instance, as
 * `terraform show -json` prints them. HashiCorp describes the format only as one of Terraform's own
 * (https://developer.hashicorp.com/terraform/language/state#format), so no version but this one is read.
 */
export function parseStateFile(document: Document): Parsed {
  return parsePrinted(document, readStateFile);
}

function readStateFile(root: Node, { id }: Document): Printed {
  const version = member(root, "version");
  if (version?.type !== "number" || !member(root, "serial")) return null;
  if (version.value !== formatVersion)
    return { fault: { kind: "state-version", version: String(version.value), expected: formatVersion } };
  const list = member(root, "resources");
  const instances = itemsOf(list).map((resource) => instancesOf(resource, id));
  const resources = instances.flatMap((each) => each ?? []);
  return { state: "deployed", resources, isWhole: list?.type === "array" && !instances.includes(null) };
}

/** The instances of a resource; null if one of them cannot be read. */
function instancesOf(resource: Node, document: DocumentId): readonly PrintedDeclaration[] | null {
  const instances = member(resource, "instances");
  const [type, name] = [textOf(member(resource, "type")), textOf(member(resource, "name"))];
  if (instances?.type !== "array" || type === null || name === null) return null;
  const isData = textOf(member(resource, "mode")) === "data";
  const module = textOf(member(resource, "module"));
  const address = [module, isData ? "data" : null, type, name].filter((part) => part !== null).join(".");
  const read = itemsOf(instances).map((node) => {
    const values = member(node, "attributes");
    const symbol = address + indexOf(member(node, "index_key"));
    return (
      values &&
      readResource(
        { node, symbol, label: labelOf(node, values), kind: resource, values },
        "deployed",
        document,
      )
    );
  });
  return read.every((each) => !!each) ? read.flat() : null;
}

/** The name in Azure is the most telling place of an instance. */
function labelOf(node: Node, values: Node): Node {
  return member(values, "name") ?? node;
}

/** `[0]` or `["dev"]` behind the address, as in the configuration. */
function indexOf(key: Node | undefined): string {
  return key === undefined || key.type === "null" ? "" : `[${JSON.stringify(key.value)}]`;
}
