import tseslint from "typescript-eslint";
import { noForeignLookup } from "./eslint/no-foreign-lookup.mjs";
import { noReadingOfSentences } from "./eslint/no-reading-of-sentences.mjs";

/** Our own rules, which ask for types; Oxlint, which has no such rules, checks everything else (`.oxlintrc.json`). */
export default tseslint.config(
  {
    files: ["server/src/**/*.ts", "client/**/*.ts"],
    // A directive that suppresses nothing hides the next mistake on its line.
    linterOptions: { reportUnusedDisableDirectives: "error" },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: {
        project: ["server/tsconfig.json", "client/tsconfig.json", "client/webview/tsconfig.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: {
      own: {
        rules: { "no-foreign-lookup": noForeignLookup, "no-reading-of-sentences": noReadingOfSentences },
      },
    },
    rules: {
      "own/no-foreign-lookup": "error",
      "no-restricted-syntax": [
        "error",
        { selector: "ExportAllDeclaration", message: "Re-export by name: a public API is a list." },
      ],
    },
  },
  { files: ["client/**/*.ts"], rules: { "own/no-reading-of-sentences": "error" } },
);
