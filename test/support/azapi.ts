import { parse } from "jsonc-parser";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

interface Template {
  readonly parameters?: Readonly<Record<string, { readonly type: string; readonly defaultValue?: Json }>>;
  readonly variables?: Readonly<Record<string, Json>>;
  readonly resources: readonly Resource[];
}

type Resource = Readonly<Record<string, Json>> & {
  readonly type: string;
  readonly apiVersion: string;
  readonly name: string;
};

/**
 * An ARM template as a person would write it for azapi, which takes what Azure takes
 * (https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/resource); null where it computes more than a parameter,
 * a variable or the tenant.
 */
export function azapiOf(text: string): string | null {
  const { parameters = {}, variables = {}, resources } = parse(text) as Template;
  const declared = [
    ...Object.entries(parameters).map(([name, { type, defaultValue }]) =>
      blockOf(`variable "${name}"`, [
        { key: "type", lines: [types[type] ?? "any"] },
        ...(defaultValue === undefined ? [] : [{ key: "default", lines: linesOf(defaultValue) }]),
      ]),
    ),
    ...(Object.keys(variables).length === 0 ? [] : [blockOf("locals", entriesOf(variables))]),
    ...resources.map(resourceOf),
  ];
  const written = `${declared.join("\n\n")}\n`;
  return written.includes('"[') ? null : written;
}

const types: Readonly<Record<string, string>> = { string: "string", bool: "bool", int: "number" };

interface Entry {
  readonly key: string;
  readonly lines: readonly string[];
}

function resourceOf({ type, apiVersion, name, location, ...body }: Resource): string {
  const symbol = name.replace(/\W+/g, "_");
  return blockOf(`resource "azapi_resource" "${symbol}"`, [
    { key: "type", lines: linesOf(`${type}@${apiVersion}`) },
    { key: "name", lines: linesOf(name) },
    { key: "parent_id", lines: ["azurerm_resource_group.rg.id"] },
    ...(location === undefined ? [] : [{ key: "location", lines: linesOf(location) }]),
    { key: "", lines: [] },
    { key: "body", lines: linesOf(body) },
  ]);
}

function blockOf(head: string, entries: readonly Entry[]): string {
  return [`${head} {`, ...indented(aligned(entries)), "}"].join("\n");
}

/** Equals signs below each other, as `terraform fmt` writes neighbours of one line. */
function aligned(entries: readonly Entry[]): readonly string[] {
  return entries.flatMap(({ key, lines: [first = "", ...rest] }, index) => {
    if (key === "") return [""];
    const width =
      rest.length > 0 ? 0 : Math.max(...neighbours(entries, index).map((each) => each.key.length));
    return [`${key.padEnd(width)} = ${first}`, ...rest];
  });
}

function neighbours(entries: readonly Entry[], index: number): readonly Entry[] {
  const isApart = ({ key, lines }: Entry): boolean => key === "" || lines.length > 1;
  const before = entries.slice(0, index).findLastIndex(isApart);
  const after = entries.slice(index).findIndex(isApart);
  return entries.slice(before + 1, after < 0 ? undefined : index + after);
}

function entriesOf(value: Readonly<Record<string, Json>>): readonly Entry[] {
  return Object.entries(value).map(([key, inner]) => ({ key, lines: linesOf(inner) }));
}

function linesOf(value: Json): readonly string[] {
  if (typeof value === "string") return [textOf(value)];
  if (value === null || typeof value !== "object") return [String(value)];
  if (Array.isArray(value)) return listOf(value as readonly Json[]);
  const entries = entriesOf(value as Readonly<Record<string, Json>>);
  return entries.length === 0 ? ["{}"] : ["{", ...indented(aligned(entries)), "}"];
}

function listOf(items: readonly Json[]): readonly string[] {
  if (items.length === 0) return ["[]"];
  return ["[", ...indented(items.flatMap((item) => [`${itemOf(item)},`])), "]"];
}

/** Items of lists are objects of one line. */
function itemOf(item: Json): string {
  if (item === null || typeof item !== "object" || Array.isArray(item)) return linesOf(item).join(" ");
  return `{ ${entriesOf(item as Readonly<Record<string, Json>>)
    .map(({ key, lines }) => `${key} = ${lines.join(" ")}`)
    .join(", ")} }`;
}

function textOf(text: string): string {
  if (text === "[subscription().tenantId]") return "var.tenant_id";
  const [, kind, name] = /^\[(parameters|variables)\('(\w+)'\)\]$/.exec(text) ?? [];
  if (name !== undefined) return `${kind === "parameters" ? "var" : "local"}.${name}`;
  return JSON.stringify(text);
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === "" ? "" : `  ${line}`));
}
