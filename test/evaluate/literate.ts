import { Budget } from "../../server/src/core/evaluate/budget.ts";
import type { ModuleInstance, ResourceInstance, Unresolved } from "../../server/src/core/evaluate/types.ts";
import { evaluate } from "../../server/src/core/evaluate/evaluate.ts";
import { rootFrame } from "../../server/src/core/evaluate/instances/frames.ts";
import { functionsOf } from "../../server/src/core/evaluate/functions/tables.ts";
import { outputOf } from "../../server/src/core/evaluate/expressions/handles.ts";
import { framesBelow, moduleInstances } from "../../server/src/core/evaluate/instances/calls.ts";
import { resourceInstances } from "../../server/src/core/evaluate/instances/instances.ts";
import { readEmbedded } from "../../server/src/core/files/new-run.ts";
import type { Plain } from "../../server/src/core/evaluate/values/plain.ts";
import type { Frame, Run, Texts } from "../../server/src/core/evaluate/scope.ts";
import { type Cause, known, type Unknown, type Value } from "../../server/src/core/evaluate/values/value.ts";
import { knownModule } from "../../server/src/core/modules/known/known-modules.ts";
import type { ModuleSource, Template } from "../../server/src/core/template/template.ts";
import { type Language, parseExpression, parseTemplate } from "./languages.ts";
import { sayCause } from "../../server/src/core/words/en/causes.ts";

/** One line of a block of assertions: an expression and, behind `//`, what it is worth. */
export interface Assertion {
  /** 1-based. */
  readonly line: number;
  /** The line its block begins at. */
  readonly block: number;
  readonly expression: string;
  readonly expected: string;
}

/** A template and what is asserted of it, up to the next template. */
export interface Example {
  readonly heading: string;
  readonly language: Language;
  readonly template: string;
  /** Templates beside it, by relative path. */
  readonly linked: ReadonlyMap<string, string>;
  readonly assertions: readonly Assertion[];
}

/**
 * Reads a page of the evaluation suite: a block marked `json`, `bicep` or `hcl` is a template (with a path behind it: one that
 * stands beside, or in that folder; `text` and `yaml` are files beside it too), a block marked `arm`, `values` or `terraform` asserts of the template before it.
 */
export function readExamples(markdown: string): readonly Example[] {
  const examples: Example[] = [];
  let heading = "";
  let current: {
    language: Language;
    template: string;
    linked: Map<string, string>;
    assertions: Assertion[];
  } | null = null;
  const lines = markdown.split("\n");
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (line.startsWith("#")) heading = line.replace(/^#+\s*/, "");
    const fence = /^```(json|arm|bicep|values|hcl|terraform|text|yaml)\s*(\S*)$/.exec(line);
    if (!fence) continue;
    const end = lines.indexOf("```", at);
    const block = lines.slice(at + 1, end);
    if (fence[1] === "arm" || fence[1] === "values" || fence[1] === "terraform")
      current?.assertions.push(...readAssertions(block, at + 2));
    else if (fence[2]) current?.linked.set(fence[2], block.join("\n"));
    else {
      const language = fence[1] === "hcl" ? "terraform" : fence[1] === "bicep" ? "bicep" : "arm";
      current = { language, template: block.join("\n"), linked: new Map(), assertions: [] };
      examples.push({ heading, ...current });
    }
    at = end;
  }
  return examples;
}

/**
 * What the assertions of an example print, in order. Before its expression a line may name the nested deployment it is
 * evaluated in (`@inner`). `resources` prints the resources of that deployment with whether they exist, `outputs.x` an
 * output; `world x = …` assumes a value for an open parameter of the root, `given x = …` passes one; both hold for the
 * lines that follow in the same block.
 */
export function answersOf(example: Example): readonly string[] {
  const world = new Map<string, Plain>();
  const given = new Map<string, Value>();
  let current = 0;
  return example.assertions.map(({ expression, block }) => {
    if (block !== current) {
      world.clear();
      given.clear();
    }
    current = block;
    const setting = /^(world|given) (\w+) = (.*)$/.exec(expression);
    if (!setting) return answerOf(expression, frameOf(example, world, given), example);
    const [, kind, name = "", text = ""] = setting;
    const frame = frameOf(example, world, given);
    const value = evaluate(parseExpression(text, example.language, example.template), {
      frame,
      locals: null,
    });
    const key = example.language === "arm" ? name.toLowerCase() : name;
    if (kind === "given") given.set(key, value);
    else if (value.kind === "known") world.set(key, value.value);
    return "";
  });
}

/** The page with every expectation replaced by what is printed now. */
export function updated(markdown: string): string {
  const lines = markdown.split("\n");
  for (const example of readExamples(markdown)) {
    const answers = answersOf(example);
    example.assertions.forEach((assertion, index) => {
      const answer = answers[index] ?? "";
      lines[assertion.line - 1] =
        answer === "" ? assertion.expression : `${assertion.expression} // ${answer}`;
    });
  }
  return lines.join("\n");
}

function readAssertions(block: readonly string[], firstLine: number): readonly Assertion[] {
  return block.flatMap((text, index) => {
    if (text.trim() === "") return [];
    const match = /^(.*?)\s*(?:\/\/ ((?:known|one of|unknown|resources|modules|none).*))?$/.exec(text);
    return [
      {
        line: firstLine + index,
        block: firstLine,
        expression: match?.[1] ?? text,
        expected: match?.[2] ?? "",
      },
    ];
  });
}

const noFiles = { get: () => null };

