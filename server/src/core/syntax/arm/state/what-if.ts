import type { CallExpression, DictionaryExpression, Literal } from "../../../template/expression.ts";
import {
  plainTemplate,
  type ResourceDeclaration,
  type ResourceIdentity,
  type StateKind,
  type Template,
} from "../../../template/template.ts";
import type { Document, Span } from "../../../text/document.ts";
import { foldWord } from "../../../text/fold.ts";
import { limits } from "../../../text/limits.ts";
import {
  findMember,
  type JsonItem,
  type JsonMember,
  type JsonNode,
  type JsonObject,
  type JsonString,
  memberValue,
  stringOf,
} from "../json/node.ts";
import { lowerMember, lowerObject } from "../lower-value.ts";
import { isIntact, type ReadContext, spanOf } from "../read-context.ts";
import { idOf, partsOfId, printedType } from "./resource-id.ts";

/**
 * What `az deployment … what-if --no-pretty-print` or the REST API says a deployment would change: of each resource what is (`before`)
 * and what will be (`after`), as far as they are printed
 * (https://learn.microsoft.com/rest/api/resources/deployments/what-if). Null if it is not that.
 */
export function whatIfIn(root: JsonNode, moment: Document["moment"]): PrintedState | null {
  const result = memberValue(root, "properties") ?? root;
  const changes = itemsOf(memberValue(result, "changes"));
  const potential = itemsOf(memberValue(result, "potentialChanges"));
  if (!changes || ![...changes, ...(potential ?? [])].every(isChange)) return null;
  // An empty list is a result only where the rest of it says so.
  if (changes.length === 0 && stringOf(memberValue(root, "status")) === null) return null;
  const read = moment === "before" ? resourceBefore : resourceAfter;
  return {
    state: moment === "before" ? "deployed" : "planned",
    resources: [
      ...changes.flatMap((change) => read(change, true)),
      ...(potential ?? []).flatMap((change) => read(change, moment === "before")),
    ],
    expressions: moment !== "before",
    isWhole: true,
  };
}

function itemsOf(node: JsonNode | null): readonly JsonNode[] | null {
  return node?.kind === "array" ? node.items.map((item) => item.value) : null;
}

function isChange(node: JsonNode): boolean {
  return stringOf(memberValue(node, "changeType")) !== null && node.kind === "object";
}

/** What a resource is before the deployment; nothing of one that the deployment creates. */
function resourceBefore(change: JsonNode, isCertain: boolean): readonly PrintedResource[] {
  const type = typeOf(change);
  return type === "create" ? [] : printed(change, memberValue(change, "before"), isCertain);
}

/** What a resource will be; nothing of one that the deployment deletes. */
function resourceAfter(change: JsonNode, isCertain: boolean): readonly PrintedResource[] {
  const type = typeOf(change);
  const [before, after] = [memberValue(change, "before"), memberValue(change, "after")];
  if (type === "delete") return isCertain ? [] : printed(change, before, false);
  if (after?.kind === "object") return printed(change, after, isCertain);
  const isSame = type === "nochange" || type === "ignore" || type === "noeffect";
  return printed(change, isSame ? before : afterDelta(before, memberValue(change, "delta")), isCertain);
}

function typeOf(change: JsonNode): string {
  return foldWord(stringOf(memberValue(change, "changeType"))) ?? "";
}

/** With `ResourceIdOnly`, and of a kind of resource that what-if does not support, only the id is printed. */
function printed(change: JsonNode, payload: JsonNode | null, isCertain: boolean): readonly PrintedResource[] {
  const id = memberValue(change, "resourceId");
  const found = id?.kind === "string" ? id : null;
  if (payload?.kind === "object") return [{ node: payload, id: found, isComplete: true, isCertain }];
  return found ? [{ node: empty(found), id: found, isComplete: false, isCertain }] : [];
}

function empty({ start, end }: JsonString): JsonObject {
  return {
    kind: "object",
    start,
    end,
    members: [],
    intact: true,
    listed: true,
    repeats: false,
    plain: false,
  };
}

/**
 * A resource after the changes of a what-if result: each names a path below its parent and what is there afterwards, or children with
 * paths below its own (https://learn.microsoft.com/rest/api/resources/deployments/what-if#whatifpropertychange). Null if it was not
 * printed before, or a change cannot be understood.
 */
function afterDelta(before: JsonNode | null, delta: JsonNode | null): JsonNode | null {
  if (before?.kind !== "object" || delta?.kind !== "array") return null;
  return applied(before, delta, 0);
}

/** `depth`: how deep in the resource the node is. */
function applied(node: JsonNode, delta: JsonNode | null, depth: number): JsonNode | null {
  if (delta?.kind !== "array") return null;
  // Positions are those of the list as it was, so that the last ones go first.
  const changes = [...delta.items].reverse();
  return changes.reduce<JsonNode | null>((at, { value }) => at && changed(at, value, depth), node);
}

