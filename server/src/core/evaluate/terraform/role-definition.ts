import { dataRoles } from "../values/data-roles.ts";
import { textPieces } from "../values/text-pieces.ts";
import { textOf } from "../values/plain.ts";
import { known, knownText, type Origin, type Value } from "../values/value.ts";

/**
 * The id of a role that is looked up by its GUID or name, or its GUID; null where that is not known
 * (https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/data-sources/role_definition).
 */
export function roleDefinitionAttribute(
  name: string,
  written: (attribute: string) => Value | null,
  origin: Origin,
): Value | null {
  const [guid, role, scope] = ["role_definition_id", "name", "scope"].map(written);
  const id = guid ? knownText(guid) : dataRoles.get((role && knownText(role)) ?? "");
  if (!id) return null;
  if (name === "role_definition_id") return known(id, origin);
  if (name !== "id") return null;
  const around = scope ? textPieces(scope) : [];
  return known(textOf([...around, `/providers/Microsoft.Authorization/roleDefinitions/${id}`]), origin);
}