function frameOf(
  example: Example,
  world: ReadonlyMap<string, Plain>,
  given: ReadonlyMap<string, Value>,
): Frame {
  const { language } = example;
  const linked = new Map(
    [...example.linked].map(([path, text]) => [path, parseTemplate(text, path, language)]),
  );
  const resolveModule = (source: ModuleSource): Template | Unresolved => {
    const unread = (reference: string): Unresolved => ({
      why: "not-downloaded",
      cause: { kind: "module", reference },
    });
    if (source.kind === "registry") return knownModule(source, noFiles) ?? unread(source.reference);
    if (source.kind !== "file" && source.kind !== "folder") return unread(source.kind);
    return linked.get(source.path) ?? { why: "not-found", cause: { kind: "file", path: source.path } };
  };
  const texts = textsOf(example.linked);
  const run: Run = {
    budget: new Budget(),
    evaluate,
    functions: functionsOf,
    resolveModule,
    readEmbedded,
    texts,
    world,
    home: null,
  };
  return rootFrame(run, parseTemplate(example.template, mainFiles[language], language), given);
}

/** The blocks with a path are files too, whatever is in them. */
function textsOf(linked: Example["linked"]): Texts {
  return {
    read: (path) => linked.get(path) ?? { kind: "file", path },
    template: (path) => ({ kind: "file", path }),
  };
}

const mainFiles: Readonly<Record<Language, string>> = {
  arm: "main.json",
  bicep: "main.bicep",
  terraform: "main.tf",
};

function answerOf(line: string, root: Frame, { language, template, linked }: Example): string {
  const frames = framesBelow(root);
  const named = frames.find((each) => each.path !== null && line.startsWith(`@${each.path} `));
  if (line.startsWith("@") && !named) {
    throw new Error(`${line}: there are ${frames.map((each) => each.path ?? "main").join(", ")}`);
  }
  const frame = named ?? root;
  const asked = named ? line.slice(`@${named.path ?? ""} `.length) : line;
  if (asked === "resources") return printResources(resourceInstances(frame));
  if (asked === "modules") return printModules(moduleInstances(frame));
  const output = /^outputs\.(\w+)$/.exec(asked)?.[1];
  const text = linked.get(frame.template.document) ?? template;
  if (output === undefined)
    return printValue(evaluate(parseExpression(asked, language, text), { frame, locals: null }));
  return printValue(outputValue(frame, output));
}

function outputValue(frame: Frame, name: string): Value {
  const call = frame.caller && moduleInstances(frame.caller).find((each) => each.frame === frame);
  const origin = { span: frame.template.span };
  if (call) return outputOf(call, name, origin);
  const declaration = frame.template.outputs.get(name) ?? frame.template.outputs.get(name.toLowerCase());
  return declaration
    ? evaluate(declaration.value, { frame, locals: null })
    : known(`no output ${name}`, origin);
}

function printResources(resources: readonly ResourceInstance[]): string {
  const all = resources.map((each) => {
    const name = each.nameSegments().map(printBare).join("/");
    const { truth, because } = each.exists();
    const kind = each.declaration.existing ? " existing" : "";
    const repeats = each.repeats ? " repeatedly" : "";
    return `${name}${kind} ${truth}${repeats}${reasons(because)}`;
  });
  return all.length === 0 ? "none" : `resources: ${all.join(" · ")}`;
}

function printModules(modules: readonly ModuleInstance[]): string {
  const all = modules.map(({ symbol, frame, exists }) => {
    const seen = frame ? "" : " unseen";
    return `${symbol}${seen} ${exists.truth}${reasons(exists.because)}`;
  });
  return all.length === 0 ? "none" : `modules: ${all.join(" · ")}`;
}

function reasons(because: readonly Cause[]): string {
  return because.length === 0 ? "" : ` (${because.map(sayCause).join("; ")})`;
}

/** A value as the pages write it. */
export function printValue(value: Value): string {
  switch (value.kind) {
    case "known":
      return `known: ${printPlain(value.value)}`;
    case "oneOf":
      return `one of: ${value.options.map((option) => printPlain(option.value)).join(", ")}`;
    case "unknown":
      return `unknown: ${value.because.map(sayCause).join("; ")}`;
  }
}

function printBare(value: Value): string {
  const text = value.kind === "known" ? printPlain(value.value) : printInner(value);
  return text.replace(/^'|'$/g, "");
}

function printInner(value: Value): string {
  if (value.kind === "known") return printPlain(value.value);
  return value.kind === "unknown" ? printUnknown(value) : `‹${printValue(value)}›`;
}

function printUnknown(value: Unknown): string {
  return `‹${value.symbol ?? value.because.map(sayCause).join("; ")}›`;
}

function printPlain(plain: Plain): string {
  if (typeof plain === "string") return `'${plain}'`;
  if (plain === null || typeof plain !== "object") return String(plain);
  switch (plain.kind) {
    case "text":
      return `'${plain.parts.map((part) => (typeof part === "string" ? part : printUnknown(part))).join("")}'`;
    case "list":
      return `[${[...plain.items.map(printInner), ...(plain.open.length > 0 ? ["…"] : [])].join(", ")}]`;
    case "dict": {
      const entries = [...plain.entries].map(([key, entry]) => `${key}: ${printInner(entry.value)}`);
      return `{ ${[...entries, ...(plain.open.length > 0 ? ["…"] : [])].join(", ")} }`.replace("{  }", "{}");
    }
    case "resource":
      return `resource ${plain.instance.symbol}`;
    case "module":
      return `module ${plain.instance.symbol}`;
    case "lambda":
      return "lambda";
  }
}
