import type { ResourceInstance, Shape, Value } from "../types.ts";
import { addressShape, characters, exactly, guidShape } from "../values/shape.ts";

/**
 * How long a text is that a provider generates, and of which characters: those of `random`
 * (https://registry.terraform.io/providers/hashicorp/random/latest/docs), and static addresses. Null for other attributes.
 */
export function generatedShape(
  instance: ResourceInstance,
  name: string,
  written: (attribute: string) => Value | null,
): Shape | null {
  const type = instance.type();
  if (type === "azurerm_public_ip" && name === "ip_address" && !instance.declaration.existing) {
    const isStatic = plain(written("allocation_method")) === "Static";
    return isStatic && plain(written("ip_version")) !== "IPv6" ? addressShape : null;
  }
  if (type === "random_uuid") return name === "result" || name === "id" ? guidShape : null;
  if (type === "random_string" && (name === "result" || name === "id")) {
    const special = plain(written("special"));
    return ofLength(plain(written("length")), special === false ? characters.alphanumeric : null);
  }
  const isHexadecimal = type === "random_id" && name === "hex" && written("prefix") === null;
  const bytes = isHexadecimal ? plain(written("byte_length")) : null;
  return isHexadecimal
    ? ofLength(typeof bytes === "number" ? bytes * 2 : null, characters.hexadecimal)
    : null;
}

function ofLength(length: unknown, of: string | null): Shape {
  return typeof length === "number" ? exactly(length, of) : { least: 0, most: Infinity, characters: of };
}

function plain(value: Value | null): unknown {
  return value?.kind === "known" ? value.value : null;
}
