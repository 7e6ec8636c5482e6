import { grouped } from "../../logic/grouped.ts";
import { type Cause, knownText, unknown } from "../../evaluate/values/value.ts";
import { equalValues } from "../../evaluate/values/plain.ts";
import type { ResourceInstance } from "../../evaluate/types.ts";
import { textPieces } from "../../evaluate/values/symbol.ts";
import type { Field, ListField } from "../fields/field.ts";
import { sameResource } from "../ids/links.ts";
import type { Network, Vault } from "../network.ts";
import { memoize } from "../../logic/memoize.ts";
import { foldName } from "../../text/fold.ts";
import { fieldOf, firstOf, isMerged, isWritten, type Last, lastOf, listOf } from "./last-write.ts";

/**
 * If more declarations than these may be one vault, they are listed separately: otherwise each would have to be
 * compared with every other.
 */
const mostWrites = 200;

/**
 * Merges the declarations that write one vault into that vault. The first one provides its name and place. If none
 * of them is certainly deployed, they stay separate, each under its own condition. A vault that is both referenced
 * and written in one deployment is what the deployment makes of it.
 */
export function foldWrites(vaults: readonly Vault[]): readonly Vault[] {
  const done = new Set<Vault>();
  const namesakes = byIdentity(vaults.filter(isWrite));
  const folded = vaults.flatMap((vault) => {
    if (done.has(vault)) return [];
    const among = namesakes.get(identityOf(vault)) ?? [];
    if (among.length > mostWrites) return [vault];
    if (isIdle(vault)) return among.some((each) => replaces(each, vault)) ? [] : [vault];
    if (!isWrite(vault)) return [vault];
    const writes = among.filter((each) => each === vault || sameVault(each, vault));
    if (writes.length < 2 || !writes.some(isCertain)) return [vault];
    for (const each of writes) done.add(each);
    return [foldedVault(writes)];
  });
  const whole = folded.map(withTheRest);
  return whole.map((vault) => (vault.existing ? asWritten(vault, whole) : vault));
}

/** The declaration that decides a field of a vault with several; null if there is but one, or no single one decides. */
export function writerOf(vault: Vault, field: Field<unknown> | ListField<unknown>): Vault | null {
  return vault.writes.find((write) => Object.values(write).includes(field)) ?? null;
}

/**
 * Whether two declarations are about one vault. Names of vaults are unique in all of Azure
 * (https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates), so a known name is enough; with one
 * that is known in part the resource group has to be the same too.
 */
export function sameVault(a: Vault, b: Vault): boolean {
  if (a.key === b.key || isLinkedTo(a, b) || isLinkedTo(b, a)) return true;
  if (a.kind !== b.kind || areCreatedApart(a, b)) return false;
  const [name, other] = [nameKey(a), nameKey(b)];
  if (name !== null && other !== null && name !== other) return false;
  return (name !== null ? sameResource(a.id, b.id) : equalValues(a.id, b.id, true)) === "yes";
}

/** Whether a lookup refers to a vault, or to the one that another lookup refers to. */
function isLinkedTo({ linked }: Vault, other: Vault): boolean {
  return linked !== null && (linked.key === other.key || linked.key === other.linked?.key);
}

/** Only vaults of one identity can be one vault for certain, so that not each of many has to be compared with every other. */
function byIdentity(vaults: readonly Vault[]): ReadonlyMap<string | Vault, readonly Vault[]> {
  return grouped(vaults, (vault) => [identityOf(vault)]);
}

/** What each lookup of a root stands for in it: the declaration, or else the first lookup of the same vault. */
export const lookedUpIn = memoize((network: Network): ReadonlyMap<Vault, Vault> => {
  const found = new Map<Vault, Vault>();
  for (const [, among] of byIdentity(
    network.vaults.filter(({ home, state }) => home === null && state === null),
  ))
    for (const lookup of among.length > mostWrites ? [] : among.filter(({ existing }) => existing)) {
      const same = among.filter((each) => each !== lookup && sameVault(each, lookup));
      const [first] = [...same.filter((each) => !each.existing && isCertain(each)), ...same];
      if (first && (!first.existing || among.indexOf(first) < among.indexOf(lookup)))
        found.set(lookup, first);
    }
  return found;
});

