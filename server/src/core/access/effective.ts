import type { Plain } from "../evaluate/values/plain.ts";
import { type Absent, choose, is, known, mapValue, unknown, type Value } from "../evaluate/values/value.ts";
import type { Field, ListField } from "../network/fields/field.ts";
import type { Vault } from "../network/network.ts";
import { type Truth, truth } from "../logic/truth.ts";
import { memoize } from "../logic/memoize.ts";
import type { Note } from "./codes.ts";
import { isSameWord } from "../text/fold.ts";

export type PublicAccess = "Enabled" | "Disabled" | "SecuredByPerimeter";
export type DefaultAction = "Allow" | "Deny";
export type Bypass = "AzureServices" | "None";

export const defaultActionWords: readonly DefaultAction[] = ["Allow", "Deny"];
export const bypassWords: readonly Bypass[] = ["AzureServices", "None"];

/** The values of public network access; managed HSMs do not support perimeters. */
export function publicAccessWords(vault: Pick<Vault, "kind">): readonly PublicAccess[] {
  return vault.kind === "vault" ? ["Enabled", "Disabled", "SecuredByPerimeter"] : ["Enabled", "Disabled"];
}

/** A setting as it takes effect: what is written, or the platform's default. */
export interface Effective<T> {
  readonly value: Value<T>;
  /** Nothing is written; the value is the platform's default. */
  readonly byDefault: boolean;
  /** Notes on it: an undocumented default, a value that a later write leaves out. */
  readonly note: Note | null;
}

/**
 * Whether the public endpoint is open at all. By default it is enabled
 * (https://learn.microsoft.com/azure/templates/microsoft.keyvault/vaults, publicNetworkAccess).
 */
export const publicAccess = memoize((vault: Vault): Effective<PublicAccess> => {
  const { value } = vault.publicNetworkAccess;
  if (value.kind === "absent") return byDefault("Enabled", value, null);
  const word = effectiveWord(vault, vault.publicNetworkAccess, publicAccessWords(vault), () => ({
    otherwise: "Enabled",
    note: null,
  }));
  return perhapsLacking(word, vault, "publicNetworkAccess", "Enabled");
});

/**
 * What happens to traffic that no rule matches. Without `networkAcls` the firewall is off
 * (https://learn.microsoft.com/azure/key-vault/general/network-security); within it, the default is not documented.
 */
export const defaultAction = memoize((vault: Vault): Effective<DefaultAction> => {
  const setting = effectiveWord(vault, vault.defaultAction, defaultActionWords, () => ({
    otherwise: "Allow",
    note: vault.networkAcls.value.kind === "absent" ? null : "NOTE_ASSUMED_DEFAULT_ACTION",
  }));
  return setting.byDefault ? setting : perhapsLacking(setting, vault, "networkAcls", "Allow");
});

/**
 * A property that is used with an API version that does not support it is either as written or not set, which is not
 * documented. Unknown values, as in a vault that is only looked up, keep their own reasons.
 */
function perhapsLacking<T>(
  setting: Effective<T>,
  vault: Vault,
  property: "networkAcls" | "publicNetworkAccess",
  otherwise: T,
): Effective<T> {
  const { value } = setting;
  if (value.kind === "unknown" || !lacksProperty(vault, property)) return setting;
  const construct = { kind: "property-before-its-version", name: property } as const;
  const alternatives: readonly Value<T>[] = [value, known(otherwise, value.origin)];
  return {
    ...setting,
    value: choose(alternatives, [{ kind: "unsupported", construct }], value.origin, Object.is),
  };
}

/**
 * Whether trusted services are allowed. The default is AzureServices
 * (https://learn.microsoft.com/azure/templates/microsoft.keyvault/vaults, bypass); whether it also applies while public
 * access is disabled is not documented.
 */
export const bypass = memoize((vault: Vault): Effective<Bypass> => {
  return effectiveWord(vault, vault.bypass, bypassWords, () => {
    const disabled = is(publicAccess(vault).value, (word) => truth(word === "Disabled")) === "yes";
    return { otherwise: "AzureServices", note: disabled ? "NOTE_ASSUMED_BYPASS" : null };
  });
});

/** The valid value that the written one represents; undefined if Azure does not accept it. */
export function wordOf<T extends string>(vault: Vault, written: string, words: readonly T[]): T | undefined {
  if (vault.exactWords) return words.find((word) => word === written);
  return words.find((word) => isSameWord(word, written));
}

function effectiveWord<T extends string>(
  vault: Vault,
  field: Field<string>,
  words: readonly T[],
  fallback: () => { readonly otherwise: T; readonly note: Note | null },
): Effective<T> {
  const { value } = field;
  if (value.kind === "absent") {
    const { otherwise, note } = fallback();
    return byDefault(otherwise, value, note);
  }
  if (value.kind !== "oneOf")
    return written(
      mapValue(value, value.origin, (word) => knownWord(vault, word, words, value.origin), Object.is),
      vault,
      field,
    );
  const alternatives = value.options.map((option): Value<T> =>
    knownWord(vault, option.value, words, option.origin),
  );
  return written(choose(alternatives, value.because, value.origin, Object.is), vault, field);
}

function knownWord<T extends string>(
  vault: Vault,
  word: string,
  words: readonly T[],
  origin: Value["origin"],
): Value<T> {
  const meant = wordOf(vault, word, words);
  if (meant !== undefined) return known(meant, origin);
  return unknown({ kind: "failure", reason: { kind: "invalid-value", name: word } }, origin);
}

function byDefault<T>(value: T, absent: Absent, note: Note | null): Effective<T> {
  return { value: known(value, { span: absent.within }), byDefault: true, note };
}

function written<T>(value: Value<T>, vault: Vault, field: Field<unknown>): Effective<T> {
  return { value, byDefault: false, note: redeployNote(vault, field) };
}

/** Whether a property keeps the value of one write if a later write leaves it out is not documented. */
export function redeployNote(vault: Vault, field: Field<unknown> | ListField<unknown>): Note | null {
  return vault.kept.includes(field) ? "NOTE_REDEPLOY" : null;
}

/** The first API versions that support a property; previews of that date support it too. */
const firstVersions = {
  vault: { networkAcls: "2018-02-14", publicNetworkAccess: "2021-06-01" },
  managedHsm: { networkAcls: "2021-04-01", publicNetworkAccess: "2021-04-01" },
} as const;

/**
 * Whether the vault certainly uses an API version that does not support a property
 * (https://learn.microsoft.com/azure/templates/microsoft.keyvault/change-log/vaults).
 */
export function lacksProperty(vault: Vault, property: "networkAcls" | "publicNetworkAccess"): boolean {
  if (!vault.apiVersion || vault.state === "deployed") return false;
  const first = firstVersions[vault.kind][property];
  const isOlder = (version: Plain): Truth =>
    truth(typeof version === "string" && version.slice(0, first.length) < first);
  return is(vault.apiVersion, isOlder) === "yes";
}
