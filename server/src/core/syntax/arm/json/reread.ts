import { copyOf, editBetween, type Moved, moveFurther } from "../../../text/edited.ts";
import {
  findMember,
  type JsonArray,
  type JsonItem,
  type JsonMember,
  type JsonNode,
  type JsonObject,
  type JsonText,
} from "./node.ts";
import { readJsonInside } from "./reader.ts";

/** A text that was read without errors, those of expressions included, and what it was read as. */
export interface ReadText {
  readonly text: string;
  readonly json: JsonText;
}

/**
 * Reads an edited text of a template that was read before: only the resource in which the edit lies, if it and all else is without
 * errors. Null if the whole text has to be read.
 */
export function rereadJson({ text: before, json }: ReadText, text: string): JsonText | null {
  const { root } = json;
  const member = root?.kind === "object" ? findMember(root, "resources") : null;
  if (!json.clean || root?.kind !== "object" || member?.value.kind !== "array") return null;
  const { start, end, by } = editBetween(before, text);
  const index = member.value.items.findIndex((item) => item.start < start && end < item.end);
  const item = member.value.items[index];
  if (item?.value.kind !== "object") return null;
  const piece = copyOf(text.slice(item.start, item.end + by));
  // It lies in an object and a list.
  const read = readJsonInside(piece, { objects: 1, arrays: 1 });
  if (!read.clean || read.root?.kind !== "object" || read.root.end !== piece.length) return null;
  const edited: JsonItem = {
    value: read.root,
    start: item.start,
    ...further(item, by),
    moved: { text: piece, by: item.start },
  };
  const resources = withItem(member.value, index, edited, { text: before, by });
  return {
    ...json,
    root: withMember(root, member, { ...member, value: resources, ...further(member, by) }, by),
    comments: [
      ...json.comments.filter((comment) => comment.start < item.start),
      ...read.comments.map((comment) => movedBy(comment, item.start)),
      ...json.comments.filter((comment) => comment.start >= item.end).map((comment) => movedBy(comment, by)),
    ],
  };
}

/** A list with another item in the place of one; those behind it have moved. */
function withItem(list: JsonArray, index: number, edited: JsonItem, { text, by }: Moved): JsonArray {
  const unmoved: Moved = { text, by: 0 };
  const moveOn = moveFurther(by);
  const items = list.items.map((item, at): JsonItem => {
    if (at === index) return edited;
    if (at < index) return item.sound ? item : { ...item, moved: item.moved ?? unmoved, sound: true };
    const moved = moveOn(item.moved ?? unmoved);
    return { ...item, start: item.start + by, ...further(item, by), moved, sound: true };
  });
  return { ...list, items, end: list.end + by, plain: false };
}

/** An object with another member in the place of one; those behind it have moved. */
function withMember(root: JsonObject, member: JsonMember, edited: JsonMember, by: number): JsonObject {
  const at = root.members.indexOf(member);
  const members = root.members.map((each, index) => {
    if (index === at) return edited;
    return index < at ? each : movedMember(each, by);
  });
  return { ...root, members, end: root.end + by, plain: false };
}

function further(
  { end, comma }: Pick<JsonMember, "end" | "comma">,
  by: number,
): Pick<JsonMember, "end" | "comma"> {
  return { end: end + by, comma: comma === null ? null : comma + by };
}

function movedMember(member: JsonMember, by: number): JsonMember {
  return {
    ...movedBy(member, by),
    ...further(member, by),
    name: movedBy(member.name, by),
    value: movedNode(member.value, by),
  };
}

function movedNode(node: JsonNode, by: number): JsonNode {
  if (node.kind === "object")
    return { ...movedBy(node, by), members: node.members.map((each) => movedMember(each, by)) };
  if (node.kind !== "array") return movedBy(node, by);
  const items = node.items.map((each) => ({
    ...movedBy(each, by),
    ...further(each, by),
    value: movedNode(each.value, by),
  }));
  return { ...movedBy(node, by), items };
}

function movedBy<T extends { readonly start: number; readonly end: number }>(place: T, by: number): T {
  return { ...place, start: place.start + by, end: place.end + by };
}
