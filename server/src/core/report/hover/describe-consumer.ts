import { labelOf, titleOf } from "../../access/vault-label.ts";
import { nameOf } from "../../access/say.ts";
import type { Verdict } from "../../access/verdict.ts";
import { describeNeeds, needLines, withoutStop } from "../describe-service.ts";
import type { Service } from "../../services/service.ts";
import type { Consumer } from "../../services/consumers/consumer.ts";
import { brokenTrust, isTrusted } from "../../services/consumers/trust.ts";
import { serviceStanding } from "../../services/standing.ts";
import { escapeMarkdown, escapeSentence } from "../../text/markdown.ts";
import type { Words } from "../../words/words.ts";
import type { ConsumerAtVault, ConsumerTopic } from "./consumer-topic.ts";

const most = 3;

/**
 * Whether a resource can reach the vaults it uses, scenario by scenario, and what it needs besides, as Markdown; names out
 * of the template are escaped.
 */
export function describeConsumer({ meetings }: ConsumerTopic, words: Words): string {
  const [only, ...others] = meetings;
  const lines = meetings.slice(0, most).map((each) => describeMeeting(each, words));
  const more = meetings.length - lines.length;
  // One alone leaves room to say why.
  const why = only && others.length === 0 ? [explain(only, words)] : [];
  return [...lines, ...(more > 0 ? [words.hover.andMore(more)] : []), ...why].join("\n\n");
}

function explain({ consumer: { service }, holdsAddress }: ConsumerAtVault, words: Words): string {
  if (holdsAddress) return words.hover.consumer.holdsAddress;
  return [needLines(service, words), words.services.texts(service.id).hover].join("\n\n");
}

function describeMeeting(meeting: ConsumerAtVault, words: Words): string {
  const { consumer, holdsAddress, at } = meeting;
  const { service } = consumer;
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
  { consumer: { service }, holdsAddress }: ConsumerAtVault,
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
