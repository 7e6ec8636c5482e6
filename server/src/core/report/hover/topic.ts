import { ipRulesOf } from "../../access/entries.ts";
import type { IpRule } from "../../access/entries.ts";
import type { World } from "../../access/worlds.ts";
import type { Field } from "../../network/fields/field.ts";
import type { Network, Vault } from "../../network/network.ts";
import type { Span } from "../../text/span.ts";
import { touches } from "../../text/span.ts";
import type { ConsumerTopic } from "./consumer-topic.ts";
import { consumersAt } from "./consumer-topic.ts";
import type { LookupTopic } from "./lookup-topic.ts";
import type { VaultTopic } from "./vault-topic.ts";
import { placeOfField, placeOfItem, placeOfValue } from "../navigation/vault-places.ts";

/** What is under the cursor, to be explained. */
export type Topic =
  | {
      readonly kind: "setting";
      readonly name: "bypass" | "defaultAction" | "publicNetworkAccess";
      readonly vault: Vault;
      readonly network: Network;
      readonly span: Span;
    }
  | {
      readonly kind: "flag";
      readonly name: FlagName;
      readonly vault: Vault;
      readonly network: Network;
      readonly span: Span;
    }
  | ConsumerTopic
  | LookupTopic
  | VaultTopic
  | { readonly kind: "ipRule"; readonly vault: Vault; readonly rule: IpRule; readonly span: Span };

/** The permissions that a vault gives to services of Azure. */
export type FlagName = (typeof flags)[number];

const flags = ["enabledForDeployment", "enabledForDiskEncryption", "enabledForTemplateDeployment"] as const;

/** The part of a vault's network at a UTF-16 offset of a document; null if there is none. */
export function topicAt(worlds: readonly World[], document: string, offset: number): Topic | null {
  for (const { network } of worlds) {
    for (const vault of network.vaults) {
      const topic =
        settingAt({ vault, network }, document, offset) ??
        flagAt({ vault, network }, document, offset) ??
        ipRuleAt(vault, document, offset);
      if (topic) return topic;
    }
  }
  return consumersAt(worlds, (span) => at(span, document, offset) !== null);
}

/** A vault in a network. */
interface In {
  readonly vault: Vault;
  readonly network: Network;
}

const settings = ["bypass", "defaultAction", "publicNetworkAccess"] as const;

function settingAt({ vault, network }: In, document: string, offset: number): Topic | null {
  for (const name of settings) {
    const field: Field<string> = vault[name];
    const span = at(placeOfField(field), document, offset) ?? at(placeOfValue(field), document, offset);
    if (span) return { kind: "setting", name, vault, network, span };
  }
  return null;
}

function flagAt({ vault, network }: In, document: string, offset: number): Topic | null {
  for (const name of flags) {
    const span = at(placeOfField(vault[name]), document, offset);
    if (span) return { kind: "flag", name, vault, network, span };
  }
  return null;
}

function ipRuleAt(vault: Vault, document: string, offset: number): Topic | null {
  for (const rule of ipRulesOf(vault).rules) {
    const span =
      at(placeOfItem(rule.item), document, offset) ?? at(placeOfValue(rule.item.field), document, offset);
    if (span) return { kind: "ipRule", vault, rule, span };
  }
  return null;
}

function at(span: Span | null, document: string, offset: number): Span | null {
  return span?.document === document && touches(span, offset) ? span : null;
}
