import { builtInTags } from "../../services/built-in-tags.ts";
import { type ServiceTags, tagsOverlapping } from "../../services/service-tags.ts";
import type { Words } from "../../words/words.ts";
import { describeLookup, describeVaults } from "./describe-vault.ts";
import { describeSetting, perimeterEffect, sayTogether } from "./describe-setting.ts";
import type { ConfiguredVault, FlagTopic, IpRuleTopic, Topic } from "./topic.ts";
import { bypass } from "../../access/effective.ts";
import { judge, type Verdict } from "../../access/verdict.ts";
import { type Cause, causesOf, is } from "../../evaluate/values/value.ts";
import { truth } from "../../logic/truth.ts";
import { escapeMarkdown, escapeSentence } from "../../text/markdown.ts";
import { type IpRule, ipRulesOf, listedBy } from "../../access/entries.ts";
import type { IpEntry } from "../../ip/ip-entry.ts";
import { formatRange } from "../../ip/ip-range.ts";
import { IpSet, realmOf } from "../../ip/ip-set.ts";
import type { Vault } from "../../network/network.ts";
import type { Addresses, IpRuleFact } from "../../words/ip-rule-fact.ts";
import { labelOf, titleOf, nameOf } from "../../access/vault-label.ts";
import { describeNeeds, needLines, withoutStop } from "../describe-service.ts";
import { type Service, serviceStanding } from "../../services/service.ts";
import type { Consumer } from "../../services/consumers/consumer.ts";
import { brokenTrust, isRuledOut, isTrusted } from "../../services/consumers/trust.ts";
import type { ConsumerAtVault, ConsumerTopic } from "./consumer-topic.ts";

/** Explains what is under the cursor, as Markdown of at most twelve lines; names from the template are escaped. */
export function describeTopic(
  topic: Topic,
  words: Words,
  tags: ServiceTags = builtInTags,
  areOthersRead = true,
): string {
  switch (topic.kind) {
    case "ipRule":
      return describeIpRules(topic, tags, words);
    case "consumer":
      return describeConsumer(topic, words);
    case "flag":
      return describeFlag(topic, words);
    case "setting":
      return describeSetting(topic, words);
    case "lookup":
      return describeLookup(topic, words, areOthersRead);
    case "vault":
      return describeVaults(topic, words, areOthersRead);
  }
}

/** What a permission of vaults is for, and whether the one who has it comes through the firewall, as Markdown. */
function describeFlag({ name, places }: FlagTopic, words: Words): string {
  return sayTogether(
    places.map((each) => {
      const { value, slot } = each.vault[name];
      return {
        across: each.across,
        what: `**${slot.path.at(-1) ?? name}**`,
        value: value.kind === "known" ? `**${value.value}**` : "",
        isOpen: value.kind !== "known",
        rest: [words.hover.permissions[name], passage(each, words)],
      };
    }),
    words,
  );
}

/** The services behind the permissions are trusted, so that the bypass decides about them unless a perimeter does. */
function passage({ vault, network }: ConfiguredVault, { hover: { passage: says }, causes }: Words): string {
  const maybe = (because: readonly Cause[]): string => says.maybe(escapeSentence(causes(because)));
  const { verdict, reason } = judge(vault, network, { kind: "trustedService" });
  const perimeter = perimeterEffect(vault, network);
  if (verdict === "denied" && reason === "DENY_PERIMETER") return says.perimeter;
  if (perimeter.kind === "decides") return says.maybe(says.perimeterRules);
  const { value } = bypass(vault);
  if (perimeter.kind === "may-decide") return maybe([...perimeter.because, ...causesOf(value)]);
  const isAllowed = is(value, (word) => truth(word === "AzureServices"));
  return isAllowed === "maybe" ? maybe(causesOf(value)) : says[isAllowed];
}

