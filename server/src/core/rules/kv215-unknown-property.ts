import { findEntry } from "../evaluate/values/find-entry.ts";
import { isDict, type Plain } from "../evaluate/values/plain.ts";
import { causesOf } from "../evaluate/values/value.ts";
import { fix, respell } from "../fixes/fix.ts";
import { readField } from "../network/fields/read-field.ts";
import type { Vault } from "../network/network.ts";
import { foldWord, isSameWord } from "../text/fold.ts";
import { nearestSpelling } from "../text/nearest-spelling.ts";
import { learn, eachVault, type Finding, type Found, type Rule, finding } from "./rule.ts";

export const unknownProperty: Rule = {
  code: "KV215",
  name: "unknown-property",
  severity: "warning",
  fixable: true,
  references: learn("templates/microsoft.keyvault/vaults", "templates/microsoft.keyvault/managedhsms"),
  // azurerm itself rejects what it does not know.
  check: eachVault((vault) =>
    (vault.writes.length > 0 ? vault.writes : [vault])
      .filter(({ exactWords }) => !exactWords)
      .flatMap((writer) => objects.flatMap(([path, known]) => checkObject(vault, writer, path, known))),
  ),
};

/** https://learn.microsoft.com/azure/templates/microsoft.keyvault/vaults, and the same page about managed HSMs. */
const objects: readonly (readonly [path: readonly string[], known: readonly string[]])[] = [
  [
    ["properties"],
    [
      ...["accessPolicies", "createMode", "enabledForDeployment", "enabledForDiskEncryption"],
      ...["enabledForTemplateDeployment", "enablePurgeProtection", "enableRbacAuthorization"],
      ...["enableSoftDelete", "hsmPoolResourceId", "hsmUri", "initialAdminObjectIds", "networkAcls"],
      ...["privateEndpointConnections", "provisioningState", "publicNetworkAccess", "regions"],
      ...["scheduledPurgeDate", "securityDomainProperties", "sku", "softDeleteRetentionInDays"],
      ...["statusMessage", "tenantId", "vaultUri"],
    ],
  ],
  [
    ["properties", "networkAcls"],
    ["bypass", "defaultAction", "ipRules", "serviceTags", "virtualNetworkRules"],
  ],
];

function checkObject(
  vault: Vault,
  { instance, label }: Vault,
  path: readonly string[],
  known: readonly string[],
): readonly Finding[] {
  const read = (...names: readonly string[]) =>
    readField<Plain>(
      instance.body(),
      { path: names, decode: (written) => written, encode: () => null },
      label,
    );
  const { value } = read(...path);
  if (value.kind !== "known" || !isDict(value.value)) return [];
  const dict = value.value;
  const isKnown = (name: string): boolean => known.some((each) => isSameWord(each, name));
  return [...dict.entries.keys()].flatMap((property): Found => {
    const { value: inside, slot, through } = read(...path, property);
    const wrapped =
      foldWord(property) === "value" && inside.kind === "known" && isDict(inside.value)
        ? [...inside.value.entries.keys()].filter(isKnown)
        : [];
    const intended = wrapped.length > 0 || isKnown(property) ? null : nearestSpelling(property, known);
    const span = slot.key;
    const isHalfTyped = causesOf(inside).some(({ kind }) => kind === "syntaxError");
    if (!span || isHalfTyped || (intended === null && wrapped.length === 0)) return [];
    const fact = { kind: "KV215", property, intended } as const;
    // What is passed to the vault has a type of its own.
    if (intended === null || through.length > 0 || findEntry(dict, intended) !== null)
      return finding(vault, { fact, span });
    const edits = [respell({ span }, property, intended)];
    const title = { kind: "correct-property", to: intended } as const;
    return finding(vault, { fact, span, fixes: [fix({ title, preferred: true, target: vault, edits })] });
  });
}
