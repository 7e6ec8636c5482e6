import type { Document } from "../../../text/document.ts";
import { type JsonNode, type JsonObject, type JsonString, memberValue, stringOf } from "../json/node.ts";
import { afterDelta } from "./delta.ts";
import type { PrintedResource, PrintedState } from "./printed-state.ts";
import { foldWord } from "../../../text/fold.ts";

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
  return { kind: "object", start, end, members: [], intact: true, listed: true, plain: false };
}
