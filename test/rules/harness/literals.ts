import type { Fixture } from "./fixtures.ts";

/** A literal in a fixture's text. */
export interface Literal {
  readonly start: number;
  readonly end: number;
}

/** The literals of a template's resources, and how one is replaced by a parameter without a value. */
export interface Literals {
  readonly find: (text: string) => readonly Literal[];
  readonly forget: (text: string, literal: Literal) => string;
}

/** By the extension of a fixture. */
export const literalsOf: Readonly<Record<Fixture["extension"], Literals>> = {
  json: { find: findInJson, forget: forgetInJson },
  bicep: { find: findInBicep, forget: forgetInBicep },
  tf: { find: findInTerraform, forget: forgetInTerraform },
  "azapi.tf": { find: findInTerraform, forget: forgetInTerraform },
};

/** Values, not keys, within `properties`; those of what Azure wants literal (a nested template's frame) are left alone. */
function findInJson(text: string): readonly Literal[] {
  const from = text.indexOf('"properties"');
  const hasParameters = text.includes('"contentVersion"');
  if (from < 0 || !hasParameters || text.includes("Microsoft.Resources/deployments")) return [];
  const values = /(?<=[:[,]\s*)(?:"[^"\n]*"(?!\s*:)|true|false|\d+)(?=\s*[,\]}])/g;
  return literalsBy(values, text, from).filter(
    ({ start, end }) =>
      !isFixedKey(/"(\w+)"\s*:\s*$/, text, start) && !text.slice(start, end).startsWith('"['),
  );
}

function forgetInJson(text: string, { start, end }: Literal): string {
  const edited = `${text.slice(0, start)}"[parameters('unknownHere')]"${text.slice(end)}`;
  const declaration = '"unknownHere": { "type": "object" }';
  return edited.includes('"parameters": {')
    ? edited.replace('"parameters": {', `"parameters": { ${declaration},`)
    : edited.replace('"contentVersion"', `"parameters": { ${declaration} }, "contentVersion"`);
}

/** Likewise; items of arrays are on separate lines. Strings with interpolations are computed already. */
function findInBicep(text: string): readonly Literal[] {
  const from = text.indexOf("properties: {");
  if (from < 0) return [];
  const values = /(?<=(?:[:[,]|\n)[ \t]*)(?:'[^'\n$]*'(?!:)|true\b|false\b|\d+)(?=\s*(?:[,\]}\n]|\/\/|$))/g;
  return literalsBy(values, text, from).filter(({ start }) => !isFixedKey(/(\w+): *$/, text, start));
}

function forgetInBicep(text: string, { start, end }: Literal): string {
  return `${text.slice(0, start)}unknownHere${text.slice(end)}\nparam unknownHere object\n`;
}

/** Those of resources and of calls of modules; strings with interpolations are computed already. */
function findInTerraform(text: string): readonly Literal[] {
  const from = text.search(/^(?:resource|module) "/m);
  if (from < 0) return [];
  const values = /(?<=(?:[=[,]|\n)[ \t]*)(?:"[^"\n$]*"|true\b|false\b|\d+)(?=[ \t]*(?:[,\]}\r\n]|#|\/\/|$))/g;
  return literalsBy(values, text, from).filter(({ start }) => !isFixedKey(/(\w+) *= *$/, text, start));
}

function forgetInTerraform(text: string, { start, end }: Literal): string {
  return `${text.slice(0, start)}var.unknown_here${text.slice(end)}\nvariable "unknown_here" {\n  type = any\n}\n`;
}

function literalsBy(pattern: RegExp, text: string, from: number): readonly Literal[] {
  return [...text.matchAll(pattern)]
    .map(({ 0: value, index }) => ({ start: index, end: index + value.length }))
    .filter(({ start }) => start > from);
}

/** What a resource is, and whether it is deployed, decides which vaults there are to speak of. */
function isFixedKey(key: RegExp, text: string, start: number): boolean {
  const [, name = ""] = key.exec(text.slice(0, start)) ?? [];
  return ["type", "apiVersion", "name", "condition", "existing", "count", "source"].includes(name);
}