/** The name if it is known, otherwise the ID with its unknown parts; the vault itself if nothing else identifies it. */
function identityOf(vault: Vault): string | Vault {
  const name = nameKey(vault);
  if (name !== null) return name;
  const parts = textPieces(vault.id).map((part) =>
    typeof part === "string" ? foldName(part) : part.symbol === null ? null : `\0${part.symbol}\0`,
  );
  return parts.includes(null) ? vault : parts.join("");
}

/** A vault's name in lower case; null of one that is not known. */
export function nameKey({ name }: Vault): string | null {
  return foldName(knownText(name)) ?? null;
}

/** What names a vault in all of Azure, if that is known: a vault and a managed HSM may have the same name, because they are in different domains. */
export function vaultNameKey(vault: Vault): string | null {
  const name = nameKey(vault);
  return name === null ? null : `${vault.kind} ${name}`;
}

function isCertain(vault: Vault): boolean {
  return vault.exists.truth === "yes";
}

/** A write that does not happen does not count for a vault that others write. */
function isIdle(vault: Vault): boolean {
  return !vault.existing && vault.state === null && vault.exists.truth === "no";
}

/** Whether a vault that is never created is listed as another one of the same root. */
function replaces(vault: Vault, idle: Vault): boolean {
  return isCertain(vault) && vault.home === idle.home && sameVault(vault, idle);
}

/**
 * Two addresses of Terraform are two vaults, unless one of them only updates what is deployed already: Terraform creates each
 * of its resources, and fails where another one has the name
 * (https://developer.hashicorp.com/terraform/language/resources/behavior).
 */
function areCreatedApart(a: Vault, b: Vault): boolean {
  return [a, b].every(({ existing, instance }) => !existing && isCreatedByTerraform(instance));
}

/** Whether Terraform makes a resource anew, so that no other one can be the same. */
export function isCreatedByTerraform({ declaration, frame }: ResourceInstance): boolean {
  return frame.template.dialect === "terraform" && declaration.updates === undefined;
}

/**
 * A plan of Terraform has the resources of the configuration, updates included; other states have each vault as a whole. An instance
 * that represents an unknown number of instances does not write any particular vault.
 */
function isWrite({ existing, state, exists, instance }: Vault): boolean {
  const isPlan = state === "planned" && instance.frame.template.dialect === "terraform";
  return !existing && (state === null || isPlan) && exists.truth !== "no" && !instance.repeats;
}

function asWritten(lookup: Vault, vaults: readonly Vault[]): Vault {
  const [written, ...others] = vaults.filter(
    (each) => !each.existing && each.exists.truth === "yes" && sameVault(each, lookup),
  );
  const isAmbiguous = others.some(({ instance }) => instance.declaration !== written?.instance.declaration);
  if (!written || isAmbiguous) return lookup;
  const { key, symbol, module, name, id, exists, label, span, home, instance, linked, candidates } = lookup;
  return {
    ...written,
    key,
    symbol,
    module,
    name,
    id,
    exists,
    label,
    span,
    home,
    instance,
    linked,
    candidates,
    existing: true,
  };
}

/**
 * What several writes of one vault make of it: each property is as the last of them writes it, in the order of their
 * dependencies; without an order it is not known. What a later write leaves out stays as it was, which is not documented
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/deployment-modes is about resources, not of their
 * properties), and is noted down in `kept`. The default action and the bypass belong to the block around them: where a later
 * write has the block without them, their defaults hold, unless it is merged into what is deployed.
 */
