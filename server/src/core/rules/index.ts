import { openToTheInternet } from "./kv101-open-to-the-internet.ts";
import { anyAddressRule } from "./kv102-any-address-rule.ts";
import { wideIpRule } from "./kv103-wide-ip-rule.ts";
import { publicDespitePrivateEndpoint } from "./kv104-public-despite-private-endpoint.ts";
import { defaultActionImplicit } from "./kv105-default-action-implicit.ts";
import { bypassImplicit } from "./kv106-bypass-implicit.ts";
import { trustedServicesStillAllowed } from "./kv107-trusted-services-still-allowed.ts";
import { networkAclsImplicit } from "./kv108-network-acls-implicit.ts";
import { sharedCloudRange } from "./kv109-shared-cloud-range.ts";
import { defaultAllowWhileDisabled } from "./kv110-default-allow-while-disabled.ts";
import { privateAddress } from "./kv201-private-address.ts";
import { notAnIpv4Range } from "./kv202-not-an-ipv4-range.ts";
import { hostBitsSet } from "./kv203-host-bits-set.ts";
import { unroutableAddress } from "./kv204-unroutable-address.ts";
import { redundantIpRule } from "./kv205-redundant-ip-rule.ts";
import { mergeableIpRules } from "./kv206-mergeable-ip-rules.ts";
import { tooManyRules } from "./kv207-too-many-rules.ts";
import { ineffectiveRules } from "./kv208-ineffective-rules.ts";
import { invalidValue } from "./kv209-invalid-value.ts";
import { storageAccountProperties } from "./kv210-storage-account-properties.ts";
import { malformedRule } from "./kv211-malformed-rule.ts";
import { apiVersionLacksProperty } from "./kv212-api-version-lacks-property.ts";
import { apiVersionRetiring } from "./kv213-api-version-retiring.ts";
import { toolRetiring } from "./kv214-tool-retiring.ts";
import { unknownProperty } from "./kv215-unknown-property.ts";
import { nameDeclaredTwice } from "./kv216-name-declared-twice.ts";
import { notASubnetId } from "./kv301-not-a-subnet-id.ts";
import { subnetLacksServiceEndpoint } from "./kv302-subnet-lacks-service-endpoint.ts";
import { endpointWithoutRule } from "./kv303-endpoint-without-rule.ts";
import { unknownServiceEndpoint } from "./kv304-unknown-service-endpoint.ts";
import { missingDependency } from "./kv305-missing-dependency.ts";
import { hsmSubnetRules } from "./kv306-hsm-subnet-rules.ts";
import { pathBlocked } from "./kv307-path-blocked.ts";
import { tokenBlocked } from "./kv308-token-blocked.ts";
import { tooManyEndpoints } from "./kv309-too-many-endpoints.ts";
import { wrongGroupId } from "./kv401-wrong-group-id.ts";
import { wrongDnsZone } from "./kv402-wrong-dns-zone.ts";
import { endpointWithoutDns } from "./kv403-endpoint-without-dns.ts";
import { endpointAwaitsApproval } from "./kv404-endpoint-awaits-approval.ts";
import { perimeterNotAssociated } from "./kv405-perimeter-not-associated.ts";
import { perimeterOpensDisabledVault } from "./kv406-perimeter-opens-disabled-vault.ts";
import { subnetRulesUnderPerimeter } from "./kv407-subnet-rules-under-perimeter.ts";
import { azurermOverridesPerimeter } from "./kv408-azurerm-overrides-perimeter.ts";
import { dnsZoneLacksRecord } from "./kv409-dns-zone-lacks-record.ts";
import { endpointUnreachable } from "./kv410-endpoint-unreachable.ts";
import { endpointsShareDnsRecord } from "./kv411-endpoints-share-dns-record.ts";
import { dnsZoneNotDeclared } from "./kv412-dns-zone-not-declared.ts";
import { networkLinkedToTwoZones } from "./kv413-network-linked-to-two-zones.ts";
import { ruleNeedsFirewallSubnet } from "./kv414-rule-needs-firewall-subnet.ts";
import { privateLinkHostName } from "./kv415-private-link-host-name.ts";
import { consumerBlocked } from "./kv501-consumer-blocked.ts";
import { trustedConsumerBlocked } from "./kv502-trusted-consumer-blocked.ts";
import { enabledServiceBlocked } from "./kv503-enabled-service-blocked.ts";
import { templateSecretBlocked } from "./kv504-template-secret-blocked.ts";
import { runnerBlocked } from "./kv505-runner-blocked.ts";
import { identityNotTrusted } from "./kv506-identity-not-trusted.ts";
import { consumerWithoutPermission } from "./kv507-consumer-without-permission.ts";
import { closedTooEarly } from "./kv508-closed-too-early.ts";
import { runnerAddressChanges } from "./kv509-runner-address-changes.ts";
import { configuredAppBlocked } from "./kv510-configured-app-blocked.ts";
import { nameNearlyMatches } from "./kv511-name-nearly-matches.ts";
import { permissionCreatedLater } from "./kv512-permission-created-later.ts";
import { vaultUnreachable } from "./kv514-vault-unreachable.ts";
import { accessTestFails } from "./kv601-access-test-fails.ts";
import { accessTestMatchesNothing } from "./kv602-access-test-matches-nothing.ts";
import { accessTestUndecided } from "./kv603-access-test-undecided.ts";
import { exposurePolicy } from "./kv604-exposure-policy.ts";
import { policyFirewall } from "./kv701-policy-firewall.ts";
import { policyPublicAccess } from "./kv702-policy-public-access.ts";
import { policyPrivateLink } from "./kv703-policy-private-link.ts";
import { changedOutside } from "./kv801-changed-outside.ts";
import { scriptRuleIneffective } from "./kv802-script-rule-ineffective.ts";
import { openingNotClosed } from "./kv803-opening-not-closed.ts";
import { openedByScript } from "./kv804-opened-by-script.ts";
import { pipelineBlocked } from "./kv805-pipeline-blocked.ts";
import { createdOpen } from "./kv806-created-open.ts";
import { suppressionExpired } from "./kv901-suppression-expired.ts";
import { suppressionUnused } from "./kv902-suppression-unused.ts";
import { moduleNotRead } from "./kv904-module-not-read.ts";
import { compiledTemplateDiffers } from "./kv905-compiled-template-differs.ts";
import type { Rule } from "./rule.ts";
import { once } from "../logic/memoize.ts";
import { foldWord } from "../text/fold.ts";

