import type {
  JsonArray,
  JsonItem,
  JsonMember,
  JsonNode,
  JsonObject,
  JsonProblem,
  JsonString,
  JsonText,
} from "./node.ts";
import { StringScanner } from "./string-scanner.ts";
import type { SyntaxFault } from "../../syntax-fault.ts";
import { limits } from "../../../text/limits.ts";
import { foldName, foldWord } from "../../../text/fold.ts";
import { commentEnd, isSpace } from "../../../text/lines.ts";

const mostProblems = 100;

/** The members that say what a template declares: Azure compares their names without case. */
const keyWords: ReadonlySet<string> = new Set(
  "$schema resources parameters variables outputs functions definitions type apiversion name condition copy count input existing properties defaultvalue value reference template templatelink parameterslink expressionevaluationoptions scope".split(
    " ",
  ),
);

function keyWord(name: string): string {
  const word = foldWord(name);
  return keyWords.has(word) ? word : name;
}

/** How names are compared in the objects below some members, which are names that authors choose. */
const namesWithin: ReadonlyMap<string, (name: string) => string> = new Map([
  ...["parameters", "variables", "outputs"].map((section) => [section, foldName] as const),
  ...["tags", "tags_all"].map((section) => [section, (name: string) => name] as const),
]);

/**
 * Reads JSON as Azure takes it: with comments, trailing commas, a byte order mark and strings of several lines. It reads on
 * behind errors and says which objects they may have robbed of members. (jsonc-parser's tree is not used because it takes
 * the key of the next line for a missing value, breaks strings at line ends and overflows the stack on deep nesting.)
 */
export function readJson(text: string): JsonText {
  return new JsonReader(text).read();
}