function foldedVault(written: readonly Vault[]): Vault {
  const writes = written.map(withPatchedBlock);
  const first = firstOf(writes);
  const access = lastOf(writes, (write) => isWritten(write.publicNetworkAccess));
  const block = lastOf(writes, (write) => isWritten(write.networkAcls));
  const inBlock = (read: (write: Vault) => Field<string>): Last<Vault> =>
    lastOf(writes, (write) => isWritten(read(write)) || (isWritten(write.networkAcls) && !isMerged(write)));
  const action = inBlock((write) => write.defaultAction);
  const bypass = inBlock((write) => write.bypass);
  const ip = lastOf(writes, (write) => write.ipRules.state !== "absent");
  const subnet = lastOf(writes, (write) => write.subnetRules.state !== "absent");
  const flag = (read: (write: Vault) => Field<boolean>): Field<boolean> =>
    fieldOf(
      first,
      lastOf(writes, (write) => isWritten(read(write))),
      read,
    );
  const folded = {
    publicNetworkAccess: fieldOf(first, access, (write) => write.publicNetworkAccess),
    networkAcls: fieldOf(first, block, (write) => write.networkAcls),
    defaultAction: fieldOf(first, action, (write) => write.defaultAction),
    bypass: fieldOf(first, bypass, (write) => write.bypass),
    ipRules: listOf(first, ip, (write) => write.ipRules),
    subnetRules: listOf(first, subnet, (write) => write.subnetRules),
  };
  return {
    ...first,
    ...folded,
    exists: writes.find((write) => write.exists.truth === "yes")?.exists ?? first.exists,
    apiVersion: (access.deciding[0] ?? first).apiVersion,
    subnetLinks: writes.find((write) => write.subnetRules === folded.subnetRules)?.subnetLinks ?? [],
    enabledForDeployment: flag((write) => write.enabledForDeployment),
    enabledForDiskEncryption: flag((write) => write.enabledForDiskEncryption),
    enabledForTemplateDeployment: flag((write) => write.enabledForTemplateDeployment),
    enableRbacAuthorization: flag((write) => write.enableRbacAuthorization),
    foreignFields: writes.flatMap((write) => write.foreignFields),
    writes,
    kept: [
      ...(access.isKept ? [folded.publicNetworkAccess] : []),
      ...(block.isKept ? [folded.networkAcls] : []),
      ...(action.isKept ? [folded.defaultAction] : []),
      ...(bypass.isKept ? [folded.bypass] : []),
      ...(ip.isKept ? [folded.ipRules] : []),
      ...(subnet.isKept ? [folded.subnetRules] : []),
    ],
  };
}

const because: Cause = { kind: "runtime", call: { kind: "rest-of-updated-vault" } };

/**
 * A vault that is declared elsewhere and only updated here: anything that the update does not write is unknown. Any
 * other vault is returned unchanged.
 */
function withTheRest(vault: Vault): Vault {
  if (vault.instance.declaration.updates === undefined || vault.writes.length > 0) return vault;
  const field = <T>(written: Field<T>): Field<T> => writtenOrUnknown(written, vault);
  const list = <T>(written: ListField<T>): ListField<T> =>
    written.state === "absent" ? { ...written, state: "unknown", open: [because] } : written;
  return {
    ...vault,
    publicNetworkAccess: field(vault.publicNetworkAccess),
    networkAcls: field(vault.networkAcls),
    defaultAction: field(vault.defaultAction),
    bypass: field(vault.bypass),
    ipRules: list(vault.ipRules),
    subnetRules: list(vault.subnetRules),
    enabledForDeployment: field(vault.enabledForDeployment),
    enabledForDiskEncryption: field(vault.enabledForDiskEncryption),
    enabledForTemplateDeployment: field(vault.enabledForTemplateDeployment),
    enableRbacAuthorization: field(vault.enableRbacAuthorization),
  };
}

/**
 * A write with what its `PATCH` makes of the block of network rules: whether a part that the block leaves out is kept or reset is not
 * documented (https://learn.microsoft.com/rest/api/keyvault/keyvault/vaults/update). Any other write is returned unchanged.
 */
function withPatchedBlock(write: Vault): Vault {
  if (write.instance.declaration.updates !== "patch" || !isWritten(write.networkAcls)) return write;
  return {
    ...write,
    defaultAction: writtenOrUnknown(write.defaultAction, write),
    bypass: writtenOrUnknown(write.bypass, write),
  };
}

function writtenOrUnknown<T>(field: Field<T>, { label }: Vault): Field<T> {
  return isWritten(field) ? field : { ...field, value: unknown(because, { span: label }) };
}
