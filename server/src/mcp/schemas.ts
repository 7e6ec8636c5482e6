import report from "../../../schemas/report.schema.json" with { type: "json" };
import { inputs, type Tool } from "./tools.ts";

type Schema = Readonly<Record<string, unknown>>;

const object = (properties: Schema, required: readonly string[]): Schema => ({
  type: "object",
  properties,
  required,
});

/** What a tool takes. */
export function inputSchema({ takes, requires }: Tool): Schema {
  const properties = Object.fromEntries(takes.map((name) => [name, inputs[name]]));
  return { ...object(properties, requires), additionalProperties: false };
}

const texts = { type: "array", items: { type: "string" } };
const status = {
  type: "integer",
  description: "0 clean, 1 findings or lost access, 2 not everything was read or understood, 3 undecided.",
};
const leftOut = {
  type: "object",
  description: "How many entries of a list are left out.",
  additionalProperties: { type: "integer" },
};

/** What a tool returns: lists of the report of the command line, without what is within entries. */
export function outputSchema({ lists, name }: Tool): Schema {
  const own =
    name === "preview_fix"
      ? { patches: list({ file: { type: "string" }, patch: { type: "string" } }) }
      : name === "service_needs"
        ? { services: list({ from: { type: "string" }, description: { type: "string" } }) }
        : {};
  const ofReport = lists.map((each) => [each, listSchema(each)] as const);
  return object({ status, leftOut, ...own, ...Object.fromEntries(ofReport) }, []);
}

const list = (properties: Schema): Schema => ({
  type: "array",
  items: object(properties, Object.keys(properties)),
});

const properties = new Map<string, unknown>(Object.entries(report.properties));
const definitions = new Map<string, unknown>(Object.entries(report.$defs));

function listSchema(name: string): Schema {
  const { description, type, items } = properties.get(name) as Schema;
  if (name === "notCompared") return texts;
  if (type !== "array") return { description, type: ["object", "null"] };
  const { $ref } = items as Schema;
  const entry = definitions.get(String($ref).replace("#/$defs/", "")) as Schema;
  // What an entry holds of other entries is described by the schema that the command line prints.
  const plain = Object.entries(entry["properties"] as Schema).filter(
    ([, each]) => !JSON.stringify(each).includes("$ref"),
  );
  return { type: "array", description, items: object(Object.fromEntries(plain), []) };
}

const mostEntries = 50;
const longestText = 20_000;

/** The lists of a tool, cut where they are long. */
export function bounded({ lists }: Tool, data: Schema): Schema {
  const named = new Set<string>(["status", "patches", "services", ...lists]);
  const kept = Object.entries(data).filter(([name]) => named.has(name));
  const left = kept.flatMap(([name, value]) =>
    Array.isArray(value) && value.length > mostEntries ? [[name, value.length - mostEntries] as const] : [],
  );
  const cut = Object.fromEntries(kept.map(([name, value]) => [name, bound(value)]));
  return left.length > 0 ? { ...cut, leftOut: Object.fromEntries(left) } : cut;
}

function bound(value: unknown): unknown {
  if (typeof value === "string") return value.slice(0, longestText);
  if (Array.isArray(value)) return value.slice(0, mostEntries).map(bound);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, bound(member)]));
}