/** Reads a value that lies in some objects and lists of a text. */
export function readJsonInside(
  text: string,
  { objects, arrays }: { readonly objects: number; readonly arrays: number },
): JsonText {
  return new JsonReader(text, objects, arrays).read();
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

class JsonReader {
  readonly #text: string;
  readonly #strings: StringScanner;
  readonly #comments: { readonly start: number; readonly end: number }[] = [];
  readonly #problems: JsonProblem[] = [];
  #at = 0;
  #hidingProblems = 0;
  #bracketed = 0;
  #openObjects: number;
  #openArrays: number;
  #balanced = true;
  #tooDeep = false;

  constructor(text: string, openObjects = 0, openArrays = 0) {
    this.#text = text;
    this.#strings = new StringScanner(text);
    this.#openObjects = openObjects;
    this.#openArrays = openArrays;
  }

  read(): JsonText {
    this.#skip();
    const root = this.#value();
    this.#skip();
    if (root && !this.#tooDeep && this.#at < this.#text.length) {
      this.#balanced = false;
      this.#problem(this.#at, this.#at + 1, { kind: "text-after-end" });
    }
    const [comments, balanced] = [this.#comments, this.#balanced];
    if (this.#tooDeep)
      return { root: null, balanced, clean: false, comments, problems: [this.#depthProblem()] };
    const clean = balanced && this.#problems.length === 0 && !this.#strings.foundLong;
    return { root, balanced, clean, comments, problems: this.#problems };
  }

  #depthProblem(): JsonProblem {
    return { start: 0, end: Math.min(1, this.#text.length), fault: { kind: "too-deep" } };
  }

  /** The value that starts here; null when none does. */
  #value(nameOf = keyWord): JsonNode | null {
    switch (this.#text[this.#at]) {
      case "{":
        return this.#enter(() => this.#object(nameOf));
      case "[":
        return this.#enter(() => this.#array());
      case '"':
        return this.#string();
      case undefined:
      case ",":
      case ":":
      case "}":
      case "]":
        return null;
      default:
        return this.#word();
    }
  }

  #enter<T extends JsonNode>(read: () => T): T {
    if (this.#openObjects + this.#openArrays >= limits.nesting) {
      this.#tooDeep = true;
      this.#at = this.#text.length;
    }
    return read();
  }

  /** An object, in which names are compared as `nameOf` says. */
  #object(nameOf: (name: string) => string): JsonObject {
    const start = this.#at++;
    const before = this.#hidingProblems;
    const bracketed = this.#bracketed;
    let ownProblems = 0;
    const members: Mutable<JsonMember>[] = [];
    this.#openObjects++;
    let closed = false;
    while (!closed && this.#findsMore("}")) {
      const hidden = this.#hidingProblems;
      if (this.#text[this.#at] === "}") closed = true;
      else if (this.#text[this.#at] === ",") this.#comma(members);
      else if (this.#text[this.#at] === '"') {
        this.#separated(members);
        if (this.#member(members)) continue;
      } else this.#stray({ kind: "expected-quoted-key" });
      ownProblems += this.#hidingProblems - hidden;
    }
    if (closed) this.#at++;
    this.#openObjects--;
    const repeats = this.#repeats(members, nameOf);
    const intact = closed && this.#hidingProblems === before;
    const [listed, plain] = [closed && ownProblems === 0, this.#bracketed === bracketed];
    return { kind: "object", start, end: this.#at, members, intact, listed, repeats, plain };
  }

  /** Reports members that are named like one before, as `nameOf` compares names; true if one is not the same as that. */
  #repeats(members: readonly JsonMember[], nameOf: (name: string) => string): boolean {
    const last = new Set(members.map((member) => nameOf(member.name.text)));
    if (last.size === members.length) return false;
    const hidden = this.#hidingProblems;
    const before = new Map<string, string>();
    for (const { name, value } of members) {
      const key = nameOf(name.text);
      const written = this.#text.slice(value.start, value.end);
      const first = before.get(key);
      before.set(key, written);
      const fault = { kind: "repeated-member", name: name.text } as const;
      if (first === written) this.#problem(name.start, name.end, fault);
      else if (first !== undefined) this.#hiding(name.start, name.end, fault);
    }
    return this.#hidingProblems > hidden;
  }

  #array(): JsonArray {
    const start = this.#at++;
    const before = this.#hidingProblems;
    const bracketed = this.#bracketed;
    const items: Mutable<JsonItem>[] = [];
    this.#openArrays++;
    let listed = true;
    let closed = false;
    while (!closed && this.#findsMore("]")) {
      const hidden = this.#hidingProblems;
      if (this.#text[this.#at] === "]") closed = true;
      else if (this.#text[this.#at] === ",") this.#comma(items);
      else if (this.#text[this.#at] === ":") this.#stray({ kind: "expected-value" });
      else {
        this.#separated(items);
        const value = this.#value();
        if (value) items.push({ value, start: value.start, end: value.end, comma: null });
        if (value?.kind === "object" || value?.kind === "array") continue;
      }
      if (this.#hidingProblems > hidden) listed = false;
    }
    if (closed) this.#at++;
    this.#openArrays--;
    const intact = closed && this.#hidingProblems === before;
    const plain = this.#bracketed === bracketed;
    return { kind: "array", start, end: this.#at, items, intact, listed: closed && listed, plain };
  }

  /** Skips to the next token of an object or array; false if it ends without its own closing bracket. */
  #findsMore(close: "}" | "]"): boolean {
    const openOthers = close === "}" ? this.#openArrays : this.#openObjects;
    for (;;) {
      this.#skip();
      const next = this.#text[this.#at];
      const isForeignClose = (next === "}" || next === "]") && next !== close;
      if (next !== undefined && !isForeignClose) return true;
      this.#balanced = false;
      this.#hiding(this.#at, this.#at + (next ? 1 : 0), { kind: "expected-token", token: close });
      if (!isForeignClose || openOthers > 0) return false;
      this.#at++;
    }
  }

  #comma(list: { comma: number | null }[]): void {
    const last = list.at(-1);
    if (last?.comma === null) last.comma = this.#at;
    else this.#hiding(this.#at, this.#at + 1, { kind: "comma-after-nothing" });
    this.#at++;
  }

  #separated(list: readonly { readonly comma: number | null }[]): void {
    if (list.at(-1)?.comma === null)
      this.#hiding(this.#at, this.#at + 1, { kind: "expected-token", token: "," });
  }

  /** Reads one member; true if any error in it is inside a value with brackets of its own. */
  #member(members: Mutable<JsonMember>[]): boolean {
    const name = this.#string();
    this.#skip();
    if (name.kind === "unreadable") return false;
    let value: JsonNode;
    if (this.#text[this.#at] === ":") {
      this.#at++;
      value = this.#memberValue(namesWithin.get(foldWord(name.text)));
    } else {
      this.#hiding(name.start, name.end, { kind: "expected-token", token: ":" });
      value = { kind: "unreadable", start: name.end, end: name.end };
    }
    members.push({ name, value, start: name.start, end: Math.max(value.end, name.end), comma: null });
    return value.kind === "object" || value.kind === "array";
  }

  /** The value behind a colon. A string that a colon follows is the next key, whose own value is still missing. */
  #memberValue(nameOf?: (name: string) => string): JsonNode {
    const after = this.#at;
    const missing = { kind: "unreadable", start: after, end: after } as const;
    this.#skip();
    const start = this.#at;
    const next = this.#text[start];
    if (next === "," || next === "}") {
      this.#problem(after - 1, after, { kind: "expected-value" });
      return missing;
    }
    const before = [this.#problems.length, this.#hidingProblems, this.#comments.length] as const;
    const value = this.#value(nameOf);
    if (value?.kind === "string" || value?.kind === "unreadable") this.#skip();
    const isKey = value !== null && next === '"' && this.#text[this.#at] === ":";
    if (value && !isKey) return value;
    [this.#problems.length, this.#hidingProblems, this.#comments.length] = before;
    this.#at = start;
    this.#hiding(after - 1, after, { kind: "expected-value" });
    return missing;
  }

  #string(): JsonNode & (JsonString | { readonly kind: "unreadable" }) {
    const start = this.#at;
    const { node, closed } = this.#strings.scan(start);
    this.#at = node.end;
    if (node.text.startsWith("[")) this.#bracketed++;
    if (closed) return node;
    this.#hiding(start, node.end, { kind: "unterminated-string" });
    return { kind: "unreadable", start, end: node.end };
  }

  /** A number, `true`, `false`, `null`, or something invalid. */
  #word(): JsonNode {
    const start = this.#at;
    wordEnd.lastIndex = start + 1;
    const end = wordEnd.exec(this.#text)?.index ?? this.#text.length;
    this.#at = end;
    const word = this.#text.slice(start, end);
    const value = number.test(word) ? Number(word) : literals.get(word);
    // A number that the end of the text cuts off may have had more digits.
    const isOpen = this.#openObjects + this.#openArrays > 0;
    const isCut = typeof value === "number" && isOpen && end === this.#text.length;
    if (value !== undefined && !isCut) return { kind: "scalar", start, end, value };
    this.#hiding(start, end, { kind: "invalid-json-value" });
    return { kind: "unreadable", start, end };
  }

  #stray(fault: SyntaxFault): void {
    const start = this.#at;
    this.#hiding(start, start + 1, fault);
    if (!this.#value()) this.#at++;
  }

  #skip(): void {
    for (;;) {
      while (isSpace(this.#text.charCodeAt(this.#at))) this.#at++;
      const end = commentEnd(this.#text, this.#at);
      if (end === null) return;
      this.#comments.push({ start: this.#at, end });
      this.#at = end;
    }
  }

  #hiding(start: number, end: number, fault: SyntaxFault): void {
    this.#hidingProblems++;
    this.#problem(start, end, fault);
  }

  #problem(start: number, end: number, fault: SyntaxFault): void {
    if (this.#problems.length < mostProblems)
      this.#problems.push({ start, end: Math.min(end, this.#text.length), fault });
  }
}

const wordEnd = /[\s,:{}[\]"/]/g;
const number = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const literals: ReadonlyMap<string, boolean | null | undefined> = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);
