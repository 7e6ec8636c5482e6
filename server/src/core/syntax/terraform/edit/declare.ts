import type { NewResource } from "../../../template/new-resource.ts";
import {
  isWrittenDictionary,
  isWrittenList,
  type Written,
  type WrittenDictionary,
} from "../../../template/written.ts";
import type { Layout } from "./lines.ts";
import { printBlock, printKey, printValue } from "./print.ts";

/** A block `resource`: https://developer.hashicorp.com/terraform/language/resources/syntax */
export function printResource(resource: NewResource, layout: Layout, source: string): string {
  const { symbol, type, name, body } = resource;
  if (resource.apiVersion === null)
    return printBlock(`resource "${type}" "${symbol}"`, { name, ...body }, "", layout);
  const { properties, ...outside } = azapiArguments(resource);
  const inside = printObject({ properties: properties ?? {} }, layout.indent, layout);
  const isEncoded = /\bbody\s*=\s*jsonencode\(/.test(source);
  const attributes = printBlock(`resource "azapi_resource" "${symbol}"`, outside, "", layout);
  const end = `${layout.newline}}`;
  const written = `${layout.indent}body = ${isEncoded ? `jsonencode(${inside})` : inside}`;
  return attributes.slice(0, -end.length) + layout.newline.repeat(2) + written + end;
}

/** https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/resource */
function azapiArguments({ type, apiVersion, parent, name, body }: NewResource): WrittenDictionary {
  return {
    type: `${type}@${apiVersion ?? ""}`,
    name,
    ...(parent ? { parent_id: parent } : {}),
    ...body,
  };
}

/** A value of objects and lists, on lines of their own where they hold objects. */
function printObject(value: Written, indentation: string, layout: Layout): string {
  const inner = indentation + layout.indent;
  if (isWrittenList(value) && value.some(isWrittenDictionary)) {
    const items = value.map((each) => `${inner}${printObject(each, inner, layout)}`);
    return ["[", items.join(`,${layout.newline}`), `${indentation}]`].join(layout.newline);
  }
  if (!isWrittenDictionary(value)) return printValue(value);
  const entries = Object.entries(value).map(([key, each]) => ({
    key: printKey(key),
    each,
    isLong: isWrittenDictionary(each) || (isWrittenList(each) && each.some(isWrittenDictionary)),
  }));
  const width = Math.max(0, ...entries.map(({ key, isLong }) => (isLong ? 0 : key.length)));
  const lines = entries.map(
    ({ key, each, isLong }) =>
      `${inner}${isLong ? key : key.padEnd(width)} = ${printObject(each, inner, layout)}`,
  );
  return ["{", ...lines, `${indentation}}`].join(layout.newline);
}
