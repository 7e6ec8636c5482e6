import type { ResourceInstance } from "../evaluate/types.ts";
import { memoize } from "../logic/memoize.ts";
import type { LinkedVault, UnreadCall } from "../network/network.ts";
import type { Member } from "./member.ts";
import { instancesIn } from "./member.ts";
import type { Wanted } from "./parts.ts";
import { partsAbout } from "./parts.ts";
import type { Reference } from "./references.ts";

/** What one root contributes to the network of another. */
export interface Contribution {
  readonly from: Member;
  /** The same list for as long as the root stays the same. */
  readonly instances: readonly ResourceInstance[];
  readonly unread: readonly UnreadCall[];
  /** False where the root may hide something that concerns the vault. */
  readonly intact: boolean;
  /** Which lookup of the other root finds what this one declares; null for none. */
  readonly link: { readonly lookup: string; readonly to: LinkedVault } | null;
}

/** What decides about a vault in a root: the one that declares it, or another one that refers to it. */
export function partsOf(member: Member, wanted: Wanted): Contribution {
  const network = member.outside();
  const isOwner = wanted.key !== null;
  return {
    from: member,
    instances: partsIn(member, wanted),
    unread: network.unread,
    // Hidden parts of other roots do not cast doubt on what the declaring root says about the vault.
    intact: !isOwner || network.intact,
    link: null,
  };
}

const known = memoize((_: Member) => new Map<string, readonly ResourceInstance[]>());

function partsIn(member: Member, wanted: Wanted): readonly ResourceInstance[] {
  const before = known(member);
  const key = `${wanted.key ?? ""}\n${wanted.name ?? ""}`;
  const parts = before.get(key) ?? partsAbout(member.outside(), wanted);
  before.set(key, parts);
  return parts;
}

/** What roots that refer to vaults of a root contribute to it: all of them, since anything there may use the vault. */
export function usesOf(references: readonly Reference[]): readonly Contribution[] {
  return [...new Set(references.map(({ from }) => from))].map((from) => ({
    from,
    instances: withoutVaults(from),
    unread: from.outside().unread,
    intact: true,
    link: null,
  }));
}

/** What refers to a vault by its name finds the declaration, so that lookups of vaults are left out as well. */
const withoutVaults = memoize(({ outside }: Member): readonly ResourceInstance[] => {
  const network = outside();
  const vaults = network.vaults.filter(({ instance }) => instance.declaration.updates !== true);
  const own = new Set(vaults.flatMap((vault) => [vault, ...vault.writes].map(({ instance }) => instance)));
  return instancesIn(network).filter((instance) => !own.has(instance));
});
