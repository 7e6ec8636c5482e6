import { memoize } from "../../logic/memoize.ts";
import type { Link } from "../../network/ids/links.ts";
import { nameOfVaultAt } from "../../network/ids/vault-uri.ts";
import type { Network, Vault } from "../../network/network.ts";
import { everyConsumerIn } from "./find-consumers.ts";
import { isTrusted } from "./trust.ts";

/**
 * The names, in lower case, of vaults that worlds look up or refer to, and that a trusted service there uses or may use. Names of
 * vaults are unique in all of Azure, so that the vault of another root that has such a name is meant.
 */
export function vaultsTrustedServicesUse(
  worlds: readonly { readonly network: Network }[],
): ReadonlySet<string> {
  return new Set(worlds.flatMap(({ network }) => namesIn(network)));
}

const namesIn = memoize((network: Network): readonly string[] =>
  everyConsumerIn(network)
    .filter((consumer) => consumer.exists.truth !== "no" && isTrusted(consumer))
    .flatMap(({ uses }) => uses.flatMap(({ vault }) => namesOf(vault))),
);

function namesOf(link: Link<Vault>): readonly string[] {
  switch (link.kind) {
    case "declared":
      return nameOf(link.to);
    case "unknown":
      return link.candidates.flatMap(nameOf);
    case "external": {
      const name = nameOfVaultAt(link.id);
      return name === null ? [] : [name.toLowerCase()];
    }
  }
}

function nameOf({ existing, name }: Vault): readonly string[] {
  return existing && name.kind === "known" && typeof name.value === "string"
    ? [name.value.toLowerCase()]
    : [];
}
