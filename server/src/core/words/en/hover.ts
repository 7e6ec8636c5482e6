import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
import terms from "./terms.json" with { type: "json" };
import type { Cause } from "../../evaluate/values/value.ts";
import type { GarbageReason } from "../../ip/ip-entry.ts";
import { listAnd } from "../../text/list.ts";
import { escapeMarkdown, escapeSentence } from "../../text/markdown.ts";
import type { HoverWords } from "../hover-words.ts";
import type { Addresses, IpRuleFact } from "../ip-rule-fact.ts";
import { type ExistingFact, type LensWords, sayBy, sayValues } from "../words.ts";
import { sayCauses, sayListed } from "./causes.ts";
import { inDigits, sayCount } from "./count.ts";
import { identities, trust } from "./findings/callers.ts";
import { addressFaults } from "./sources.ts";

/** What there is to say of an IP rule under the cursor. */
const sayIpRule = sayBy<IpRuleFact>({
  ...said(messages.hover.sayIpRule, () => ({
    addresses: sayAddresses,
    realms,
    instead,
    fault: sayFault,
    digits: inDigits,
  })),
  dash: ({ range, cidrs }) =>
    `${sayAddresses(range)}. Key Vault does not document ranges with a dash; as CIDR: ${cidrs.join(", ")}.`,
  depends: ({ because }) => `depends on ${escapeSentence(sayCauses(because))}`,
  owners: ({ tags, more, published }) => {
    const rest = more > 0 ? [sayCount(more, "more tag", "more tags")] : [];
    const day = published === null ? "" : ` (${published})`;
    return `Contains Azure addresses${day}: ${listAnd([...tags.map(escapeMarkdown), ...rest])}.`;
  },
  same: ({ other }) => `Same as ${escapeMarkdown(sayListed(other))}.`,
  covered: ({ other }) => `Already covered by ${escapeMarkdown(sayListed(other))}.`,
  covers: ({ other }) => `Covers ${escapeMarkdown(sayListed(other))}.`,
  overlaps: ({ other, addresses }) =>
    `Shares ${sayCount(addresses, "address")} with ${escapeMarkdown(sayListed(other))}.`,
  limits: ({ of }) => {
    const [folder, most] =
      of === "vault" ? ["general", "1,000 per vault"] : ["managed-hsm", "10 per managed HSM"];
    return `[IP rules](https://learn.microsoft.com/azure/key-vault/${folder}/network-security) accept public IPv4 addresses and CIDR ranges, at most ${most}.`;
  },
});

const realms = terms.hover.realms;

const instead = { vault: "a subnet rule or a private endpoint.", managedHsm: "a private endpoint." } as const;

