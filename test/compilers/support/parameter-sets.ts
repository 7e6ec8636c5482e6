import { readFileSync } from "node:fs";
import { parseDocument } from "../../../server/src/core/syntax/syntaxes.ts";
import type { ParameterDeclaration } from "../../../server/src/core/template/template.ts";

const samples: Readonly<Record<string, readonly string[]>> = {
  string: [
    "'Enabled'",
    "'Disabled'",
    "'Allow'",
    "'Deny'",
    "'None'",
    "'AzureServices'",
    "'203.0.113.7'",
    "'10.1.0.0/24'",
    "'prod'",
    "'Dev'",
    "'kv-É'",
    "''",
  ],
  int: ["0", "1", "2", "-1", "7"],
  bool: ["true", "false"],
  array: ["[]", "['203.0.113.7']", "['203.0.113.7', '198.51.100.0/24']"],
  object: ["{}", "{ a: 'b' }", "{ defaultAction: 'Deny', bypass: 'None' }"],
};

/** The lines that give a template's parameters values of their types, some of them none where there is a default; null if it has no parameters. */
export function parameterLines(root: string, next: (below: number) => number): string | null {
  const { template } = parseDocument({ id: root, text: readFileSync(root, "utf8") });
  const parameters = [...(template?.parameters.values() ?? [])];
  if (parameters.length === 0) return null;
  const lines = parameters.flatMap((parameter) => {
    if ((parameter.default !== null || parameter.nullable) && next(3) === 0) return [];
    return [`param ${parameter.name} = ${valueOf(parameter, next)}\n`];
  });
  return lines.join("");
}

function valueOf({ type, allowed }: ParameterDeclaration, next: (below: number) => number): string {
  const values =
    allowed?.map((each) => (typeof each === "string" ? `'${each}'` : String(each))) ??
    samples[type] ??
    samples["string"] ??
    [];
  return values[next(values.length)] ?? "''";
}
