import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const root = join(import.meta.dirname, "../..");

interface Schema {
  readonly description?: string;
  readonly type?: string;
  readonly $ref?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema;
}

/** The declarations of the library, with the types of the report from its schema and of nothing within the product. */
export function libraryTypes(): string {
  const source = readFileSync(join(root, "server/src/library.ts"), "utf8");
  const { outputText } = ts.transpileDeclaration(source, {
    fileName: "library.ts",
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      isolatedDeclarations: true,
    },
  });
  const own = outputText.replaceAll(/^(?:import|export) (?:type )?\{.*$\n?/gm, "");
  const report = JSON.parse(readFileSync(join(root, "schemas/report.schema.json"), "utf8")) as Schema & {
    readonly $defs: Readonly<Record<string, Schema>>;
  };
  const types = Object.entries({ Report: report, ...report.$defs }).map(
    ([name, schema]) => `${comment(schema)}export interface ${name} ${objectOf(schema)}\n`,
  );
  return [own, ...types].join("\n");
}

function comment({ description }: Schema): string {
  return description === undefined ? "" : `/** ${description.replaceAll("*/", "* /")} */\n`;
}

function objectOf({ properties = {}, required = [], additionalProperties }: Schema): string {
  const members = Object.entries(properties).map(([name, schema]) => {
    const mark = required.includes(name) ? "" : "?";
    return `${comment(schema)}readonly ${JSON.stringify(name)}${mark}: ${typeOf(schema)};`;
  });
  const others = additionalProperties ? [`readonly [name: string]: ${typeOf(additionalProperties)};`] : [];
  return `{\n${[...members, ...others].join("\n")}\n}`;
}

function typeOf(schema: Schema): string {
  const { $ref, anyOf, items, type } = schema;
  if ($ref !== undefined) return $ref.slice($ref.lastIndexOf("/") + 1);
  if (schema.enum) return schema.enum.map((each) => JSON.stringify(each)).join(" | ");
  if (anyOf) return anyOf.map(typeOf).join(" | ");
  if (type === "array") return `readonly (${items ? typeOf(items) : "unknown"})[]`;
  if (type === "object") return objectOf(schema);
  return type ?? "unknown";
}
