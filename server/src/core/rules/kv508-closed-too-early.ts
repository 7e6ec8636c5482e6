import { waitsNeither } from "./questions/related-resources.ts";
import type { Caller } from "../access/caller.ts";
import type { Network, Vault } from "../network/network.ts";
import type { Resource } from "../network/resources-by-type.ts";
import { isNeededAtOnce } from "../services/consumers/consumer.ts";
import { waitsFor } from "../network/order/dependencies.ts";
import { nameOf } from "../access/vault-label.ts";
import { subnetLabel } from "../access/source.ts";
import { judgedVaults } from "../network/places.ts";
import { type Meeting, meetingsIn, vaultsClosedToRunner } from "./questions/consumer-verdicts.ts";
import { certainEndpoints } from "../access/certain-endpoints.ts";
import { learn, type Finding, type Found, type Rule, finding } from "./rule.ts";
import { fixesToWait } from "../fixes/fix.ts";

export const closedTooEarly: Rule = {
  code: "KV508",
  name: "closed-too-early",
  severity: "warning",
  fixable: true,
  references: learn(
    "azure-resource-manager/templates/resource-dependency",
    "key-vault/general/private-link-service",
  ),
  check: (network) => [
    ...runnersTooEarly(network),
    ...consumersTooEarly(network),
    ...judgedVaults(network).flatMap((vault) => endpointsTooEarly(vault, network)),
  ],
};

function endpointsTooEarly(vault: Vault, network: Network): readonly Finding[] {
  return certainEndpoints(vault, network).flatMap((endpoint) => {
    const subnet = endpoint.subnet?.kind === "declared" ? endpoint.subnet.to : null;
    if (subnet?.exists.truth !== "yes" || subnet.instance.declaration.existing) return [];
    if (waitsFor(endpoint.instance, subnet.instance) !== "no") return [];
    return finding(vault, {
      fact: { kind: "KV508", endpoint: nameOf(endpoint), subnet: subnetLabel(subnet) },
      span: endpoint.label,
      about: endpoint,
      related: [{ fact: { kind: "opener" }, span: subnet.label }],
      fixes: fixesToWait([endpoint], subnet),
    });
  });
}

function runnersTooEarly(network: Network): readonly Finding[] {
  return vaultsClosedToRunner(network).flatMap(({ vault, contents }) =>
    report(vault, contents, certainEndpoints(vault, network), { kind: "internet" }),
  );
}

function consumersTooEarly(network: Network): readonly Finding[] {
  return meetingsIn(network).flatMap(({ vault, consumer, verdict }: Meeting) => {
    if (!isNeededAtOnce(consumer) || verdict.verdict !== "allowed") return [];
    const isScript = consumer.service.id === "deployment-scripts";
    const through = verdict.reason === "ALLOW_PRIVATE_ENDPOINT" ? certainEndpoints(vault, network) : null;
    const openers = through ?? (isScript ? [vault] : []);
    return report(vault, [consumer.resource], openers, { kind: "consumer", consumer });
  });
}

/** Waiting for one of several endpoints is enough. */
function report(
  vault: Vault,
  resources: readonly Resource[],
  openers: readonly Resource[],
  decided: Caller,
): Found {
  const early = resources.filter((each) =>
    openers.every((opener) => waitsFor(each.instance, opener.instance) === "no"),
  );
  const [first, ...others] = early;
  const [opener] = openers;
  if (!first || !opener) return [];
  const opens = opener === vault ? null : nameOf(opener);
  return finding(vault, {
    fact: { kind: "KV508", first: nameOf(first), more: others.length, opener: opens },
    span: first.label,
    decided,
    related: [{ fact: { kind: "opener" }, span: opener.label }, ...others.map(waitsNeither)],
    fixes: fixesToWait(early, opener),
  });
}
