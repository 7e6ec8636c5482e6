import { type Cause, causesOf, distinctCauses, is, type Value } from "../evaluate/values/value.ts";
import { IpBounds } from "../ip/ip-set.ts";
import { entryOfText, contribution } from "../ip/ip-entry.ts";
import { ipv6Includes, ipv6Overlaps, type Ipv6Prefix, parseIpv6 } from "../ip/ipv6.ts";
import { all, any, type Truth, truth } from "../logic/truth.ts";
import { anyIn, hasItems, isEmpty, mayHaveMore } from "../network/fields/lists.ts";
import { sameResource } from "../network/ids/links.ts";
import type { Note } from "./codes.ts";
import { publicAccess } from "./effective.ts";
import { builtInTags } from "../services/built-in-tags.ts";
import type { Network, PerimeterAssociation, PerimeterRule, Vault } from "../network/network.ts";
import { sameVault } from "../network/writes/writes.ts";
import { foldWord } from "../text/fold.ts";

/** An association of a vault with a perimeter. */
export interface Membership {
  readonly association: PerimeterAssociation;
  /** Whether it is deployed, and about this vault. */
  readonly holds: Truth;
  readonly mode: Mode;
}

interface Mode {
  /** Whether it denies what its rules do not allow. */
  readonly enforced: Truth;
  /** Audit is in the schema, but not documented for key vaults. */
  readonly isAudit: boolean;
  readonly because: readonly Cause[];
}

/**
 * The associations of a vault that are declared here. Perimeters do not support managed HSMs
 * (https://learn.microsoft.com/azure/private-link/network-security-perimeter-concepts).
 */
export function membershipsOf(vault: Vault, network: Network): readonly Membership[] {
  if (vault.kind !== "vault") return [];
  return network.perimeterAssociations.flatMap((association) => {
    const holds = all([association.exists.truth, isAbout(association, vault)]);
    return holds === "no" ? [] : [{ association, holds, mode: modeOf(association) }];
  });
}

/** The association whose perimeter certainly denies what its rules do not allow, whatever the vault's own settings are. */
export function enforcingIn(memberships: readonly Membership[]): Membership | undefined {
  return memberships.find(({ holds, mode }) => holds === "yes" && mode.enforced === "yes");
}

/** Whether a perimeter, and not the rules of the vault, certainly decides about public traffic. */
export function isBehindPerimeter(vault: Vault, network: Network): boolean {
  const isSecured = is(publicAccess(vault).value, (word) => truth(word === "SecuredByPerimeter")) === "yes";
  return isSecured || enforcingIn(membershipsOf(vault, network)) !== undefined;
}

/** That the perimeter which secures a vault is not, or not certainly, among those declared here. */
export function notesOnSight(memberships: readonly Membership[]): readonly Note[] {
  return memberships.some(({ holds }) => holds === "yes") ? [] : ["NOTE_PERIMETER_NOT_VISIBLE"];
}

function isAbout({ vault: link }: PerimeterAssociation, vault: Vault): Truth {
  if (link?.kind === "declared") return truth(sameVault(link.to, vault));
  const isCandidate = link?.kind === "unknown" && link.candidates.some((each) => each.key === vault.key);
  return isCandidate ? "maybe" : "no";
}

/**
 * The default mode is Learning, which the documentation calls transition mode: https://learn.microsoft.com/azure/private-link/network-security-perimeter-transition
 */
function modeOf({ accessMode }: PerimeterAssociation): Mode {
  const { value } = accessMode;
  return {
    enforced: is(value, (word) => truth(foldWord(word) === "enforced")),
    isAudit: is(value, (word) => truth(foldWord(word) === "audit")) === "yes",
    because: causesOf(value),
  };
}

/** The rules that allow traffic, or may. */
export function inboundRules({ association }: Membership): readonly PerimeterRule[] {
  return association.rules.filter((rule) => isInbound(rule) !== "no");
}

/** What the rules of a membership allow by address. */
export function admittedRanges(membership: Membership): IpBounds {
  const parts = inboundRules(membership).map(rangesOf);
  const hidden = membership.association.open.length > 0 ? [IpBounds.unknown] : [];
  return limited(IpBounds.unionOf([...parts, ...hidden]), membership.holds);
}

/**
 * The addresses that one rule allows. A service tag allows the ranges that Microsoft publishes; the addresses of other tags,
 * *Internet* among them, are not documented
 * (https://learn.microsoft.com/azure/templates/microsoft.network/networksecurityperimeters/profiles/accessrules).
 */
export function rangesOf(rule: PerimeterRule): IpBounds {
  const { addressPrefixes, serviceTags } = rule;
  const items = addressPrefixes.items.map((item) => rangeOf(item.field.value));
  const tags = serviceTags.items.map((item) => rangeOfTag(item.field.value));
  const open = addressPrefixes.open.length > 0 || serviceTags.open.length > 0 ? [IpBounds.unknown] : [];
  return limited(IpBounds.unionOf([...items, ...tags, ...open]), isInbound(rule));
}

