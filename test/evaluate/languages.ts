import { armSyntax } from "../../server/src/core/syntax/arm/arm.ts";
import { bicepSyntax } from "../../server/src/core/syntax/bicep/bicep.ts";
import { parseTerraform } from "../../server/src/core/syntax/terraform/editor.ts";
import type { Expression } from "../../server/src/core/template/expression.ts";
import type { Template } from "../../server/src/core/template/template.ts";

export type Language = "arm" | "bicep" | "terraform";

/** Reads a template. Files next to a Bicep template may be JSON. */
export function parseTemplate(text: string, id: string, language: Language): Template {
  if (language === "terraform") return parsed({ parse: parseTerraform }, id, text);
  if (language === "bicep" && !id.endsWith(".json")) return parsed(bicepSyntax, id, text);
  return parsed(armSyntax, id, text.includes("$schema") ? text : text.replace("{", schema));
}

const schema =
  '{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", ';

/** Reads an expression; of Bicep as an output of a template, whose names it uses. */
export function parseExpression(text: string, language: Language, template: string): Expression {
  const whole = wholes[language](text, template);
  const answer = parseTemplate(whole, "line", language).outputs.get("answer");
  if (!answer) throw new Error(`no expression: ${text}`);
  return answer.value;
}

const wholes: Readonly<Record<Language, (expression: string, template: string) => string>> = {
  arm: (expression) => JSON.stringify({ outputs: { answer: { type: "object", value: `[${expression}]` } } }),
  bicep: (expression, template) => `${template}\noutput answer any = ${expression}\n`,
  terraform: (expression) => `output "answer" {\nvalue = ${expression}\n}`,
};

function parsed(syntax: { readonly parse: typeof armSyntax.parse }, id: string, text: string): Template {
  const { template } = syntax.parse({ id, text });
  if (!template) throw new Error(`${id} is not a template`);
  return template;
}
