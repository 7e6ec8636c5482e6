import type { Moved } from "../../../text/edited.ts";
import type { SyntaxFault } from "../../syntax-fault.ts";
import { isSameWord } from "../../../text/fold.ts";

/** A JSON value in a text. Offsets are UTF-16 code units, `end` exclusive. */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonScalar | JsonUnreadable;

export interface JsonObject {
  readonly kind: "object";
  readonly start: number;
  readonly end: number;
  readonly members: readonly JsonMember[];
  /** False when a syntax error in it, however deep, may hide something. */
  readonly intact: boolean;
  /** False when a syntax error may hide members of the object itself. */
  readonly listed: boolean;
  /** Whether it has members of one name with different values. */
  readonly repeats: boolean;
  /** Whether no string in it, however deep, begins with a bracket, as expressions do. */
  readonly plain: boolean;
}

export interface JsonMember {
  readonly name: JsonString;
  readonly value: JsonNode;
  /** From the quote of the name to the end of the value. */
  readonly start: number;
  readonly end: number;
  /** The offset of the comma after it; null if there is none. */
  readonly comma: number | null;
}

export interface JsonArray {
  readonly kind: "array";
  readonly start: number;
  readonly end: number;
  readonly items: readonly JsonItem[];
  readonly intact: boolean;
  readonly listed: boolean;
  readonly plain: boolean;
}

export interface JsonItem {
  readonly value: JsonNode;
  readonly start: number;
  readonly end: number;
  readonly comma: number | null;
  /** Given if the value was read in another text, before it was edited: all places in the value are places in that. */
  readonly moved?: Moved;
  /** Given if all expressions in the value were found to be without errors. */
  readonly sound?: true;
}

export interface JsonString {
  readonly kind: "string";
  /** The quotes included. */
  readonly start: number;
  readonly end: number;
  /** What the string means, escapes resolved. */
  readonly text: string;
  /** Whether there are escapes, so that places in `text` are not places in the document. */
  readonly escaped: boolean;
}

interface JsonScalar {
  readonly kind: "scalar";
  readonly start: number;
  readonly end: number;
  readonly value: number | boolean | null;
}

/** Something invalid in the place of a value; empty if the value is missing. */
interface JsonUnreadable {
  readonly kind: "unreadable";
  readonly start: number;
  readonly end: number;
}

export interface JsonProblem {
  readonly start: number;
  readonly end: number;
  readonly fault: SyntaxFault;
}

/** A whole text. */
export interface JsonText {
  /** Null when there is no value at all, or when the text is nested too deep. */
  readonly root: JsonNode | null;
  /** False if brackets do not match: then the structure of the text is unknown, and nothing in it is complete. */
  readonly balanced: boolean;
  /** Whether there are neither errors nor strings of several lines, so that each value means what it would mean alone. */
  readonly clean: boolean;
  readonly comments: readonly { readonly start: number; readonly end: number }[];
  readonly problems: readonly JsonProblem[];
}

/**
 * The member of that name. Azure compares names without case; an exact match comes first. Of repeated ones the last counts, as for the parsers of
 * Azure Resource Manager and Azure CLI (https://www.newtonsoft.com/json/help/html/DuplicatePropertyNameHandling.htm).
 */
export function findMember(object: JsonObject, name: string): JsonMember | null {
  let folded: JsonMember | null = null;
  for (let at = object.members.length - 1; at >= 0; at--) {
    const member = object.members[at];
    if (!member) continue;
    const { text } = member.name;
    if (text === name) return member;
    if (text.length === name.length && isSameWord(text, name)) folded = member;
  }
  return folded;
}

/** The value of a member; null if there is no such member. */
export function memberValue(node: JsonNode | null, name: string): JsonNode | null {
  return node?.kind === "object" ? (findMember(node, name)?.value ?? null) : null;
}

/** The text of a string node. */
export function stringOf(node: JsonNode | null): string | null {
  return node?.kind === "string" ? node.text : null;
}