/** Whether a rule has a service tag that may stand for every address. */
export function hasUnknownTag({ serviceTags }: PerimeterRule): boolean {
  const { items, open } = serviceTags;
  return open.length > 0 || items.some(({ field: { value } }) => rangeOfTag(value) === IpBounds.unknown);
}

/** Whether they allow an IPv6 caller; one without a prefix represents any client. */
export function admitsIpv6(membership: Membership, prefix: Ipv6Prefix | null): Truth {
  const answers = inboundRules(membership).map((rule) => {
    const holds = anyIn(rule.addressPrefixes, (value) => is(value, (text) => holdsIpv6(text, prefix)));
    // Only the IPv4 ranges of tags are known.
    return all([isInbound(rule), any([holds, isEmpty(rule.serviceTags) ? "no" : "maybe"])]);
  });
  return all([membership.holds, any([...answers, mayHaveMore(membership.association.open)])]);
}

/** Whether inbound rules are written, whatever they allow. */
export function hasEntries(membership: Membership): Truth {
  const answers = membership.association.rules.map((rule) => {
    const lists = [rule.addressPrefixes, rule.serviceTags, rule.subscriptions];
    const isWritten = any(lists.map(hasItems));
    return all([isInbound(rule), isWritten]);
  });
  return all([membership.holds, any([...answers, mayHaveMore(membership.association.open)])]);
}

/** Whether rules may allow services that call from Azure's own addresses. */
export function admitsTags(membership: Membership): boolean {
  return inboundRules(membership).some(({ serviceTags }) => !isEmpty(serviceTags));
}

/** Whether rules allow any caller with an identity in some subscription. */
export function admitsSubscriptions(membership: Membership): boolean {
  const isNamed = inboundRules(membership).some(({ subscriptions }) => !isEmpty(subscriptions));
  return isNamed || membership.association.open.length > 0;
}

/** Whether other resources are associated with the same perimeter here, which can then reach the vault. */
export function hasCompany({ association }: Membership, network: Network): boolean {
  return network.perimeterAssociations.some(
    (other) =>
      other.key !== association.key &&
      other.vault?.kind !== "declared" &&
      other.exists.truth !== "no" &&
      sameResource(other.perimeterId, association.perimeterId) !== "no",
  );
}

/** What the answers of a membership depend on. */
export function causesOfMembership({ association, mode }: Membership): readonly Cause[] {
  const ofRules = association.rules.flatMap((rule) => [
    ...rule.exists.because,
    ...causesOf(rule.direction.value),
    ...rule.addressPrefixes.open,
    ...rule.addressPrefixes.items.flatMap((item) => causesOf(item.field.value)),
    ...rule.serviceTags.open,
    ...rule.serviceTags.items.flatMap((item) => causesOf(item.field.value)),
    ...(hasUnknownTag(rule) ? [unknownTags] : []),
    ...rule.subscriptions.open,
  ]);
  return distinctCauses([
    ...association.exists.because,
    ...causesOf(association.target.value),
    ...mode.because,
    ...ofRules,
    ...association.open,
  ]);
}

/** Whether a rule is deployed and allows traffic in. */
export function isInbound(rule: PerimeterRule): Truth {
  const { value } = rule.direction;
  const direction: Truth =
    value.kind === "absent" ? "maybe" : is(value, (word) => truth(foldWord(word) === "inbound"));
  return all([rule.exists.truth, direction]);
}

function rangeOf(value: Value<string> | { readonly kind: "absent" }): IpBounds {
  if (value.kind === "absent") return IpBounds.none;
  return value.kind === "known" ? contribution(entryOfText(value.value)) : IpBounds.unknown;
}

const unknownTags: Cause = { kind: "unsupported", construct: { kind: "perimeter-service-tags" } };

function rangeOfTag(value: Value<string> | { readonly kind: "absent" }): IpBounds {
  if (value.kind === "absent") return IpBounds.none;
  const addresses = value.kind === "known" ? builtInTags.addressesOf(value.value) : null;
  return addresses ? IpBounds.known(addresses) : IpBounds.unknown;
}

function holdsIpv6(text: string, prefix: Ipv6Prefix | null): Truth {
  const listed = parseIpv6(text);
  if (!listed) return "no";
  if (!prefix) return truth(listed.length === 0);
  if (ipv6Includes(listed, prefix)) return "yes";
  return ipv6Overlaps(listed, prefix) ? "maybe" : "no";
}

function limited(bounds: IpBounds, holds: Truth): IpBounds {
  return holds === "yes" ? bounds : IpBounds.atMost(bounds.possible);
}
