import type { Span } from "../text/document.ts";
import type { Word } from "./scripts/script.ts";
import { isSameWord } from "../text/fold.ts";

/** A setting that a command writes: as written; `unknown` if that is not known; null if it is left as it is. */
export type Written = { readonly text: string } | "unknown" | null;

/** What a command does with a vault. */
export type VaultAccess =
  /** It reads or changes secrets, keys, or certificates, through the vault's own endpoint. */
  | { readonly kind: "use" }
  | { readonly kind: "add-rule"; readonly rules: ListedRules }
  /** `of` are the addresses and subnets whose rules it removes. */
  | { readonly kind: "remove-rule"; readonly of: readonly Word[] }
  /** It deploys templates, which gives vaults the settings that these say; `by` is null of others than Terraform. */
  | { readonly kind: "deploy"; readonly by: "terraform" | null }
  /** It runs something that is not read and that may change the network settings of any vault. */
  | { readonly kind: "unread" }
  | NetworkSettings;

/** Network rules that a command lists. */
export interface ListedRules {
  /** Addresses and ranges that the file says, so that they are probably meant to stay. */
  readonly addresses: readonly string[];
  /** There are others that only the run knows. */
  readonly isOpen: boolean;
}

/** Network settings of a vault that a command creates or changes. */
export interface NetworkSettings {
  readonly kind: "create" | "update";
  readonly publicNetworkAccess: Written;
  readonly defaultAction: Written;
  /** The addresses and subnets that it lists; null if it lists none. */
  readonly rules: ListedRules | null;
  /** It has arguments that are not known, which may say anything. */
  readonly isOpen: boolean;
  /** Written with a cmdlet rather than with Azure CLI. */
  readonly isCmdlet: boolean;
}

/** A command that concerns a vault. */
export interface VaultCommand {
  readonly access: VaultAccess;
  /** Names the vault: its name, its address or that of an object in it; null if the command names none that can be read. */
  readonly vault: Word | null;
  readonly span: Span;
}

/** Whether a written setting is one of Azure's words, which count without case. */
export function says(written: Written, word: string): boolean {
  return written !== null && written !== "unknown" && isSameWord(written.text, word);
}

/** Whether it may open a vault to machines that no rule lists, or make rules apply that did not. */
function maySwitchOn(access: VaultAccess): boolean {
  if (access.kind !== "update" && access.kind !== "create") return false;
  const { publicNetworkAccess, defaultAction } = access;
  return (
    access.isOpen ||
    (publicNetworkAccess !== null && !says(publicNetworkAccess, "Disabled")) ||
    (defaultAction === null ? access.kind === "create" : !says(defaultAction, "Deny"))
  );
}

/** Whether it may set back what opened a vault to any address. What exists is not created again. */
export function maySwitchOff(access: VaultAccess): boolean {
  if (access.kind === "deploy") return true;
  if (access.kind !== "update") return false;
  const { publicNetworkAccess, defaultAction } = access;
  return (
    access.isOpen ||
    (publicNetworkAccess !== null && !says(publicNetworkAccess, "Enabled")) ||
    (defaultAction !== null && !says(defaultAction, "Allow"))
  );
}

/** Whether it may remove rules, by itself or by writing others. */
export function mayRemoveRules(access: VaultAccess): boolean {
  return (
    access.kind === "remove-rule" || (access.kind === "update" && (access.isOpen || access.rules !== null))
  );
}

/** Whether it may make a vault reachable that was not, at least for some addresses. */
export function mayOpen(access: VaultAccess): boolean {
  return maySwitchOn(access) || listedRules(access) !== null;
}

/** The rules that it gives a vault; null if it gives it none. */
export function listedRules(access: VaultAccess): ListedRules | null {
  if (access.kind === "add-rule") return access.rules;
  return access.kind === "update" || access.kind === "create" ? access.rules : null;
}
