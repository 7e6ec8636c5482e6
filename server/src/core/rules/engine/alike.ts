import { openToTheInternet } from "../kv101-open-to-the-internet.ts";
import { anyAddressRule } from "../kv102-any-address-rule.ts";
import { pathBlocked } from "../kv307-path-blocked.ts";
import { dnsZoneLacksRecord } from "../kv409-dns-zone-lacks-record.ts";
import { endpointUnreachable } from "../kv410-endpoint-unreachable.ts";
import { consumerBlocked } from "../kv501-consumer-blocked.ts";
import { trustedConsumerBlocked } from "../kv502-trusted-consumer-blocked.ts";
import { configuredAppBlocked } from "../kv510-configured-app-blocked.ts";
import type { Rule } from "../rule.ts";

/** Rules that report the same of a vault, or of a vault and its caller, each for other reasons. */
const families: readonly (readonly Rule[])[] = [
  [openToTheInternet, anyAddressRule],
  [
    consumerBlocked,
    trustedConsumerBlocked,
    configuredAppBlocked,
    pathBlocked,
    dnsZoneLacksRecord,
    endpointUnreachable,
  ],
];

/** The rules that report the same for other reasons: where a parameter decides which of them does, the first of a family reports it. */
export function rulesLike(rule: Rule): readonly Rule[] {
  const family = families.find((each) => each.includes(rule)) ?? [];
  return family.slice(family.indexOf(rule) + 1);
}
