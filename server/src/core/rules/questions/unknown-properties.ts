import { findEntry } from "../../evaluate/values/find-entry.ts";
import { isDict, type Plain } from "../../evaluate/values/plain.ts";
import type { FieldSchema } from "../../network/fields/field.ts";
import { readField } from "../../network/fields/read-field.ts";
import type { Vault } from "../../network/network.ts";
import type { Span } from "../../text/document.ts";
import { foldWord } from "../../text/fold.ts";
import { nearestSpelling } from "../../text/nearest-spelling.ts";

/** A property that Azure does not know. */
export interface UnknownProperty {
  readonly name: string;
  /** The property that was probably intended; null of a `value` around all of them. */
  readonly intended: string | null;
  readonly key: Span;
  /** It is written in the vault itself, not passed to it, and the intended one is not written as well. */
  readonly isAlone: boolean;
}

/**
 * The properties of a vault that Azure does not know and that are almost called like one it knows. azurerm rejects what it does not know
 * itself.
 */
export function unknownProperties(vault: Vault): readonly UnknownProperty[] {
  const writers = vault.writes.length > 0 ? vault.writes : [vault];
  return writers.flatMap((writer) =>
    vault.existing || writer.exactWords
      ? []
      : objects.flatMap(({ path, known }) => unknownIn(writer, path, known)),
  );
}

/** https://learn.microsoft.com/azure/templates/microsoft.keyvault/vaults, and the same page about managed HSMs. */
const objects: readonly { readonly path: readonly string[]; readonly known: readonly string[] }[] = [
  {
    path: ["properties"],
    known: [
      ...["accessPolicies", "createMode", "enabledForDeployment", "enabledForDiskEncryption"],
      ...["enabledForTemplateDeployment", "enablePurgeProtection", "enableRbacAuthorization"],
      ...["enableSoftDelete", "hsmPoolResourceId", "hsmUri", "initialAdminObjectIds", "networkAcls"],
      ...["privateEndpointConnections", "provisioningState", "publicNetworkAccess", "regions"],
      ...["scheduledPurgeDate", "securityDomainProperties", "sku", "softDeleteRetentionInDays"],
      ...["statusMessage", "tenantId", "vaultUri"],
    ],
  },
  {
    path: ["properties", "networkAcls"],
    known: ["bypass", "defaultAction", "ipRules", "serviceTags", "virtualNetworkRules"],
  },
];

function unknownIn(
  { instance, label }: Vault,
  path: readonly string[],
  known: readonly string[],
): readonly UnknownProperty[] {
  const read = (...names: readonly string[]) => readField(instance.body(), anything(names), label);
  const { value } = read(...path);
  if (value.kind !== "known" || !isDict(value.value)) return [];
  const dict = value.value;
  const isKnown = (name: string): boolean => known.some((each) => foldWord(each) === foldWord(name));
  return [...dict.entries.keys()].flatMap((name): readonly UnknownProperty[] => {
    if (isKnown(name)) return [];
    const { value: inside, slot, through } = read(...path, name);
    const isAround =
      foldWord(name) === "value" && inside.kind === "known" && isDict(inside.value)
        ? [...inside.value.entries.keys()].some(isKnown)
        : false;
    const intended = isAround ? null : nearestSpelling(name, known);
    if ((intended === null && !isAround) || !slot.key) return [];
    const isAlone = intended !== null && through.length === 0 && findEntry(dict, intended) === null;
    return [{ name, intended, key: slot.key, isAlone }];
  });
}

function anything(path: readonly string[]): FieldSchema<Plain> {
  return { path, decode: (written) => written, encode: () => null };
}
