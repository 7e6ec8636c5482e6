import { RuleTester } from "eslint";
import tseslint from "typescript-eslint";
import { afterAll, describe, it } from "vitest";
import { noForeignLookup } from "../../eslint/no-foreign-lookup.mjs";

Object.assign(RuleTester, { afterAll, describe, it });

const tester = new RuleTester({
  languageOptions: {
    parser: tseslint.parser,
    parserOptions: {
      projectService: { allowDefaultProject: ["*.ts"] },
      tsconfigRootDir: import.meta.dirname,
    },
  },
});

tester.run("no-foreign-lookup", noForeignLookup, {
  valid: [
    "declare const table: Map<string, number>, key: string; table.get(key);",
    "declare const table: Record<'a' | 'b', number>, key: 'a' | 'b'; table[key];",
    "declare const list: string[], at: number; list[at];",
    "declare const value: object; 'key' in value;",
  ],
  invalid: [
    "declare const table: Record<string, number>, key: string; table[key];",
    "declare const table: Record<string, number>, key: string; table[`${key}s`];",
    "declare const table: Record<string, number>, key: string | undefined; table[key ?? 'a'];",
    "declare const table: Record<string, number>, key: string; table[key] = 1;",
    "declare const table: object, key: string; key in table;",
    "declare const table: object, key: any; table[key];",
  ].map((code) => ({ code, errors: [{ messageId: "foreign" }] })),
});
