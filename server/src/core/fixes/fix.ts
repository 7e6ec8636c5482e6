import { bypass, defaultAction, lacksProperty, publicAccess } from "../access/effective.ts";
import { nameOf } from "../access/vault-label.ts";
import type { Verdict } from "../access/verdict.ts";
import { is, type Origin } from "../evaluate/values/value.ts";
import { truth } from "../logic/truth.ts";
import type { Declared } from "../network/declare/declare.ts";
import { type Field, type Item, type ListField, spellingOf } from "../network/fields/field.ts";
import { referenceTo } from "../network/ids/reference-to.ts";
import type { Network, Vault } from "../network/network.ts";
import { waitsFor } from "../network/order/dependencies.ts";
import { dependsOnList, dependsOnName, explicitDependsOn } from "../network/order/depends-on.ts";
import type { Resource } from "../network/resources-by-type.ts";
import type { Reference } from "../template/reference.ts";
import type { NewResource, Written } from "../template/written.ts";
import type { Span } from "../text/document.ts";
import type { Correction } from "../text/nearest-spelling.ts";
import { blockedCallers, having } from "./blocked-callers.ts";
import type { BlockedCaller, FixTitle, SettingEffect, SettingTitle } from "./fix-title.ts";

/** A repair that is offered. Its changes are computed when it is applied. */
export interface Fix {
  readonly title: FixTitle;
  /** The parameter that it changes, where it changes one. */
  readonly where?: ChangedParameter;
  /** At most one of a finding's fixes is. */
  readonly preferred: boolean;
  /** No decision about any caller changes: safe for "fix all". */
  readonly keepsAccess: boolean;
  /** The resource whose configuration is changed; null if words of a file are, whatever resources there are. */
  readonly target: Resource | null;
  readonly edits: readonly Edit[];
  /** What is changed with it in other resources, such as the service endpoint of a subnet that a vault lists. */
  readonly beside?: readonly Pick<Fix, "target" | "edits">[];
}

/** What a fix changes, as plain data. */
export interface Writing {
  /** The same for fixes that write the same at the same places. */
  readonly key: string;
  readonly parameter: ChangedParameter | null;
  /** Each place in a text with what is written there, below the path of what is written inside of an object. */
  readonly places: readonly {
    readonly span: Span;
    readonly path: readonly string[] | null;
    readonly value: Written;
  }[];
}

/** One edit of the model, to be written back through the syntax it came from. */
export type Edit =
  | { readonly kind: "set"; readonly field: Field<unknown>; readonly value: Written }
  | { readonly kind: "clear"; readonly field: Field<unknown> | ListField<unknown> }
  | { readonly kind: "append"; readonly list: ListField<unknown>; readonly values: readonly Written[] }
  | {
      readonly kind: "remove";
      readonly list: ListField<unknown>;
      readonly items: readonly Item<unknown>[];
    }
  /** Replaces a word within what is written at a place, such as the version behind a type. */
  | { readonly kind: "respell"; readonly origin: Origin; readonly from: string; readonly to: string }
  /** Declares resources behind the one that is changed. */
  | { readonly kind: "declare"; readonly resources: readonly NewResource[] }
  /** Replaces a whole item, whatever shape it has. */
  | { readonly kind: "rewrite"; readonly item: Item<unknown>; readonly value: Written };

/** A text that is the same for fixes whose titles say the same, in whichever file a parameter's value is, and whomever they block. */
export function titleKey({ title, where }: Pick<Fix, "title" | "where">): string {
  const said = "blocked" in title ? { ...title, blocked: [], effect: null } : title;
  // Each root and world may have further places.
  if (said.kind === "raise-api-version") return `${said.kind} ${said.version}`;
  return JSON.stringify([said, where && { ...where, file: null }]);
}

/** Adds to the title of a fix the callers that an equal fix blocks elsewhere. */
export function blockingBoth(
  fix: Fix,
  { title: other, keepsAccess }: Pick<Fix, "title" | "keepsAccess">,
): Fix {
  const { title } = fix;
  if (!("blocked" in title) || !("blocked" in other)) return fix;
  const callers = [...title.blocked, ...other.blocked];
  const blocked = [...new Map(callers.map((each) => [JSON.stringify(each), each])).values()];
  const effect = title.kind === "set" && other.kind === "set" ? { effect: title.effect ?? other.effect } : {};
  return { ...fix, keepsAccess: fix.keepsAccess && keepsAccess, title: { ...title, ...effect, blocked } };
}

