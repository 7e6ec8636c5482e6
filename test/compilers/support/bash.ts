import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Node, Language, Parser } from "web-tree-sitter";

/** A word; its value has one of the marks below in place of what only the running script knows. */
export interface BashWord {
  readonly start: number;
  readonly value: string;
}

export interface BashCommand {
  /** Its name and arguments, without assignments and redirections. */
  readonly words: readonly BashWord[];
  readonly end: number;
  readonly isInFunction: boolean;
}

export interface BashAssignment {
  readonly name: string;
  readonly start: number;
  /** Null of `+=`. */
  readonly value: string | null;
  /** It applies whenever the script runs: it is a statement of the script itself. */
  readonly isCertain: boolean;
}

/** What the grammar of tree-sitter sees in a script. */
export interface BashScript {
  readonly hasErrors: boolean;
  readonly commands: readonly BashCommand[];
  readonly assignments: readonly BashAssignment[];
}

export const unknownMark = "⁇";

export function variableMark(name: string, otherwise?: string): string {
  return `⟦${name}${otherwise === undefined ? "" : `:-${otherwise}`}⟧`;
}

const parser = await bashParser();

/** Parses a script with https://github.com/tree-sitter/tree-sitter-bash; offsets are in UTF-16. */
export function parseBash(text: string): BashScript {
  const tree = parser.parse(text);
  if (tree === null) throw new Error("tree-sitter-bash parses every text");
  const commands = tree.rootNode
    .descendantsOfType(["command", "declaration_command", "unset_command"])
    .flatMap((node) => {
      const words = wordsOf(node).map((each) => ({ start: each.startIndex, value: valueOf(each) }));
      return words.length === 0
        ? []
        : [{ words, end: node.endIndex, isInFunction: isIn(node, "function_definition") }];
    });
  const assignments = tree.rootNode.descendantsOfType("variable_assignment").flatMap((node) => {
    const name = node.childForFieldName("name");
    return name?.type === "variable_name" ? [assignmentOf(node, name.text)] : [];
  });
  const { hasError } = tree.rootNode;
  tree.delete();
  return { hasErrors: hasError, commands, assignments };
}

async function bashParser(): Promise<Parser> {
  const locate = createRequire(import.meta.url).resolve;
  await Parser.init({ wasmBinary: readFileSync(locate("web-tree-sitter/web-tree-sitter.wasm")) });
  const made = new Parser();
  made.setLanguage(await Language.load(readFileSync(locate("tree-sitter-bash/tree-sitter-bash.wasm"))));
  return made;
}

/** The grammar takes words behind a redirection for more of its targets. */
function wordsOf(command: Node): readonly Node[] {
  const own = command.children.filter(
    ({ type }) => !/^(?:file_redirect|heredoc_redirect|herestring_redirect)$/.test(type),
  );
  const isNamed = command.type === "command";
  const words = isNamed ? own.filter(({ type }) => type !== "variable_assignment") : own;
  const { parent } = command;
  const around = parent?.type === "redirected_statement" ? parent.children : [];
  const behind = [...command.children, ...around].flatMap((node) =>
    node.type === "file_redirect" ? node.childrenForFieldName("destination").slice(1) : [],
  );
  return [...words, ...behind].sort((a, b) => a.startIndex - b.startIndex);
}

function assignmentOf(node: Node, name: string): BashAssignment {
  const value = node.childForFieldName("value");
  const adds = node.children.some(({ type }) => type === "+=");
  const statement = node.parent?.type === "declaration_command" ? node.parent : node;
  return {
    name,
    start: node.startIndex,
    value: adds ? null : value ? valueOf(value) : "",
    isCertain: statement.parent?.type === "program",
  };
}

function isIn(node: Node, type: string): boolean {
  for (let each = node.parent; each; each = each.parent) if (each.type === type) return true;
  return false;
}

function valueOf(node: Node): string {
  const { type, text } = node;
  switch (type) {
    case "raw_string":
      return text.slice(1, -1);
    case "ansi_c_string":
      return text.includes("\\") ? unknownMark : text.slice(2, -1);
    case "string":
      return quotedOf(node);
    case "variable_assignment":
    case "concatenation":
    case "translated_string":
    case "command_name":
      return node.children
        .map((each) => (each.type === "$" && type === "translated_string" ? "" : valueOf(each)))
        .join("");
    case "simple_expansion":
    case "expansion":
      return expansionOf(node);
    case "command_substitution":
    case "process_substitution":
    case "arithmetic_expansion":
    case "array":
      return unknownMark;
    default:
      return text.replace(/\\\r?\n/g, "").replace(/\\(.)/gs, "$1");
  }
}

/** The grammar has no nodes for blanks between expansions, or begins these with them. */
function quotedOf(node: Node): string {
  const text = (from: number, to: number): string =>
    node.text
      .slice(from - node.startIndex, to - node.startIndex)
      .replace(/\\(\r?\n|[$`"\\])/g, (_, escaped: string) => (escaped.endsWith("\n") ? "" : escaped));
  let at = node.startIndex + 1;
  let value = "";
  for (const each of node.namedChildren) {
    if (each.type === "string_content") continue;
    const blanks = each.text.length - each.text.trimStart().length;
    value += text(at, each.startIndex + blanks) + valueOf(each);
    at = each.endIndex;
  }
  return value + text(at, node.endIndex - 1);
}

function expansionOf({ text: untrimmed, children }: Node): string {
  const text = untrimmed.trimStart();
  const simple = /^\$(?:\{([A-Za-z_]\w*|[1-9])\}|([A-Za-z_]\w*|[1-9]))$/.exec(text);
  const name = simple?.[1] ?? simple?.[2];
  if (name !== undefined) return variableMark(name);
  const [, called] = /^\$\{([A-Za-z_]\w*|[1-9]):[-=]/.exec(text) ?? [];
  if (called === undefined) return unknownMark;
  return variableMark(called, children.slice(3, -1).map(valueOf).join(""));
}
