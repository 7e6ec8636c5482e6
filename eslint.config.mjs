import js from "@eslint/js";
import tseslint from "typescript-eslint";
import { noForeignLookup } from "./eslint/no-foreign-lookup.mjs";
import { noReadingOfSentences } from "./eslint/no-reading-of-sentences.mjs";

export default tseslint.config(
  { ignores: ["dist/", ".vscode-test/", ".vscode-test-web/", "coverage/", "**/*.mjs"] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    // A directive that suppresses nothing hides the next mistake on its line.
    linterOptions: { reportUnusedDisableDirectives: "error" },
    languageOptions: {
      parserOptions: {
        project: [
          "server/tsconfig.json",
          "client/tsconfig.json",
          "client/webview/tsconfig.json",
          "test/tsconfig.json",
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        // A `default` clause states that the rest is treated alike; without one every case must stand.
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Numbers read well in templates; everything else must be turned to text on purpose.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "Name what you export." },
        { selector: "ExportAllDeclaration", message: "Re-export by name: a public API is a list." },
      ],
    },
  },
  {
    files: ["server/src/**", "client/src/**", "client/webview/**"],
    plugins: { own: { rules: { "no-foreign-lookup": noForeignLookup } } },
    rules: { "own/no-foreign-lookup": "error" },
  },
  {
    files: ["client/src/**", "client/webview/**"],
    plugins: { sentences: { rules: { "no-reading-of-sentences": noReadingOfSentences } } },
    rules: { "sentences/no-reading-of-sentences": "error" },
  },
  {
    // Tools read the default export of a configuration.
    files: ["**/*.config.ts"],
    rules: { "no-restricted-syntax": "off" },
  },
);
