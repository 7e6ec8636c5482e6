import type { Expression, Loop } from "../../server/src/core/template/expression.ts";
import {
  isDeclaration,
  type ModuleDeclaration,
  type ModuleSource,
  type ResourceDeclaration,
  type Template,
} from "../../server/src/core/template/template.ts";
import { sayConstruct } from "../../server/src/core/words/en/causes.ts";

/** Prints an expression so that one line of a test can say what was read. */
export function printExpression(expression: Expression): string {
  const print = printExpression;
  switch (expression.kind) {
    case "literal":
      return JSON.stringify(expression.value);
    case "text":
      return `text(${expression.parts.map(print).join(", ")})`;
    case "list":
      return `[${[...expression.items.map((item) => print(item.kind === "spread" ? item.value : item)), ...gap(expression)].join(", ")}]`;
    case "dictionary": {
      const entries = expression.entries.map((entry) =>
        entry.kind === "spread"
          ? `...${print(entry.value)}`
          : `${printKey(entry.key)}: ${print(entry.value)}`,
      );
      return `{${[...entries, ...gap(expression)].join(", ")}}`;
    }
    case "name":
      return `${expression.space} ${expression.name}`;
    case "call":
      return `${expression.name}(${expression.arguments.map(print).join(", ")})`;
    case "member":
      return `${print(expression.target)}.${expression.name}`;
    case "index":
      return `${print(expression.target)}[${print(expression.index)}]`;
    case "conditional":
      return `(${print(expression.test)} ? ${print(expression.yes)} : ${print(expression.no)})`;
    case "lambda":
      return `(${expression.parameters.join(", ")}) => ${print(expression.body)}`;
    case "for":
      return `for ${printLoop(expression.loop)}: ${expression.key ? `${print(expression.key)}: ` : ""}${print(expression.body)}`;
    case "unreadable":
      return `<${expression.construct ? sayConstruct(expression.construct) : "?"}${expression.inside ? ` ${print(expression.inside)}` : ""}>`;
  }
}

/** Prints a template, a line for each declaration. */
export function printTemplate(template: Template): string {
  const lines: string[] = [];
  if (!template.intact) lines.push("not intact");
  if (template.state) lines.push(template.state);
  for (const [key, each] of template.parameters) {
    const flags = [each.nullable ? " nullable" : "", each.secure ? " secure" : ""].join("");
    const allowed = each.allowed ? ` of ${JSON.stringify(each.allowed)}` : "";
    const value = each.default ? ` = ${printExpression(each.default)}` : "";
    lines.push(`param ${key}: ${each.type}${flags}${allowed}${value}`);
  }
  for (const [key, each] of template.variables) lines.push(`var ${key} = ${printExpression(each.value)}`);
  for (const [key, each] of template.functions)
    lines.push(`func ${key}(${each.parameters.join(", ")}) = ${printExpression(each.body)}`);
  for (const each of template.resources) lines.push(printResource(each));
  for (const each of template.modules) lines.push(...printModule(each));
  for (const [key, each] of template.outputs) lines.push(`output ${key} = ${printExpression(each.value)}`);
  return lines.join("\n");
}

function gap(collection: { readonly intact: boolean }): readonly string[] {
  return collection.intact ? [] : ["…"];
}

function printKey(key: Expression): string {
  return key.kind === "literal" ? String(key.value) : `[${printExpression(key)}]`;
}

function printLoop(loop: Loop): string {
  const locals = [loop.key, loop.item, loop.index].filter((each) => each !== null);
  return `${locals.join(", ")} in ${printExpression(loop.source)}`;
}

function printResource(resource: ResourceDeclaration): string {
  const { parent } = resource;
  const above = parent === null ? null : isDeclaration(parent) ? parent.symbol : printExpression(parent);
  return [
    resource.existing ? "existing" : "resource",
    resource.symbol + (resource.key === null ? "" : ` (${resource.key})`),
    printExpression(resource.type),
    `name ${resource.name ? printExpression(resource.name) : "-"}`,
    ...(above === null ? [] : [`in ${above}`]),
    ...printCommon(resource),
    printExpression(resource.body),
  ].join(" · ");
}

function printModule(module: ModuleDeclaration): readonly string[] {
  const head = [
    "module",
    module.symbol + (module.key === null ? "" : ` (${module.key})`),
    ...printCommon(module),
    printSource(module.source),
    printExpression(module.arguments),
  ].join(" · ");
  if (module.source.kind !== "inline") return [head];
  const inner = printTemplate(module.source.template);
  return [head, ...inner.split("\n").map((line) => `  ${line}`)];
}

function printCommon(declared: ResourceDeclaration | ModuleDeclaration): readonly string[] {
  const { condition, loop, dependsOn } = declared;
  return [
    ...(condition ? [`if ${printExpression(condition)}`] : []),
    ...(loop ? [`for ${printLoop(loop)}`] : []),
    ...(dependsOn ? [`after ${printExpression(dependsOn)}`] : []),
  ];
}

function printSource(source: ModuleSource): string {
  switch (source.kind) {
    case "file":
      return `file ${source.path}`;
    case "folder":
      return `folder ${source.path}`;
    case "inline":
      return source.outer ? "inline outer" : "inline inner";
    case "registry":
      return `registry ${source.reference}`;
    case "address":
      return `address ${source.address}, ending ${source.end}`;
    case "unreadable":
      return "unreadable source";
  }
}
