import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import ts from "typescript";
import { type Mutant, mutatedText } from "./mutant.ts";

const project = "server/src/core/tsconfig.json";

/** Asks the compiler whether a mutant compiles: mutants that do not compile need no test. */
export function compilerOf(): (mutant: Mutant) => boolean {
  const { config } = ts.readConfigFile(project, (path) => readFileSync(path, "utf8")) as { config: unknown };
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, resolve(project, ".."));
  let changed: { readonly path: string; readonly text: string; readonly version: string } | null = null;
  let version = 0;
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => fileNames,
    getScriptVersion: (path) => (changed?.path === path ? changed.version : "0"),
    getScriptSnapshot: (path) => {
      const text = changed?.path === path ? changed.text : ts.sys.readFile(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => process.cwd(),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (path) => ts.sys.fileExists(path),
    readFile: (path) => ts.sys.readFile(path),
  });
  return (mutant) => {
    const path = resolve(mutant.path).replaceAll("\\", "/");
    changed = { path, text: mutatedText(mutant), version: String(++version) };
    return service.getSemanticDiagnostics(path).length === 0;
  };
}