/** A text that identifies one fix of a finding: two that say the same may change different files. */
export function fixKey({ title, where }: Pick<Fix, "title" | "where">): string {
  return JSON.stringify([title, where]);
}

/** The parameter whose default or value a fix changes; `uses` counts who reads it. */
export interface ChangedParameter {
  readonly kind: "parameter default" | "parameter file";
  readonly name: string;
  readonly uses: number;
  /** The file that gives the value, without its folder; null of several. */
  readonly file: string | null;
  /** What its language calls it. */
  readonly noun: "parameter" | "variable";
}

/** A fix; unless said otherwise it is one of several, and may change who gets in. */
export function fix(parts: Pick<Fix, "title" | "target" | "edits"> & Partial<Fix>): Fix {
  return { preferred: false, keepsAccess: false, ...parts };
}

/** Gives a field a value, whether it is written yet or not. */
export function set<T>(field: Field<T>, value: NoInfer<T> | Reference): Edit {
  return { kind: "set", field, value: field.encode(value) };
}

/** Removes a property, key and all. */
export function clear(field: Field<unknown> | ListField<unknown>): Edit {
  return { kind: "clear", field };
}

/** Adds items at the end of a list, which is written if it does not exist yet. */
export function append<T>(list: ListField<T>, ...values: readonly (NoInfer<T> | Reference)[]): Edit {
  return { kind: "append", list, values: values.map((value) => list.encode(value)) };
}

/** Removes items of one list. */
export function remove(list: ListField<unknown>, items: readonly Item<unknown>[]): Edit {
  return { kind: "remove", list, items };
}

/** Writes an item anew in the shape the list takes. */
export function rewrite<T>(list: ListField<T>, item: Item<T>, value: NoInfer<T>): Edit {
  return { kind: "rewrite", item, value: list.encode(value) };
}

/** Writes another word in place of one that a known value has. */
export function respell(origin: Origin, from: string, to: string): Edit {
  return { kind: "respell", origin, from, to };
}

/** The edit that writes resources; null if one of them cannot be written. */
export function declaring(...resources: readonly (Declared | null)[]): Edit | null {
  const certain = resources.filter((each) => each !== null);
  if (certain.length < resources.length) return null;
  return { kind: "declare", resources: certain.map(({ resource }) => resource) };
}

/** The title of a fix that sets a property, spelled with its value as its syntax spells them. */
export function setTitle<T extends string | boolean>(
  field: Field<T>,
  value: NoInfer<T>,
  effect: SettingEffect | null = null,
): SettingTitle {
  const written = field.encode(value);
  return {
    kind: "set",
    property: spellingOf(field),
    value: typeof written === "boolean" ? written : String(value),
    effect,
    blocked: [],
    permits: null,
  };
}

/** The title of a fix that sets one of a vault's settings; it says whose access changes, unless the value is in force already. */
export function settingTitle(
  vault: Vault,
  field: Field<string>,
  value: string,
  blocked: readonly BlockedCaller[] = [],
): SettingTitle {
  const effect = isInForce(vault, field, value) ? null : (effects.get(value) ?? null);
  return { ...setTitle(field, value, effect), blocked };
}

const effects: ReadonlyMap<string, SettingEffect> = new Map<string, SettingEffect>([
  ["Deny", "blocks-unlisted"],
  ["Allow", "allows-all"],
  ["Disabled", "blocks-public"],
  ["Enabled", "applies-rules"],
  ["None", "blocks-trusted"],
  ["AzureServices", "allows-trusted"],
]);

function isInForce(vault: Vault, field: Field<string>, word: string): boolean {
  const { value } =
    field === vault.bypass
      ? bypass(vault)
      : field === vault.defaultAction
        ? defaultAction(vault)
        : publicAccess(vault);
  return is(value, (each: string) => truth(each === word)) === "yes";
}

