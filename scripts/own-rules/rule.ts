import ts from "typescript";

/** A rule of this project that asks for types. */
export interface OwnRule {
  readonly name: string;
  /** What it finds wrong with a node itself, in a program. */
  readonly within: (program: ts.Program) => (node: ts.Node) => readonly Mistake[];
}

export interface Mistake {
  readonly node: ts.Node;
  readonly message: string;
}

/** A comment in the line before, such as `// allow no-foreign-lookup`, says that a mistake is none. */
const allowance = /^\s*\/\/ allow (?<name>[\w-]+)$/;

/** What rules find in a file of a program, as `path:line:column: message (rule)`; so is a comment that allows nothing. */
export function mistakesIn(
  file: ts.SourceFile,
  rules: readonly OwnRule[],
  program: ts.Program,
): readonly string[] {
  const allowed = new Map<string, number>();
  for (const [index, line] of file.text.split("\n").entries()) {
    const name = allowance.exec(line)?.groups?.["name"];
    if (name !== undefined) allowed.set(`${index + 1} ${name}`, index);
  }
  const lines: string[] = [];
  const say = (line: number, column: number, message: string, rule: string): void => {
    lines.push(`${file.fileName}:${line + 1}:${column + 1}: ${message} (${rule})`);
  };
  const used = new Set<string>();
  for (const { name, within } of rules) {
    const find = within(program);
    const visit = (node: ts.Node): void => {
      for (const { node: at, message } of find(node)) {
        const { line, character } = file.getLineAndCharacterOfPosition(at.getStart(file));
        const key = `${line} ${name}`;
        if (allowed.has(key)) used.add(key);
        else say(line, character, message, name);
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  for (const [key, line] of allowed)
    if (!used.has(key)) say(line, 0, "This allows nothing.", key.replace(/^\d+ /, ""));
  return lines;
}
