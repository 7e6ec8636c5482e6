import type { Schema } from "../../server/src/core/access-file/schema-type.ts";

/** What VS Code suggests while an access file is written: the same keys, texts and words, and nothing that it could object to. */
export interface Suggestions {
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Suggestions>>;
  readonly additionalProperties?: Suggestions;
  readonly items?: Suggestions;
  readonly anyOf?: readonly Suggestions[];
  readonly examples?: readonly (string | number | boolean)[];
}

/**
 * A schema without constraints, because the server reports mistakes, and once is enough. Words become examples, which VS Code
 * suggests as well: https://json-schema.org/draft-07/json-schema-validation#section-10.4
 */
export function suggestionsOf(schema: Schema): Suggestions {
  const { title, description, properties, additionalProperties, items, anyOf } = schema;
  const examples = schema.enum ?? (schema.type === "boolean" ? [true, false] : undefined);
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(properties ? { properties: ofEach(properties) } : {}),
    ...(additionalProperties ? { additionalProperties: suggestionsOf(additionalProperties) } : {}),
    ...(items ? { items: suggestionsOf(items) } : {}),
    ...(anyOf ? { anyOf: anyOf.map(suggestionsOf) } : {}),
    ...(examples ? { examples } : {}),
  };
}

function ofEach(properties: Readonly<Record<string, Schema>>): Readonly<Record<string, Suggestions>> {
  return Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, suggestionsOf(each)]));
}