/** What IP rules admit, whose addresses these are, and which other rules say the same, as Markdown. */
function describeIpRules({ places }: IpRuleTopic, tags: ServiceTags, words: Words): string {
  const { ipRule: say, ipRuleTitle } = words.hover;
  return sayTogether(
    places.map(({ across, vault, rule }) => ({
      across,
      what: ipRuleTitle(listedBy(rule)),
      value: say(factOf(rule, vault.kind)),
      isOpen: rule.entry === null,
      rest: [
        ...ownersOf(rule, tags).map(say),
        overlaps(vault, rule)
          .map((fact) => `- ${say(fact)}`)
          .join("\n"),
        say({ kind: "limits", of: vault.kind }),
      ],
    })),
    words,
  );
}

function factOf({ entry, item }: IpRule, of: Vault["kind"]): IpRuleFact {
  return entry ? factOfEntry(entry, of) : { kind: "depends", because: causesOf(item.field.value) };
}

function factOfEntry(entry: IpEntry, of: Vault["kind"]): IpRuleFact {
  switch (entry.kind) {
    case "cidr":
      return { kind: "range", range: addressesIn(entry.range), realm: realmOf(entry.range), of };
    case "hostBits": {
      const { prefix, network, address } = entry;
      return { kind: "host-bits", prefix, network, range: addressesIn(entry.range), address };
    }
    case "dash":
      return { kind: "dash", range: addressesIn(entry.range), cidrs: entry.cidrs.slice(0, mostCidrs) };
    case "ipv6":
      return { kind: "ipv6" };
    case "garbage":
      return { kind: "not-a-range", why: entry.reason };
  }
}

const mostCidrs = 8;

function addressesIn(range: { readonly first: number; readonly last: number }): Addresses {
  return { text: formatRange(range), count: range.last - range.first + 1 };
}

const mostTags = 4;

/** The services of Azure that have addresses of the rule. */
function ownersOf(rule: IpRule, tags: ServiceTags): readonly IpRuleFact[] {
  const own = addressesOf(rule);
  const names = own.isEmpty ? [] : tagsOverlapping(tags, own);
  if (names.length === 0) return [];
  const more = Math.max(0, names.length - mostTags);
  return [{ kind: "owners", tags: names.slice(0, mostTags), more, published: tags.published }];
}

const mostOverlaps = 4;

/** The other rules of the vault that share addresses with this one. */
function overlaps(vault: Vault, rule: IpRule): readonly IpRuleFact[] {
  const own = addressesOf(rule);
  const others = ipRulesOf(vault).rules.filter(
    (other) => other !== rule && !own.isEmpty && own.overlaps(addressesOf(other)),
  );
  const facts = others.slice(0, mostOverlaps).map((other) => relationOf(own, other));
  const count = others.length - mostOverlaps;
  return count > 0 ? [...facts, { kind: "more-overlaps", count }] : facts;
}

function relationOf(own: IpSet, rule: IpRule): IpRuleFact {
  const theirs = addressesOf(rule);
  const other = listedBy(rule);
  if (own.equals(theirs)) return { kind: "same", other };
  if (own.isSubsetOf(theirs)) return { kind: "covered", other };
  if (theirs.isSubsetOf(own)) return { kind: "covers", other };
  return { kind: "overlaps", other, addresses: own.intersect(theirs).size };
}

function addressesOf({ entry }: IpRule): IpSet {
  return entry && "range" in entry ? IpSet.of([entry.range]) : IpSet.empty;
}

const most = 3;

/**
 * Whether a resource can reach the vaults it uses, scenario by scenario, and what it needs besides, as Markdown; names out
 * of the template are escaped.
 */
function describeConsumer({ meetings }: ConsumerTopic, words: Words): string {
  const lines = meetings.slice(0, most).map((each) => describeMeeting(each, words));
  const more = meetings.length - lines.length;
  // All that is explained has room for three.
  const why = more > 0 ? words.hover.andMore(more) : explain(meetings, words);
  return [...lines, why].join("\n\n");
}

