import type { Span } from "../text/span.ts";
import type { Word } from "./scripts/script.ts";

/** A setting that a command writes: as written; `unknown` if that is not known; null if it is left as it is. */
export type Written = { readonly text: string } | "unknown" | null;

/** What a command does with a vault. */
export type VaultAccess =
  /** It reads or changes secrets, keys or certificates, through the vault's own endpoint. */
  | { readonly kind: "use" }
  /** `isFixed`: the address is written in the file, so that it is probably meant to stay. */
  | { readonly kind: "add-rule"; readonly isFixed: boolean }
  | { readonly kind: "remove-rule" }
  /** It deploys templates, which gives vaults the settings that these say. */
  | { readonly kind: "deploy" }
  /** It runs something that is not read and that may change the network settings of any vault. */
  | { readonly kind: "unread" }
  | NetworkSettings;

/** Network settings of a vault that a command creates or changes. */
export interface NetworkSettings {
  readonly kind: "create" | "update";
  readonly publicNetworkAccess: Written;
  readonly defaultAction: Written;
  /** It lists addresses or subnets. */
  readonly listsRules: boolean;
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
  return written !== null && written !== "unknown" && written.text.toLowerCase() === word.toLowerCase();
}

/** Whether it may open a vault to machines that no rule lists, or make rules apply that did not. */
export function maySwitchOn(access: VaultAccess): boolean {
  if (access.kind !== "update" && access.kind !== "create") return false;
  const { publicNetworkAccess, defaultAction } = access;
  return (
    access.isOpen ||
    (publicNetworkAccess !== null && !says(publicNetworkAccess, "Disabled")) ||
    (defaultAction !== null && !says(defaultAction, "Deny"))
  );
}

/** Whether it may set back what opened a vault to any address. */
export function maySwitchOff(access: VaultAccess): boolean {
  if (access.kind === "deploy") return true;
  if (access.kind !== "update" && access.kind !== "create") return false;
  const { publicNetworkAccess, defaultAction } = access;
  return (
    access.isOpen ||
    (publicNetworkAccess !== null && !says(publicNetworkAccess, "Enabled")) ||
    (defaultAction !== null && !says(defaultAction, "Allow"))
  );
}

/** Whether it may remove rules, by itself or by writing others. */
export function mayRemoveRules(access: VaultAccess): boolean {
  return access.kind === "remove-rule" || (access.kind === "update" && (access.isOpen || access.listsRules));
}

/** Whether it may make a vault reachable that was not, at least for some addresses. */
export function mayOpen(access: VaultAccess): boolean {
  return access.kind === "add-rule" || maySwitchOn(access) || (access.kind === "update" && access.listsRules);
}
