import ts from "typescript";
import { mistakesIn, type OwnRule } from "../../../scripts/own-rules/rule.ts";

/** What a rule finds in each of some texts, as `line:column: message (rule)`; they are modules of one program in a folder. */
export function mistakes(
  rule: OwnRule,
  texts: readonly string[],
  folder = "",
): readonly (readonly string[])[] {
  const files = new Map(texts.map((text, index) => [`${folder}${index}.ts`, `${text}\nexport {};\n`]));
  const options: ts.CompilerOptions = {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts"],
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram([...files.keys()], options, {
    ...host,
    fileExists: (path) => files.has(path) || host.fileExists(path),
    getSourceFile: (path, language, ...how) => {
      const text = files.get(path);
      return text === undefined
        ? host.getSourceFile(path, language, ...how)
        : ts.createSourceFile(path, text, language, true);
    },
  });
  return [...files.keys()].map((path) => {
    const file = program.getSourceFile(path);
    if (!file) throw new Error(`${path} is not in the program.`);
    return mistakesIn(file, [rule], program).map((line) => line.slice(path.length + 1));
  });
}
