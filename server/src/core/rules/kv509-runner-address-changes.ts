import { exposureOf } from "../access/exposure.ts";
import { endpointsOf } from "../path/endpoints.ts";
import { nameOf } from "../access/vault-label.ts";
import type { ResourceInstance } from "../evaluate/types.ts";
import { type Cause, causesOf } from "../evaluate/values/value.ts";
import type { Item } from "../network/fields/field.ts";
import { mayDeclareAbout } from "../network/may-declare.ts";
import type { Network, Vault } from "../network/network.ts";
import { placeOfItem } from "../network/places.ts";
import type { Resource } from "../network/resources-by-type.ts";
import { runnersAt } from "../services/consumers/callers-of-vaults.ts";
import { asksOwnAddress } from "./questions/asks-own-address.ts";
import { failsToo } from "./questions/related-resources.ts";
import { learn, eachVault, type Finding, type Rule, finding } from "./rule.ts";

export const runnerAddressChanges: Rule = {
  code: "KV509",
  name: "runner-address-changes",
  severity: "warning",
  references: learn("key-vault/general/network-security", "key-vault/general/rest-error-codes"),
  check: eachVault((vault, network) => {
    const contents = runnersAt(vault, network);
    const [first] = contents;
    if (!first || exposureOf(vault, network).exposure !== "selected" || hasOtherWay(vault, network))
      return [];
    const rules = vault.ipRules.items.map((item) => ({ item, sources: sourcesOf(item, network) }));
    const mayAllow = rules.some(
      ({ item, sources }) => sources.length === 0 && item.field.value.kind !== "known",
    );
    if (mayAllow || vault.ipRules.open.length > 0) return [];
    return rules.flatMap(({ item, sources }) =>
      sources.length > 0 ? [report(vault, item, sources, contents)] : [],
    );
  }),
};

/** A module that gets the vault and cannot be read may declare an endpoint. */
function hasOtherWay(vault: Vault, network: Network): boolean {
  return (
    vault.approvedConnections !== 0 ||
    endpointsOf(vault, network).length > 0 ||
    mayDeclareAbout(network, vault)
  );
}

/** The data sources that an address is made of, if it is made of nothing but the runner's own. */
function sourcesOf({ field: { value } }: Item<string>, network: Network): readonly ResourceInstance[] {
  if (value.kind !== "unknown" || value.symbol === null || widening.test(value.symbol)) return [];
  const sources = causesOf(value).map((cause) => dataSourcesRead(cause, network));
  const isOwn = sources.every((each) => each.length > 0 && each.every(asksOwnAddress));
  return isOwn ? sources.flat() : [];
}

/** Makes a range of an address, which may hold that of the next run as well. */
const widening = /\bcidr\w*\(|\/(?!32")\d+"/;

function dataSourcesRead(cause: Cause, { resources }: Network): readonly ResourceInstance[] {
  const call = cause.kind === "runtime" && typeof cause.call === "string" ? cause.call : "";
  return resources("http", "external").filter(({ symbol }) => call.startsWith(`${symbol}.`));
}

function report(
  vault: Vault,
  item: Item<string>,
  sources: readonly ResourceInstance[],
  contents: readonly Resource[],
): Finding {
  const [first, ...others] = contents;
  return finding(vault, {
    fact: { kind: "KV509", content: first ? nameOf(first) : "" },
    span: placeOfItem(item),
    related: [
      ...sources.map(({ declaration }) => ({
        fact: { kind: "address-asked" } as const,
        span: declaration.labelSpan,
      })),
      ...failsToo(first, others),
    ],
  });
}