function changed(node: JsonNode, change: JsonNode, depth: number): JsonNode | null {
  const path = memberValue(change, "path");
  if (path?.kind !== "string") return null;
  const names = path.text.split(".");
  const below = depth + names.length;
  // Nothing that anybody asks for is so deep.
  if (below > limits.nesting) return node;
  return at(node, names, path, (there) => {
    const children = memberValue(change, "children");
    switch (foldWord(stringOf(memberValue(change, "propertyChangeType")))) {
      case "delete":
        return "removed";
      case "noeffect":
        return there ?? "removed";
      case "create":
        return memberValue(change, "after");
      case "modify":
        return children?.kind === "array" && there
          ? applied(there, children, below)
          : memberValue(change, "after");
      case "array":
        return there && applied(there, children, below);
      default:
        return null;
    }
  });
}

/** What is put in a place; null if that is not known. */
type Put = (there: JsonNode | null) => JsonNode | "removed" | null;

function at(
  node: JsonNode,
  [name = "", ...rest]: readonly string[],
  place: JsonString,
  put: Put,
): JsonNode | null {
  const there = node.kind === "array" ? (node.items[Number(name)]?.value ?? null) : memberValue(node, name);
  const made = rest.length === 0 ? put(there) : at(there ?? empty(place), rest, place, put);
  if (made === null) return null;
  if (node.kind === "array")
    return { ...node, plain: false, items: withItem(node.items, Number(name), made) };
  if (node.kind !== "object") return null;
  const old = findMember(node, name);
  const others = node.members.filter((member) => member !== old);
  return {
    ...node,
    plain: false,
    members: made === "removed" ? others : [...others, memberFor(name, made, place)],
  };
}

function withItem(
  items: readonly JsonItem[],
  index: number,
  made: JsonNode | "removed",
): readonly JsonItem[] {
  const [before, after] = [items.slice(0, index), items.slice(index + 1)];
  if (made === "removed") return [...before, ...after];
  return [...before, { value: made, start: made.start, end: made.end, comma: null }, ...after];
}

function memberFor(name: string, value: JsonNode, place: JsonString): JsonMember {
  return {
    name: { ...place, text: name, escaped: true },
    value,
    start: value.start,
    end: value.end,
    comma: null,
  };
}

/** Resources as a tool printed them: how they are, or how they will be. */
export interface PrintedState {
  readonly state: StateKind;
  readonly resources: readonly PrintedResource[];
  /** Whether `"[…]"` is an expression that the tool could not evaluate. */
  readonly expressions: boolean;
  /** False when the tool says that there is more, or an entry cannot be read. */
  readonly isWhole: boolean;
}

export interface PrintedResource {
  /** The resource as printed. */
  readonly node: JsonObject;
  /** The id, where it is not a member of the resource. */
  readonly id: JsonString | null;
  /** Whether the properties are printed: those that are not written are then not set. */
  readonly isComplete: boolean;
  /** Whether it is certainly there. */
  readonly isCertain: boolean;
}

/** Reads what a tool printed as a template that declares just that. */
export function readState(
  root: JsonNode,
  { state, resources, isWhole }: PrintedState,
  context: ReadContext,
): Template {
  return plainTemplate(spanOf(root, context), {
    dialect: "arm",
    intact: isWhole && isIntact(root, context),
    state,
    resources: resources.map((resource) => readResource(resource, context)),
  });
}

function readResource(resource: PrintedResource, context: ReadContext): ResourceDeclaration {
  const { node, isCertain } = resource;
  const idNode = memberValue(node, "id") ?? resource.id;
  const nameNode = memberValue(node, "name");
  const label = nameNode ?? idNode ?? { start: node.start, end: node.start + 1 };
  const labelSpan = spanOf(label, context);
  const literal = (value: string): Literal => ({ kind: "literal", span: labelSpan, value });
  const id = stringOf(idNode);
  const parts = id === null ? null : partsOfId(id);
  const name = stringOf(nameNode) ?? parts?.names.at(-1) ?? "";
  const identity: ResourceIdentity | null =
    parts && id !== null ? { names: parts.names.map(literal), id: literal(id) } : null;
  return {
    span: spanOf(node, context),
    symbol: name,
    key: null,
    labelSpan,
    type: literal(printedType(node, id ?? idOf(node)) ?? ""),
    apiVersion: lowerMember(node, "apiVersion", context),
    name: (context.expressions ? lowerMember(node, "name", context) : null) ?? literal(name),
    existing: false,
    condition: isCertain ? null : call("potential change", labelSpan),
    loop: null,
    parent: null,
    scope: null,
    body: bodyOf(resource, context),
    dependsOn: null,
    ...(identity ? { identity } : {}),
  };
}

/** What is not printed of a resource is not known. */
function bodyOf({ node, isComplete }: PrintedResource, context: ReadContext): DictionaryExpression {
  const body = lowerObject(node, context);
  if (isComplete) return body;
  const { span } = body;
  const key: Literal = { kind: "literal", span, value: "properties" };
  const value = call("not printed", span);
  return { ...body, entries: [...body.entries, { kind: "entry", span, key, value }] };
}

function call(name: string, span: Span): CallExpression {
  return { kind: "call", span, name, arguments: [] };
}
