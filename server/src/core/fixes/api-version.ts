import type { FixTitle } from "./fix-title.ts";
import { lacksProperty } from "../access/effective.ts";
import { is } from "../evaluate/values/value.ts";
import { truth } from "../logic/truth.ts";
import type { Field } from "../network/fields/field.ts";
import type { Vault } from "../network/network.ts";
import { fix, type Fix, respell, set } from "./fix.ts";
import type { Versioned } from "../network/versioned.ts";
import { foldWord } from "../text/fold.ts";

/** The version of the API that Azure recommends; all before it retire on 2027-02-27. */
export const currentVersion = "2026-02-01";

/** A setting that the version of the API does not have. */
export interface HiddenSetting {
  readonly name: string;
  readonly field: Field<unknown>;
  readonly version: string;
}

/**
 * The settings of a vault that restrict who reaches it, or that its deployment needs, and that its version of the API certainly
 * lacks. One that says what holds without it, such as a default action of *Allow*, is lost without consequence.
 */
export function hiddenSettings(vault: Vault): readonly HiddenSetting[] {
  const { apiVersion, publicNetworkAccess, networkAcls, subnetLinks } = vault;
  if (apiVersion?.kind !== "known" || typeof apiVersion.value !== "string" || vault.state) return [];
  const version = apiVersion.value;
  const unchecked = subnetLinks
    .map((rule) => rule.ignoreMissingServiceEndpoint)
    .filter((field) => version < "2019-09-01" && isWritten(field) && is(field.value, truth) !== "no");
  return [
    ...(lacksProperty(vault, "publicNetworkAccess") && closesPublicAccess(vault)
      ? [{ name: "publicNetworkAccess", field: publicNetworkAccess, version }]
      : []),
    ...(lacksProperty(vault, "networkAcls") && restricts(vault)
      ? [{ name: "networkAcls", field: networkAcls, version }]
      : []),
    ...unchecked.map((field) => ({ name: "ignoreMissingVnetServiceEndpoint", field, version })),
  ];
}

function closesPublicAccess({ publicNetworkAccess: { value } }: Vault): boolean {
  return value.kind !== "absent" && is(value, (word) => truth(foldWord(word) !== "enabled")) === "yes";
}

/** Whether traffic is denied by default, or callers are listed as if it were. */
function restricts({ defaultAction: { value }, ipRules, subnetRules }: Vault): boolean {
  const denies = value.kind !== "absent" && is(value, (word) => truth(foldWord(word) === "deny")) === "yes";
  return denies || ipRules.items.length > 0 || subnetRules.items.length > 0;
}

/** What a syntax error or a parameter may hide is not written for certain. */
function isWritten({ value, slot }: Field<unknown>): boolean {
  return value.kind !== "absent" && (value.kind !== "unknown" || slot.entry !== null);
}

/**
 * Raises versions of the API. From the current one on a new vault takes role assignments unless it says otherwise, so that
 * what held before is stated; `hasEffect` says that only then what is written counts (https://learn.microsoft.com/azure/key-vault/general/access-control-default).
 */
export function raiseApiVersions(
  versioned: readonly Versioned[],
  to = currentVersion,
  hasEffect = false,
): readonly Fix[] {
  const [first, ...others] = versioned.map((each) => raise(each, to));
  if (!first) return [];
  const isSilent = versioned.some(changesDefault);
  const title: FixTitle = {
    kind: "raise-api-version",
    count: others.length + 1,
    version: to,
    keepsPolicies: isSilent,
    hasEffect,
  };
  return [fix({ title, preferred: true, ...first, ...(others.length === 0 ? {} : { beside: others }) })];
}

function raise(versioned: Versioned, to: string): Pick<Fix, "target" | "edits"> {
  const { resource, origin, version } = versioned;
  const edit = respell(origin, version, to);
  if (!changesDefault(versioned)) return { target: resource, edits: [edit] };
  return { target: versioned.vault, edits: [edit, set(versioned.vault.enableRbacAuthorization, false)] };
}

/** Whether what a vault does not say changes with its version. What only updates a vault leaves that as it is. */
function changesDefault(versioned: Versioned): versioned is Versioned & { readonly vault: Vault } {
  const { vault, version } = versioned;
  if (vault === null || vault.instance.declaration.updates !== undefined) return false;
  const isSilent = vault.kind === "vault" && vault.enableRbacAuthorization.value.kind === "absent";
  return isSilent && version < currentVersion;
}