/** Every rule, by code. A test compares this list with the folder. */
export const rules: readonly Rule[] = [
  openToTheInternet,
  anyAddressRule,
  wideIpRule,
  publicDespitePrivateEndpoint,
  defaultActionImplicit,
  bypassImplicit,
  trustedServicesStillAllowed,
  networkAclsImplicit,
  sharedCloudRange,
  defaultAllowWhileDisabled,
  privateAddress,
  notAnIpv4Range,
  hostBitsSet,
  unroutableAddress,
  redundantIpRule,
  mergeableIpRules,
  tooManyRules,
  ineffectiveRules,
  invalidValue,
  storageAccountProperties,
  malformedRule,
  apiVersionLacksProperty,
  apiVersionRetiring,
  toolRetiring,
  unknownProperty,
  nameDeclaredTwice,
  notASubnetId,
  subnetLacksServiceEndpoint,
  endpointWithoutRule,
  unknownServiceEndpoint,
  missingDependency,
  hsmSubnetRules,
  pathBlocked,
  tokenBlocked,
  tooManyEndpoints,
  wrongGroupId,
  wrongDnsZone,
  endpointWithoutDns,
  endpointAwaitsApproval,
  perimeterNotAssociated,
  perimeterOpensDisabledVault,
  subnetRulesUnderPerimeter,
  azurermOverridesPerimeter,
  dnsZoneLacksRecord,
  endpointUnreachable,
  endpointsShareDnsRecord,
  dnsZoneNotDeclared,
  networkLinkedToTwoZones,
  ruleNeedsFirewallSubnet,
  privateLinkHostName,
  consumerBlocked,
  trustedConsumerBlocked,
  enabledServiceBlocked,
  templateSecretBlocked,
  runnerBlocked,
  identityNotTrusted,
  consumerWithoutPermission,
  closedTooEarly,
  runnerAddressChanges,
  configuredAppBlocked,
  nameNearlyMatches,
  permissionCreatedLater,
  vaultUnreachable,
  accessTestFails,
  accessTestMatchesNothing,
  accessTestUndecided,
  exposurePolicy,
  policyFirewall,
  policyPublicAccess,
  policyPrivateLink,
  changedOutside,
  scriptRuleIneffective,
  openingNotClosed,
  openedByScript,
  pipelineBlocked,
  createdOpen,
  suppressionExpired,
  suppressionUnused,
  moduleNotRead,
  compiledTemplateDiffers,
];

/** The names that rules had in earlier versions, by code. They stay valid, and are never given to another rule. */
const formerNames: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    KV104: ["private-endpoint-yet-open"],
    KV107: ["disabled-but-bypassed"],
    KV110: ["open-once-enabled"],
    KV205: ["covered-ip-rule"],
    KV209: ["unknown-word"],
    KV210: ["storage-account-shape"],
    KV211: ["rule-shape"],
    KV408: ["terraform-cannot-say-perimeter"],
    KV501: ["consumer-cut-off"],
    KV502: ["trusted-consumer-cut-off"],
    KV503: ["enabled-for-without-bypass"],
    KV504: ["template-secret-cut-off"],
    KV505: ["runner-cut-off"],
    KV506: ["identity-not-covered"],
    KV604: ["policy-of-the-house"],
  }),
);

/** The names that the rule had in earlier versions, oldest first. */
export function formerNamesOf({ code }: Rule): readonly string[] {
  return formerNames.get(code) ?? [];
}

/** The rule with this code, name or former name, in any case. */
export function findRule(text: string): Rule | undefined {
  return byReference().get(foldWord(text));
}

/** Values by the codes of rules, given by codes or names. Those of rules that do not exist are dropped. */
export function byRuleCode<T>(values: Iterable<readonly [rule: string, value: T]>): ReadonlyMap<string, T> {
  return new Map(
    [...values].flatMap(([text, value]) => {
      const rule = findRule(text);
      return rule ? [[rule.code, value] as const] : [];
    }),
  );
}

const byReference = once(
  (): ReadonlyMap<string, Rule> =>
    new Map(
      rules.flatMap((rule) =>
        [foldWord(rule.code), rule.name, ...formerNamesOf(rule)].map((name) => [name, rule] as const),
      ),
    ),
);
