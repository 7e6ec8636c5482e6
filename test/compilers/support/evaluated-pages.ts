import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Example, readExamples } from "../../evaluate/literate.ts";
import type { Surroundings } from "./engine-values.ts";

/** Expressions of one ARM template of `test/evaluate`, each with what the page says that it is worth. */
export interface EvaluatedPage {
  readonly place: string;
  readonly around: Surroundings;
  readonly assertions: readonly { readonly expression: string; readonly expected: string }[];
}

/** Expressions that the engine can be asked for: not those within nested deployments, or with values that a line before gives. */
export function evaluatedPages(): readonly EvaluatedPage[] {
  const folder = "test/evaluate";
  const pages = readdirSync(folder).filter((name) => name.endsWith(".md"));
  return pages.sort().flatMap((page) =>
    readExamples(readFileSync(join(folder, page), "utf8"))
      .filter(({ language }) => language === "arm")
      .map((example) => ({
        place: `${page}: ${example.heading}`,
        around: surroundings(example.template),
        assertions: asked(example),
      })),
  );
}

function asked({ assertions }: Example): EvaluatedPage["assertions"] {
  const isGiven = ({ expression }: { readonly expression: string }): boolean =>
    /^(?:world|given) /.test(expression);
  const given = new Set(assertions.filter(isGiven).map(({ block }) => block));
  return assertions.filter(
    ({ block, expression }) =>
      !given.has(block) && !/^@|^(?:resources|modules)$|^outputs\.|^reference\(/.test(expression),
  );
}

interface Parameter {
  readonly type: string;
  readonly defaultValue?: unknown;
  readonly allowedValues?: readonly unknown[];
}

const samples = new Map([
  ["int", "3"],
  ["bool", "true"],
  ["array", "['a', 'zz', 3]"],
  ["object", "{}"],
  ["secureobject", "{}"],
]);

/** A value for each parameter that has none; what we know holds for any. */
function surroundings(template: string): Surroundings {
  const {
    parameters = {},
    variables = {},
    functions = [],
  } = JSON.parse(template) as {
    readonly parameters?: Readonly<Record<string, Parameter>>;
    readonly variables?: unknown;
    readonly functions?: unknown;
  };
  const lines = Object.entries(parameters).map(([name, { type, defaultValue, allowedValues }]) => {
    if (defaultValue !== undefined) return "";
    const [first] = allowedValues ?? [];
    const value =
      typeof first === "string"
        ? `'${first}'`
        : first === undefined
          ? samples.get(type.toLowerCase())
          : JSON.stringify(first);
    return `param ${name} = ${value ?? "'zz'"}\n`;
  });
  return { template: { parameters, variables, functions }, parameters: lines.join("") };
}

/** Whether what a page says agrees with a value of the engine; its unknown parts may be anything. */
export function saysSo(expected: string, json: unknown): boolean {
  const [, kind, said = ""] = /^(known|one of|unknown): (.*)$/s.exec(expected) ?? [];
  if (kind === "unknown") return true;
  const printed = print(json);
  if (kind === "known") return patternOf(said).test(printed);
  // An option may have commas of its own.
  const pieces = said.split(", ");
  return pieces.some((_, from) =>
    pieces.some((__, to) => to >= from && patternOf(pieces.slice(from, to + 1).join(", ")).test(printed)),
  );
}

function patternOf(said: string): RegExp {
  const parts = said.split(/‹[^›]*›|(?:, )?…/).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  const pattern = `^${parts.join("[^]*")}$`;
  // What is not seen of a list may be anywhere in it.
  return new RegExp(said.includes("…") ? pattern.replace(/\\[[{]/g, "$&[^]*") : pattern);
}

/** As `test/evaluate` prints values. */
function print(json: unknown): string {
  if (typeof json === "string") return `'${json}'`;
  if (Array.isArray(json)) return `[${json.map(print).join(", ")}]`;
  if (typeof json !== "object" || json === null) return String(json);
  const entries = Object.entries(json).map(([key, value]) => `${key}: ${print(value)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}
