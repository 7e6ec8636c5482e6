import { at, type Cursor, endOf, startOf } from "./cursor.ts";
import type { Declaration } from "./declaration-nodes.ts";
import {
  parseAssert,
  parseMetadata,
  parseModule,
  parseOutput,
  parseParameter,
  parseResource,
  parseTargetScope,
  parseTest,
  parseTypeDeclaration,
  parseVariable,
} from "./declarations.ts";
import { parseFunction } from "./functions.ts";
import type { Lead } from "./header.ts";
import { parseExtends, parseExtension, parseExtensionConfig, parseImport, parseUsing } from "./imports.ts";
import type { BicepDialect } from "./file-nodes.ts";
import { Token } from "./token.ts";

export interface DeclarationRule {
  readonly keyword: string;
  /** The only kind of file in which Bicep accepts the declaration; undefined when both do. */
  readonly only: BicepDialect | undefined;
  readonly parse: (cursor: Cursor, lead: Lead) => Declaration;
}

const rules: readonly DeclarationRule[] = [
  { keyword: "targetScope", only: "bicep", parse: parseTargetScope },
  { keyword: "metadata", only: "bicep", parse: parseMetadata },
  { keyword: "param", only: undefined, parse: parseParameter },
  { keyword: "var", only: undefined, parse: parseVariable },
  { keyword: "resource", only: "bicep", parse: parseResource },
  { keyword: "module", only: "bicep", parse: parseModule },
  { keyword: "test", only: "bicep", parse: parseTest },
  { keyword: "output", only: "bicep", parse: parseOutput },
  { keyword: "assert", only: "bicep", parse: parseAssert },
  { keyword: "type", only: undefined, parse: parseTypeDeclaration },
  { keyword: "func", only: "bicep", parse: parseFunction },
  { keyword: "import", only: undefined, parse: parseImport },
  { keyword: "extension", only: undefined, parse: parseExtension },
  // The name of `extension` before Bicep 0.30.
  { keyword: "provider", only: undefined, parse: parseExtension },
  { keyword: "extensionConfig", only: "bicepparam", parse: parseExtensionConfig },
  { keyword: "using", only: "bicepparam", parse: parseUsing },
  { keyword: "extends", only: "bicepparam", parse: parseExtends },
];

const byKeyword = new Map(rules.map((rule) => [rule.keyword, rule]));

/** The rule for the keyword at the cursor; undefined when no declaration starts there. */
export function findRule(cursor: Cursor): DeclarationRule | undefined {
  if (!at(cursor, Token.Identifier)) return undefined;
  return byKeyword.get(cursor.text.slice(startOf(cursor), endOf(cursor)));
}
