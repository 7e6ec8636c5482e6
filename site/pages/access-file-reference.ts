import type { Schema } from "../../server/src/core/access-file/schema-type.ts";
import { accessFileSchema } from "../../server/src/core/access-file/schema.ts";
import { type Html, markup } from "../render/html.ts";
import { linkFrom } from "./addresses.ts";
import type { Page } from "./page.ts";

const address = "access-file/reference/";

/** Every property of an access file, from its schema. */
export function accessFileReference(): Page {
  const properties = Object.entries(accessFileSchema.properties ?? {});
  const sections = properties.map(
    ([name, property]) => markup`<h2 id="${name}"><code>${name}</code></h2>
      ${about(property)} ${parts(property)}`,
  );
  return {
    address,
    language: "en",
    area: "reference",
    title: "Access file reference",
    description: accessFileSchema.description ?? "",
    body: markup`<article>
      <h1>Access file reference</h1>
      <p class="lead">
        Every property of <code>.keyvault-access.jsonc</code>. How to use it is described in
        <a href="${linkFrom(address, "access-file/")}">Access files</a>.
      </p>
      ${sections}
    </article>`,
    headings: properties.map(([name]) => ({ level: 2, id: name, text: name })),
    translations: {},
    source: "schemas/keyvault-access.schema.json",
  };
}

function about(schema: Schema): Html {
  const values = valuesOf(schema);
  return markup`<p>
    ${schema.description ?? ""} <span class="trait">${typeOf(schema)}</span>
    ${values.length > 0 && markup`<br />${values.map((value) => markup`<code>${JSON.stringify(value)}</code> `)}`}
  </p>`;
}

/** What is inside of a value: its properties, the values by name, or each kind of item. */
function parts(schema: Schema): Html {
  const { properties, additionalProperties, items, required = [] } = schema;
  if (properties)
    return markup`<dl class="schema">
      ${Object.entries(properties).map(([name, each]) => entry(name, each, required.includes(name)))}
    </dl>`;
  if (typeof additionalProperties === "object")
    return markup`<dl class="schema">${entry("NAME", additionalProperties, false)}</dl>`;
  if (items) return parts(items);
  const variants = (schema.anyOf ?? []).filter(isStructured);
  return markup`${variants.map((each) => markup`<div class="variant">${about(each)} ${parts(each)}</div>`)}`;
}

function entry(name: string, schema: Schema, isRequired: boolean): Html {
  return markup`<dt><code>${name}</code>${isRequired && markup` <span class="trait">required</span>`}</dt>
    <dd>${about(schema)} ${parts(schema)}</dd> `;
}

function isStructured({ properties, items }: Schema): boolean {
  return properties !== undefined || (items !== undefined && isStructured(items));
}

/** `string or list of string`; empty for an object. */
function typeOf({ type, items, anyOf }: Schema): string {
  if (anyOf) return [...new Set(anyOf.map(typeOf))].filter(Boolean).join(" or ");
  if (type === "array") return items && typeOf(items) !== "" ? `list of ${typeOf(items)}` : "list";
  return type === "object" ? "" : (type ?? "");
}

function valuesOf({ enum: values, items, anyOf }: Schema): readonly unknown[] {
  const inside = [...(items ? [items] : []), ...(anyOf ?? [])].filter((each) => !isStructured(each));
  return [...new Set([...(values ?? []), ...inside.flatMap(valuesOf)])];
}
