import { type IpRule, ipRulesOf } from "../../access/entries.ts";
import { type VaultAcrossWorlds, vaultsAcross, type World } from "../../access/worlds.ts";
import type { Field } from "../../network/fields/field.ts";
import type { Network, Vault } from "../../network/network.ts";
import { type Span, touches } from "../../text/document.ts";
import { consumersAt, type ConsumerTopic } from "./consumer-topic.ts";
import type { LookupTopic } from "./lookup-topic.ts";
import type { VaultTopic } from "./describe-vault.ts";
import { placeOfField, placeOfItem, placeOfValue } from "../navigation/vault-places.ts";

/** What is under the cursor, to be explained. */
export type Topic = SettingTopic | FlagTopic | IpRuleTopic | ConsumerTopic | LookupTopic | VaultTopic;

/** A vault in one of the worlds in which the text under the cursor configures it: those of a loop, or of calls of a module, share it. */
export interface ConfiguredVault {
  readonly across: VaultAcrossWorlds;
  readonly vault: Vault;
  readonly network: Network;
}

export interface SettingTopic {
  readonly kind: "setting";
  readonly name: (typeof settings)[number];
  readonly places: readonly ConfiguredVault[];
  readonly span: Span;
}

export interface FlagTopic {
  readonly kind: "flag";
  readonly name: FlagName;
  readonly places: readonly ConfiguredVault[];
  readonly span: Span;
}

export interface IpRuleTopic {
  readonly kind: "ipRule";
  readonly places: readonly (ConfiguredVault & { readonly rule: IpRule })[];
  readonly span: Span;
}

const settings = ["bypass", "defaultAction", "publicNetworkAccess"] as const;

/** The permissions that a vault gives to services of Azure. */
export type FlagName = (typeof flags)[number];

const flags = ["enabledForDeployment", "enabledForDiskEncryption", "enabledForTemplateDeployment"] as const;

/** The part of vaults' networks at a UTF-16 offset of a document; null if there is none. */
export function topicAt(worlds: readonly World[], document: string, offset: number): Topic | null {
  const isAt = (span: Span | null): span is Span => span?.document === document && touches(span, offset);
  const configured = vaultsAcross(worlds).flatMap((across) =>
    across.views.map(({ vault, world: { network } }) => ({ across, vault, network })),
  );
  return (
    settingAt(configured, isAt) ??
    flagAt(configured, isAt) ??
    ipRuleAt(configured, isAt) ??
    consumersAt(worlds, isAt)
  );
}

type IsAt = (span: Span | null) => span is Span;

/** Where a field is under the cursor, by its name or its value. */
function spanOf(field: Field<unknown>, isAt: IsAt): Span | undefined {
  return [placeOfField(field), placeOfValue(field)].find(isAt);
}

function settingAt(configured: readonly ConfiguredVault[], isAt: IsAt): Topic | null {
  for (const name of settings) {
    const places = configured.filter(({ vault }) => spanOf(vault[name], isAt));
    const [span] = places.flatMap(({ vault }) => spanOf(vault[name], isAt) ?? []);
    if (span) return { kind: "setting", name, places, span };
  }
  return null;
}

function flagAt(configured: readonly ConfiguredVault[], isAt: IsAt): Topic | null {
  for (const name of flags) {
    const places = configured.filter(({ vault }) => isAt(placeOfField(vault[name])));
    const [span] = places.map(({ vault }) => placeOfField(vault[name])).filter(isAt);
    if (span) return { kind: "flag", name, places, span };
  }
  return null;
}

function ipRuleAt(configured: readonly ConfiguredVault[], isAt: IsAt): Topic | null {
  const places = configured.flatMap((each) =>
    ipRulesOf(each.vault).rules.flatMap((rule) => {
      const span = [placeOfItem(rule.item), placeOfValue(rule.item.field)].find(isAt);
      return span ? [{ ...each, rule, span }] : [];
    }),
  );
  const [first] = places;
  return first ? { kind: "ipRule", places, span: first.span } : null;
}
