// `npm run check:own-rules`: the rules of this project that ask for types, which Oxlint has no plugins for; it checks everything else
// (`.oxlintrc.json`). Exits with 1 if they find something.
import { join, relative } from "node:path";
import ts from "typescript";
import { noExportOfAll } from "./own-rules/no-export-of-all.ts";
import { noForeignCase } from "./own-rules/no-foreign-case.ts";
import { noForeignLookup } from "./own-rules/no-foreign-lookup.ts";
import { noReadingOfSentences } from "./own-rules/no-reading-of-sentences.ts";
import { mistakesIn } from "./own-rules/rule.ts";

const root = join(import.meta.dirname, "..");
const everywhere = [noForeignLookup, noExportOfAll];

/** Projects, and the rules for their files. */
const projects = [
  { folder: "server", rules: [...everywhere, noForeignCase] },
  { folder: "client", rules: [...everywhere, noReadingOfSentences] },
  { folder: "client/webview", rules: [...everywhere, noReadingOfSentences] },
];

const parsed = new Map<string, ts.SourceFile | undefined>();

/** All projects are read in the same way, so that what one has parsed serves the others. */
function hostFor(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  return {
    ...host,
    getSourceFile: (path, ...how) => {
      if (!parsed.has(path)) parsed.set(path, host.getSourceFile(path, ...how));
      return parsed.get(path);
    },
  };
}

const lines = projects.flatMap(({ folder, rules }) => {
  const path = join(root, folder, "tsconfig.json");
  const { fileNames, options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path, (file) => ts.sys.readFile(file)).config,
    ts.sys,
    join(root, folder),
  );
  const program = ts.createProgram(fileNames, options, hostFor(options));
  const files = fileNames.map((name) => program.getSourceFile(name)).filter((file) => file !== undefined);
  if (files.length === 0 || files.length < fileNames.length)
    throw new Error(`Not all of ${path} could be read.`);
  return files.flatMap((file) => mistakesIn(file, rules, program));
});
for (const line of lines) console.log(relative(root, line));
if (lines.length > 0) process.exitCode = 1;
