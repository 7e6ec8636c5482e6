import { waitsNeither } from "./questions/related-resources.ts";
import type { Value } from "../evaluate/values/value.ts";
import { fixesToWait } from "../fixes/fix.ts";
import { once } from "../logic/memoize.ts";
import type { Truth } from "../logic/truth.ts";
import type { Network, Vault } from "../network/network.ts";
import type { Resource } from "../network/resources-by-type.ts";
import { runnersAt } from "../services/consumers/callers-of-vaults.ts";
import { isNeededAtOnce } from "../services/consumers/consumer.ts";
import { waitsFor } from "../network/order/dependencies.ts";
import { sameVault } from "../network/writes/writes.ts";
import { asksFor, type Grant, grantsFor, identitiesOf } from "../services/consumers/grants.ts";
import { nameOf } from "../access/vault-label.ts";
import { judgedVaults } from "../network/places.ts";
import { meetingsIn } from "./questions/consumer-verdicts.ts";
import { learn, type Finding, type Found, type Rule, finding } from "./rule.ts";

export const permissionCreatedLater: Rule = {
  code: "KV512",
  name: "permission-created-later",
  severity: "warning",
  fixable: true,
  references: learn(
    "key-vault/general/assign-access-policy",
    "key-vault/general/rbac-guide",
    "azure-resource-manager/templates/resource-dependency",
  ),
  check: (network) => [...contentsTooEarly(network), ...consumersTooEarly(network)],
};

/** What the machine that runs Terraform creates, using permissions that the same deployment gives it. */
function contentsTooEarly(network: Network): readonly Finding[] {
  const grants = once(() => grantsFor(isDeployer, network));
  return judgedVaults(network).flatMap((vault) => {
    const written = runnersAt(vault, network).filter(({ instance }) => !instance.declaration.existing);
    return written.length > 0 ? report(vault, written, grants()) : [];
  });
}

/** A permission of the identity that a resource gets itself can only come later. */
function consumersTooEarly(network: Network): readonly Finding[] {
  return meetingsIn(network).flatMap(({ vault, consumer }) => {
    if (!isNeededAtOnce(consumer)) return [];
    const { resource } = consumer;
    const grants = grantsFor(identitiesOf(resource.instance, network), network);
    const isLater = grants.some(({ by }) => waitsFor(by.instance, resource.instance) !== "no");
    return isLater ? [] : report(vault, [resource], grants);
  });
}

/** The object ID of the signed-in identity, as azurerm and azuread look it up. */
function isDeployer(id: Value): boolean {
  return (
    id.kind === "unknown" && /\bdata\.azure(?:rm|ad)_client_config\.[^.]+\.object_id$/.test(id.symbol ?? "")
  );
}

/** Waiting for one permission is enough; one whose vault is not known may be that one. */
function report(vault: Vault, resources: readonly Resource[], grants: readonly Grant[]): Found {
  const possible = grants.filter(
    ({ vault: link, kind }) =>
      asks(vault, kind) !== "no" && (link.kind !== "declared" || sameVault(link.to, vault)),
  );
  const certain = possible.find(
    ({ by, vault: link, kind }) =>
      asks(vault, kind) === "yes" && link.kind === "declared" && by.exists.truth === "yes",
  );
  const early = resources.filter((each) =>
    possible.every(({ by }) => waitsFor(each.instance, by.instance) === "no"),
  );
  const [first, ...others] = early;
  if (!first || !certain) return [];
  const { by: permission } = certain;
  return finding(vault, {
    fact: {
      kind: "KV512",
      first: nameOf(first),
      more: others.length,
      permission: nameOf(permission),
    },
    span: first.label,
    about: first,
    related: [{ fact: { kind: "permission" }, span: permission.label }, ...others.map(waitsNeither)],
    fixes: fixesToWait(early, permission),
  });
}

/** If a vault does not say which kind of permission it uses, it is the one that the deployment grants. */
function asks(vault: Vault, kind: Grant["kind"]): Truth {
  return asksFor(vault, kind, "yes");
}
