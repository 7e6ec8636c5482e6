/** A value as templates write it. */
export type Written = string | boolean | readonly Written[] | Members;

export interface Members {
  readonly [key: string]: Written;
}

/** A list, of which TypeScript does not know that it is one. */
export function isList(value: Written | undefined): value is readonly Written[] {
  return Array.isArray(value);
}

/** In Bicep; a text that begins with `=` is an expression. */
export function inBicep(value: Written): string {
  if (typeof value === "string") return value.startsWith("=") ? value.slice(1) : `'${value}'`;
  if (typeof value === "boolean") return String(value);
  if (isList(value)) return `[\n${value.map(inBicep).join("\n")}\n]`;
  return `{\n${Object.entries(value)
    .map(([key, member]) => `'${key}': ${inBicep(member)}`)
    .join("\n")}\n}`;
}

/** In the language of Terraform, as an expression; a text that begins with `=` is one already. */
export function inHcl(value: Written): string {
  if (typeof value === "string") return value.startsWith("=") ? value.slice(1) : JSON.stringify(value);
  if (typeof value === "boolean") return String(value);
  if (isList(value)) return `[${value.map(inHcl).join(", ")}]`;
  return `{\n${Object.entries(value)
    .map(([key, member]) => `"${key}" = ${inHcl(member)}`)
    .join("\n")}\n}`;
}

/** The body of a block: what has members is one too, unless `any` shows that people choose their names. */
export function inBlocks(body: Members): string {
  return Object.entries(body)
    .map(([key, value]) => {
      const inner = isList(value) ? value[0] : value;
      const isBlock = typeof inner === "object" && !isList(inner) && !Object.hasOwn(inner, "any");
      return isBlock ? `${key} {\n${inBlocks(inner)}}\n` : `${key} = ${inHcl(value)}\n`;
    })
    .join("");
}
