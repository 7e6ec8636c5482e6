import type { Document } from "../text/document.ts";
import { armSyntax } from "./arm/arm.ts";
import { bicepKind, bicepSyntax } from "./bicep/bicep.ts";
import type { Parsed, Syntax } from "./syntax.ts";
import type { HclGrammar } from "./terraform/hcl/node.ts";
import { isPlan, planSyntax } from "./terraform/plan/plan.ts";
import { createTerraformSyntax, terraformEditor, terraformKind } from "./terraform/terraform.ts";

const parsed = new WeakMap<Document, Parsed>();

const nothing: Parsed = { template: null, parameterFile: null, comments: [], problems: [] };

/** The syntax a document is written in, by the end of its name or its language; null when it is none of ours. */
export function syntaxOf(document: Document): Syntax | null {
  if (terraformKind(document)) return unreadTerraform;
  if (bicepKind(document)) return bicepSyntax;
  if (!isJson(document)) return null;
  return isPlan(document) ? planSyntax : armSyntax;
}

/** What a document holds, read once per document. Terraform's is only read where its grammar is at hand. */
export function parseDocument(document: Document, grammar: () => HclGrammar | undefined = none): Parsed {
  const before = parsed.get(document);
  if (before) return before;
  const syntax = terraformKind(document) ? terraformSyntax(grammar()) : syntaxOf(document);
  const result = syntax?.parse(document) ?? nothing;
  if (syntax !== unreadTerraform) parsed.set(document, result);
  return result;
}

/** Terraform without its grammar: edits are of what was read before. */
const unreadTerraform: Syntax = { parse: () => nothing, editor: terraformEditor };

function terraformSyntax(grammar: HclGrammar | undefined): Syntax {
  return grammar ? createTerraformSyntax(grammar) : unreadTerraform;
}

function none(): undefined {
  return undefined;
}

function isJson(document: Document): boolean {
  return jsonLanguages.has(document.language ?? "") || /\.jsonc?$/i.test(document.id);
}

const jsonLanguages: ReadonlySet<string> = new Set(["json", "jsonc", "arm-template"]);
