import type { ResourceInstance } from "../types.ts";
import { isText, textOf } from "../values/plain.ts";
import { splitText } from "../instances/resource-id.ts";
import { callSymbol, textPieces } from "../values/symbol.ts";
import { causesOf, known, type Origin, type Unknown, unknown, type Value } from "../values/value.ts";

type Pieces = readonly (string | Unknown)[];

/** The path of each type of content in a vault or managed HSM, and the attribute that names the vault. */
interface Place {
  readonly folder: "secrets" | "keys" | "certificates";
  readonly holder: "key_vault_id" | "managed_hsm_id";
}

const places: ReadonlyMap<string, Place> = new Map(
  Object.entries({
    azurerm_key_vault_secret: { folder: "secrets", holder: "key_vault_id" },
    azurerm_key_vault_key: { folder: "keys", holder: "key_vault_id" },
    azurerm_key_vault_certificate: { folder: "certificates", holder: "key_vault_id" },
    azurerm_key_vault_managed_hardware_security_module_key: { folder: "keys", holder: "managed_hsm_id" },
  }),
);

/**
 * The attributes of a vault and of what it holds that are URIs made of names, or ids that end in them; null for all others.
 * (https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/key_vault_secret)
 */
export function uriAttribute(
  instance: ResourceInstance,
  name: string,
  written: (attribute: string) => Value | null,
  origin: Origin,
): Value | null {
  const type = instance.type() ?? "";
  const own = textPieces(instance.nameSegments().at(-1) ?? unknown([], origin));
  if (type === "azurerm_key_vault" && name === "vault_uri") return text(vaultUri(own), origin);
  if (type === "azurerm_key_vault_managed_hardware_security_module" && name === "hsm_uri")
    return text(hsmUri(own), origin);
  const place = places.get(type);
  const holder = place && written(place.holder);
  if (!holder) return null;
  const version = unknownPart(instance, "version", origin);
  const pieces = contentPieces(name, place, { holder, own, version }, origin);
  return pieces && text(pieces, origin);
}

function contentPieces(
  attribute: string,
  { folder, holder }: Place,
  { holder: id, own, version }: { readonly holder: Value; readonly own: Pieces; readonly version: Unknown },
  origin: Origin,
): Pieces | null {
  const vault = lastName(id, origin);
  const base = holder === "managed_hsm_id" ? hsmUri(vault) : vaultUri(vault);
  const bare = [...base, `${folder}/`, ...own];
  const secret = [...base, "secrets/", ...own];
  switch (attribute) {
    case "id":
      // The id of a key in an HSM names no version.
      return holder === "managed_hsm_id" ? bare : [...bare, "/", version];
    case "versionless_id":
      return bare;
    case "versioned_id":
      return [...bare, "/", version];
    case "secret_id":
      return folder === "certificates" ? [...secret, "/", version] : null;
    case "versionless_secret_id":
      return folder === "certificates" ? secret : null;
    case "resource_id":
      return [...textPieces(id), `/${folder}/`, ...own, "/versions/", version];
    case "resource_versionless_id":
      return [...textPieces(id), `/${folder}/`, ...own];
    default:
      return null;
  }
}

function vaultUri(name: Pieces): Pieces {
  return ["https://", ...name, ".vault.azure.net/"];
}

function hsmUri(name: Pieces): Pieces {
  return ["https://", ...name, ".managedhsm.azure.net/"];
}

/** The name at the end of an id; of one that is not known, an unknown that is the same at each use. */
function lastName(id: Value, origin: Origin): Pieces {
  const plain = id.kind === "known" ? id.value : null;
  if (typeof plain === "string" || (plain !== null && isText(plain)))
    return textPieces(splitText(plain, origin).at(-1) ?? unknown([], origin));
  return [unknown(causesOf(id), origin, callSymbol("name in id", [id]))];
}

function unknownPart(instance: ResourceInstance, name: string, origin: Origin): Unknown {
  const call = `${instance.symbol}.${name}`;
  return unknown({ kind: "runtime", call }, origin, `resource ${instance.frame.identity}/${call}`);
}

function text(pieces: Pieces, origin: Origin): Value {
  return known(textOf(pieces), origin);
}
