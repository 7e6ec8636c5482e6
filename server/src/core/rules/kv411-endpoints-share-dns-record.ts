import { certainEndpoints } from "../access/certain-endpoints.ts";
import { isVaultZone } from "../path/private-dns.ts";
import { shortened } from "../access/vault-label.ts";
import { equalValues, type Text } from "../evaluate/values/plain.ts";
import type { Value } from "../evaluate/values/value.ts";
import type { Item } from "../network/fields/field.ts";
import { sameResource } from "../network/ids/links.ts";
import type { PrivateEndpoint, Vault } from "../network/network.ts";
import { placeOfItem } from "../network/places.ts";
import { learn, eachVault, type Finding, type Rule, finding } from "./rule.ts";

export const endpointsShareDnsRecord: Rule = {
  code: "KV411",
  name: "endpoints-share-dns-record",
  severity: "warning",
  references: learn("private-link/private-endpoint-dns", "key-vault/general/private-link-diagnostics"),
  check: eachVault((vault, network) => {
    const registrations = certainEndpoints(vault, network).flatMap((endpoint) =>
      registrationsOf(endpoint, vault),
    );
    return registrations.flatMap((later, index) => {
      const earlier = registrations.slice(0, index).find((each) => sharesRecord(each, later));
      return earlier ? [report(vault, earlier, later)] : [];
    });
  }),
};

/** A zone in which an endpoint is certainly registered. */
interface Registration {
  readonly endpoint: PrivateEndpoint;
  readonly zone: Value;
  readonly item: Item<string | Text>;
}

function registrationsOf(endpoint: PrivateEndpoint, vault: Vault): readonly Registration[] {
  return endpoint.zoneGroups
    .filter(({ exists }) => exists.truth === "yes")
    .flatMap(({ zones }) => zones.items)
    .flatMap((item) => {
      const { value: zone } = item.field;
      return zone.kind !== "absent" && isVaultZone(vault, zone) === "yes" ? [{ endpoint, zone, item }] : [];
    });
}

/** Zones of one name differ only in their resource group, so an ID that is not known in full may be one of another zone. */
function sharesRecord(a: Registration, b: Registration): boolean {
  return equalValues(a.zone, b.zone, true) === "yes" && sameResource(a.endpoint.id, b.endpoint.id) === "no";
}

function report(vault: Vault, earlier: Registration, later: Registration): Finding {
  return finding(vault, {
    fact: {
      kind: "KV411",
      endpoints: [shortened(earlier.endpoint.symbol), shortened(later.endpoint.symbol)],
    },
    span: placeOfItem(later.item),
    about: later.endpoint,
    related: [
      {
        fact: { kind: "registered-too", endpoint: shortened(earlier.endpoint.symbol) },
        span: placeOfItem(earlier.item),
      },
    ],
  });
}
