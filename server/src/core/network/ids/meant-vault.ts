import type { ResourceInstance, Run } from "../../evaluate/types.ts";
import { typeOfId } from "../../evaluate/terraform/members.ts";
import type { Value } from "../../evaluate/values/value.ts";
import type { Vault } from "../network.ts";
import { memoize } from "../../logic/memoize.ts";
import { waitsFor } from "../order/dependencies.ts";
import { type Link, linkTo, namesakes, sameResource } from "./links.ts";
import { sameVault } from "../writes/writes.ts";

/**
 * The vault that a resource means; of one that is only looked up its declaration, if there is a single one. Where it is not known, it may
 * be any that the resource's own root declares or looks up: that other roots have vaults as well says nothing about it.
 */
export function meantVault(
  instance: ResourceInstance,
  link: Link<Vault>,
  vaults: readonly Vault[],
): Link<Vault> {
  switch (link.kind) {
    case "declared":
      return { kind: "declared", to: declared(amongTwins(instance, link.to, vaults), vaults) };
    case "unknown":
      return { kind: "unknown", candidates: ownAmong(link.candidates)(instance.frame.run, vaults) };
    case "external":
      return link;
  }
}

/** The vault that an id means; none if it is that of a resource of another type, although azurerm alone knows what that is. */
export function targetVault(instance: ResourceInstance, id: Value, vaults: readonly Vault[]): Link<Vault> {
  const type = typeOfId(id);
  return type !== null && !type.startsWith("azurerm_key_vault")
    ? { kind: "unknown", candidates: [] }
    : meantVault(instance, linkTo(id, vaults), vaults);
}

function declared(vault: Vault, vaults: readonly Vault[]): Vault {
  return vault.existing ? (declarationOf(vault, vaults) ?? vault) : vault;
}

/** Of some vaults those of a root, each list once, however many resources may mean any of them. */
const ownAmong = memoize((candidates: readonly Vault[]) => {
  const known = new Map<Run, readonly Vault[]>();
  return (run: Run, vaults: readonly Vault[]): readonly Vault[] => {
    const before = known.get(run);
    if (before) return before;
    const own = candidates.filter(({ instance }) => instance.frame.run === run);
    const found = [...new Set(own.flatMap((each) => [each, declared(each, vaults)]))];
    known.set(run, found);
    return found;
  };
});

/**
 * Two vaults of Terraform that have one literal name have one id as well, and so what refers to the second would seem to mean the
 * first; the order of the resources says which of them it refers to.
 */
function amongTwins(instance: ResourceInstance, vault: Vault, vaults: readonly Vault[]): Vault {
  if (instance.frame.template.dialect !== "terraform") return vault;
  const twins = namesakes(vault.id, vaults).filter((each) => sameResource(vault.id, each.id) === "yes");
  if (twins.length < 2) return vault;
  const [meant, ...others] = twins.filter((each) => waitsFor(instance, each.instance) === "yes");
  return meant && others.length === 0 ? meant : vault;
}

function declarationOf(lookup: Vault, vaults: readonly Vault[]): Vault | null {
  const linked = lookup.linked && byKey(vaults).get(lookup.linked.key);
  const among = linked ? [linked] : namesakes(lookup.id, vaults);
  const [declared, ...others] = among.filter((each) => !each.existing && sameVault(each, lookup));
  return declared && others.length === 0 ? declared : null;
}

const byKey = memoize(
  (vaults: readonly Vault[]): ReadonlyMap<string, Vault> =>
    new Map(vaults.map((vault) => [vault.key, vault])),
);