/** Writes the word that was probably intended. Only users know that it was, so "fix all" leaves it out. */
export function correctWord({ span, written, intended }: Correction): Fix {
  return fix({
    title: { kind: "correct-word", from: written, to: intended },
    target: null,
    preferred: true,
    edits: [respell({ span }, written, intended)],
  });
}

/** Denies whatever no rule admits. None where the version of the API is too old for it. */
export function denyByDefault(vault: Vault, network: Network, preferred: boolean): readonly Fix[] {
  const edits = denyEdits(vault);
  const blocked = blockedCallers(vault, having(vault, "defaultAction", "Deny"), network);
  const title = settingTitle(vault, vault.defaultAction, "Deny", blocked);
  return edits.length === 0 ? [] : [fix({ title, preferred, target: vault, edits })];
}

/** Where no rules are written yet, the bypass is stated with the default action, as its default is. */
export function denyEdits(vault: Vault): readonly Edit[] {
  const isWritten = vault.networkAcls.value.kind !== "absent";
  if (!isWritten && lacksProperty(vault, "networkAcls")) return [];
  const deny = set(vault.defaultAction, "Deny");
  return isWritten ? [deny] : [deny, set(vault.bypass, "AzureServices")];
}

/**
 * Closes the public endpoint to all but private endpoints and trusted services. None where the version of the API is too old
 * for it.
 */
export function disablePublicAccess(vault: Vault, network: Network, preferred: boolean): readonly Fix[] {
  if (lacksProperty(vault, "publicNetworkAccess")) return [];
  const { publicNetworkAccess: field } = vault;
  const edits = [set(field, "Disabled")];
  const blocked = blockedCallers(vault, having(vault, "publicNetworkAccess", "Disabled"), network);
  const title = settingTitle(vault, field, "Disabled", blocked);
  return [fix({ title, preferred, target: vault, edits })];
}

/** Lets trusted services through the firewall, for the scenarios they are listed with. */
export function allowTrustedServices(vault: Vault, preferred: boolean): readonly Fix[] {
  const { bypass } = vault;
  const edits = [set(bypass, "AzureServices")];
  return [fix({ title: settingTitle(vault, bypass, "AzureServices"), preferred, target: vault, edits })];
}

/** Whether a trusted caller is denied because there is no bypass; one that a perimeter denies would not pass with it either. */
export function isBypassMissed({ verdict, reason }: Verdict): boolean {
  return verdict === "denied" && reason !== "DENY_PERIMETER";
}

/**
 * Has a resource wait for another one, where its syntax has to say so and it does not yet; elsewhere a reference is enough. Null
 * where nothing of the template can say it.
 */
export function waitEdits(resource: Resource, other: Resource): readonly Edit[] | null {
  const list = dependsOnList(resource);
  if (!list || waitsFor(resource.instance, other.instance) === "yes") return [];
  if (resource.instance.frame !== other.instance.frame) return null;
  const named = referenceTo(other) ?? dependsOnName(other.instance);
  return named === null ? null : [append(list, named)];
}

/** Has a resource name another one among what it waits for, whatever its syntax; null if that cannot be written. */
function explicitWaitEdits(resource: Resource, other: Resource): readonly Edit[] | null {
  const list = explicitDependsOn(resource);
  const isArm = dependsOnList(resource) !== null;
  if (!list || resource.instance.frame !== other.instance.frame) return null;
  const named = referenceTo(other) ?? (isArm ? dependsOnName(other.instance) : null);
  return named === null ? null : [append(list, named)];
}

export function waitTitle(resources: readonly Resource[], opener: Resource): FixTitle {
  const [first, ...others] = resources;
  const resource = first && others.length === 0 ? nameOf(first) : null;
  return { kind: "wait", resource, count: resources.length, for: nameOf(opener) };
}

/** Has resources wait for another one; nothing where one of them cannot say so. */
export function fixesToWait(resources: readonly Resource[], opener: Resource): readonly Fix[] {
  const parts = resources.map((target) => ({ target, edits: explicitWaitEdits(target, opener) }));
  const [first, ...beside] = parts.flatMap(({ target, edits }) => (edits ? [{ target, edits }] : []));
  if (!first || beside.length + 1 < parts.length) return [];
  return [fix({ title: waitTitle(resources, opener), preferred: true, ...first, beside })];
}