/** What a use needs: of several, the first that is not certainly allowed, by its name. */
function explain(meetings: readonly ConsumerAtVault[], words: Words): string {
  const told = meetings.find(({ at }) => at?.verdict.verdict !== "allowed") ?? meetings[0];
  if (!told) return "";
  const { service } = told.consumer;
  const { name, hover } = words.services.texts(service.id);
  if (meetings.every(({ consumer }) => consumer.holdsAddress)) return words.hover.consumer.holdsAddress;
  return meetings.every((each) => each.consumer.service === service)
    ? [needLines(service, words), hover].join("\n\n")
    : [`**${name}**`, needLines(service, words)].join("\n");
}

function describeMeeting(meeting: ConsumerAtVault, words: Words): string {
  const { consumer, at } = meeting;
  const { service, holdsAddress } = consumer;
  const name = holdsAddress
    ? words.hover.consumer.codeOf(escapeMarkdown(nameOf(consumer.resource)))
    : words.services.texts(service.id).name;
  if (!at) return `**${name}** ${words.hover.consumer.elsewhere(words.standing(serviceStanding(service)))}`;
  const { vault, verdict } = at;
  const parts = [sayVerdict(verdict, consumer, words), sayNeeds(verdict, meeting, words)].filter(
    (part) => part !== "",
  );
  return `**${name}** → ${escapeMarkdown(titleOf(labelOf(vault)))}: ${parts.join("; ")}.`;
}

function sayVerdict(verdict: Verdict, consumer: Consumer, words: Words): string {
  const says = words.hover.consumer;
  switch (verdict.verdict) {
    case "allowed":
      return says.passages[verdict.reason] ?? says.passes;
    case "denied":
      return says.blocked(sayCutOff(verdict, consumer, words));
    case "partial":
    case "depends":
      return sayOpen(verdict, consumer, words);
  }
}

function sayTrust(service: Service, words: Words): string {
  const standing = serviceStanding(service);
  return standing.kind === "notTrusted" ? words.hover.consumer.notTrusted : words.standing(standing);
}

/** Why the trust does not help, or that there is none. */
function sayCutOff({ reason }: Verdict, consumer: Consumer, words: Words): string {
  const says = words.hover.consumer;
  const broken = brokenTrust(consumer);
  if (broken) return says.brokenTrust(broken);
  if (isRuledOut(consumer)) return says.ruledOut;
  if (!isTrusted(consumer)) return sayTrust(consumer.service, words);
  return reason === "DENY_PERIMETER" ? says.byPerimeter : says.byBypass;
}

/** What leaves it open, besides what the trust says already. */
function sayOpen({ because, steps }: Verdict, { service }: Consumer, words: Words): string {
  const says = words.hover.consumer;
  const trust = sayTrust(service, words);
  if (because.length > 0) return `${trust}; ${says.dependsOn(escapeSentence(words.causes(because)))}`;
  const open = steps.find(({ outcome }) => outcome === "maybe")?.gate;
  if (!open) return `${trust}; ${says.dependsOn(says.notDeclared)}`;
  const [fact] = open.facts;
  if (open.name !== "trusted-service")
    return `${trust}; ${says.dependsOnThis(escapeSentence(withoutStop(words.gate(open.facts))))}`;
  const isAboutHsm = fact?.kind === "trust-unclear" && fact.why === "managed-hsm";
  return says.unclear(isAboutHsm ? escapeSentence(withoutStop(words.gate([fact]))) : trust);
}

/** Behind the firewall a permission is asked for; in front of it, where it is closed, a way through. */
function sayNeeds(
  { verdict, reason }: Verdict,
  { consumer: { service, holdsAddress } }: ConsumerAtVault,
  words: Words,
): string {
  const says = words.hover.consumer;
  if (reason === "ALLOW_CONTROL_PLANE") return "";
  if (verdict !== "allowed") {
    const ways = describeNeeds(service, words);
    return ways === "" ? "" : says.needs(ways);
  }
  const [role] = holdsAddress ? [] : service.roles;
  return role ? says.needsRole(role.name) : says.needsPermission;
}
