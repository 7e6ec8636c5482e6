import type { Reason } from "../../access/codes.ts";
import { sayCauses } from "../../access/say.ts";
import type { Verdict } from "../../access/verdict.ts";
import { describeNeeds, describeStanding } from "../../services/describe-service.ts";
import type { Service } from "../../services/service.ts";
import type { Consumer } from "../../services/consumers/consumer.ts";
import { brokenTrust, isTrusted } from "../../services/consumers/trust.ts";
import { serviceStanding } from "../../services/standing.ts";
import { escapeMarkdown } from "../../text/markdown.ts";
import type { ConsumerAtVault, ConsumerTopic } from "./consumer-topic.ts";
import { english } from "../../words/en/english.ts";

const most = 3;

/**
 * Whether a resource gets through to the vaults it uses, scenario by scenario, and what it needs besides, as Markdown; names out
 * of the template are escaped.
 */
export function describeConsumer({ meetings }: ConsumerTopic): string {
  const [only, ...others] = meetings;
  const lines = meetings.slice(0, most).map(describeMeeting);
  const more = meetings.length - lines.length;
  // One alone leaves room to say why.
  const why = only && others.length === 0 ? [only.consumer.service.hover] : [];
  return [...lines, ...(more > 0 ? [`And ${more} more.`] : []), ...why].join("\n\n");
}

function describeMeeting({ consumer, at }: ConsumerAtVault): string {
  const { service } = consumer;
  if (!at)
    return `**${service.name}** uses a vault that is not declared here: ${describeStanding(serviceStanding(service))}.`;
  const { vault, verdict } = at;
  const parts = [sayVerdict(verdict, consumer), sayNeeds(verdict, service)].filter((part) => part !== "");
  return `**${service.name}** → ${escapeMarkdown(vault.symbol)}: ${parts.join("; ")}.`;
}

function sayVerdict(verdict: Verdict, consumer: Consumer): string {
  switch (verdict.verdict) {
    case "allowed":
      return passages[verdict.reason] ?? "passes";
    case "denied":
      return `**cut off**, ${sayCutOff(verdict, consumer)}`;
    case "partial":
    case "depends":
      return `${sayTrust(consumer.service)}; whether it passes depends on ${escapeMarkdown(sayCause(verdict))}`;
  }
}

/** How a caller gets in, by the gate that admits it. */
const passages: Readonly<Partial<Record<Reason, string>>> = {
  ALLOW_CONTROL_PLANE: "not filtered, as it goes through Azure Resource Manager",
  ALLOW_PRIVATE_ENDPOINT: "passes through a private endpoint",
  ALLOW_FIREWALL_OFF: "passes, because the firewall is off",
  ALLOW_TRUSTED_SERVICE: "passes as a trusted service, for this scenario only",
  ALLOW_SUBNET_RULE: "passes by a subnet rule",
  ALLOW_IP_RULE: "passes by an IP rule",
  ALLOW_PERIMETER_RULE: "passes by a rule of the perimeter",
};

function sayTrust(service: Service): string {
  const standing = serviceStanding(service);
  return standing.kind === "notTrusted" ? "**not** a trusted service" : describeStanding(standing);
}

/** Why the trust does not help, or that there is none. */
function sayCutOff({ reason }: Verdict, consumer: Consumer): string {
  const broken = brokenTrust(consumer);
  if (broken) return `only ${broken.trusted} is trusted, and it uses ${broken.instead}`;
  if (!isTrusted(consumer)) return sayTrust(consumer.service);
  return reason === "DENY_PERIMETER"
    ? "because a perimeter stops trusted services too"
    : "though trusted for this scenario: the bypass is None";
}

function sayCause({ because, steps }: Verdict): string {
  if (because.length > 0) return sayCauses(because);
  const open = steps.find(({ outcome }) => outcome === "maybe");
  return open ? `this: ${withoutStop(english.gate(open.gate.facts))}` : "what is not declared here";
}

/** Behind the firewall a permission is asked for; in front of it, where it is closed, a way through. */
function sayNeeds({ verdict, reason }: Verdict, service: Service): string {
  if (reason === "ALLOW_CONTROL_PLANE") return "";
  if (verdict !== "allowed") {
    const ways = describeNeeds(service);
    return ways === "" ? "" : `needs ${ways}`;
  }
  const [role] = service.roles;
  return role ? `needs the role ${role.name}` : "needs a permission of the vault";
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, "");
}