export const hover: HoverWords = {
  andMore: (count) => `${inDigits(count)} more not shown.`,
  of: (what, vault) => `${what} of ${vault}`,
  byDefault: "the default",
  ipRuleTitle: (listed) => `**IP rule** ${escapeMarkdown(sayListed(listed))}`,
  ipRule: sayIpRule,
  ...terms.hover.labels,
  defaultAction: {
    allow: (hasSubnetRules) =>
      `\`Allow\`: the firewall is off. The vault is reachable from every network, and its ${rules(hasSubnetRules)} have no effect.`,
    deny: (hasSubnetRules) =>
      `\`Deny\`: the firewall is on. Traffic that no ${hasSubnetRules ? "subnet rule or " : ""}IP rule allows is blocked; private endpoints and trusted services are evaluated separately.`,
  },
  publicAccess: {
    enabled: (value, block) => `\`${value}\`, the default: the firewall (\`${block}\`) decides.`,
    disabled: (value, hasSubnetRules) =>
      `\`${value}\`: only private endpoints are allowed, and trusted services if \`bypass\` is \`AzureServices\`. ${rules(hasSubnetRules)} have no effect.`,
    perimeter:
      "`SecuredByPerimeter`: only the rules of a network security perimeter decide; trusted services are not allowed.",
  },
  overridden: {
    ...terms.hover.overridden,
    perhapsByPerimeter: (causes) =>
      `Whether a network security perimeter overrides this setting depends on ${causes}.`,
    besides: "Inbound rules of a network security perimeter allow what they list, whatever this setting is.",
  },
  permissions: terms.hover.permissions,
  passage: {
    ...terms.hover.passage,
    maybe: (causes) =>
      `This is a permission and does not open the firewall: whether the service is allowed as a trusted service depends on ${causes}.`,
  },
  consumer: {
    codeOf: (app) => `Code of '${app}'`,
    holdsAddress:
      "A setting holds the address or name of the vault, so the app's code probably calls it, over the app's own network path. Code is never a trusted service.",
    elsewhere: (standing) => `uses a vault that is not declared here: ${standing}.`,
    ...terms.hover.consumer,
    blocked: (why) => `**blocked**, ${why}`,
    notTrusted: "**not** a trusted service",
    brokenTrust: ({ trusted, instead }) =>
      `because only ${trust[trusted]} is trusted, but it ${identities[instead]}`,
    ruledOut: "because a user-assigned identity is not supported behind a firewall",
    byPerimeter: "because a perimeter blocks trusted services too",
    byBypass: "because bypass is None, although it is trusted for this scenario",
    unclear: (standing) => `**unclear**: ${standing}`,
    dependsOn: (causes) => `whether it is allowed depends on ${causes}`,
    dependsOnThis: (sentence) => `it is unclear whether it is allowed: ${sentence}`,
    notDeclared: "something that is not declared here",
    needs: (ways) => `needs ${ways}`,
    needsRole: (role) => `needs the ${role} role`,
    needsPermission: "needs a permission on the vault",
  },
};

function rules(hasSubnetRules: boolean): string {
  return hasSubnetRules ? "IP and subnet rules" : "IP rules";
}

function sayAddresses({ text, count }: Addresses): string {
  return `${text}, ${sayCount(count, "address")}`;
}

function sayFault(why: GarbageReason): string {
  return why === "not-an-address" ? "" : `: ${addressFaults[why]}`;
}

const mostCauses = 2;

export const lens: LensWords = {
  existing: sayBy<ExistingFact>({
    "not-known": () => "Existing vault · its network settings are not declared here",
    "looked-up": () => "Existing vault",
    "being-read": () => "Existing vault · other folders are still being read",
    unclear: (fact) =>
      `Existing vault · declared in ${listAnd(fact.roots)}, so it is unclear which one this is`,
    declared: (fact) => `${fact.certain ? "Declared" : "Probably declared"} in ${fact.root}`,
  }),
  ...terms.hover.lens,
  dependsOn: (causes) => `Depends on ${sayFew(causes)}`,
  openWhenCreated: "open to any network when it is created",
  openWith: (when, isAny) =>
    `open to ${isAny ? "any network" : "selected networks"} with ${listAnd(sayValues(when))}`,
  restDependsOn: (causes) => `the rest depends on ${sayFew(causes)}`,
  addresses: (least, most) =>
    least === most ? sayCount(most, "address") : `${inDigits(least)} to ${sayCount(most, "address")}`,
  subnets: (count) => sayCount(count, "subnet"),
  privateEndpoints: (count) => sayCount(count, "private endpoint"),
  perimeter: "perimeter",
  was: (text, past) => `${text} (was ${past})`,
  since: (text, label) => `${text} since ${label ?? "the baseline"}`,
  accessTests: (passed, all) => `${inDigits(passed)}/${sayCount(all, "access test")}`,
  simulate: "Simulate access",
  callers: (count, exposures) => `${sayCount(count, "caller")}: ${exposures}`,
  vaults: (count, texts) => `${sayCount(count, "vault")}: ${texts}`,
  defaults: "defaults",
};

function sayFew(causes: readonly Cause[]): string {
  const more = causes.length - mostCauses;
  if (more <= 0) return sayCauses(causes);
  return listAnd([...causes.slice(0, mostCauses).map((each) => sayCauses([each])), `${more} more`]);
}
