import { identityOfRoot } from "../evaluate/instances/frames.ts";
import type { ResourceInstance } from "../evaluate/types.ts";
import { memoize, oncePerKey } from "../logic/memoize.ts";
import type { LinkedVault, UnreadCall } from "../network/network.ts";
import { instancesIn, type Member, type SeenVault } from "./member.ts";
import { attachments, networkParts, partsAbout, type Wanted } from "./parts.ts";
import type { NetworkReference } from "./network-references.ts";
import { keysOfId, wantedSubnets } from "./shared-places.ts";
import type { Reference } from "./references.ts";

/** What one root contributes to the network of another. */
export interface Contribution {
  readonly from: Member;
  /** The same list for as long as the root stays the same. */
  readonly instances: readonly ResourceInstance[];
  readonly unread: readonly UnreadCall[];
  /** False if the root may hide something that concerns the vault. */
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

/**
 * The resources of a root that decide the path of another root's requests: its virtual networks, private DNS zones and perimeters, with
 * what they contain.
 */
export function networkFor(user: Member, member: Member): Contribution {
  const { unread, intact } = member.outside();
  const wanted = [...wantedSubnets(user)].sort().join("\n");
  return { from: member, instances: networkPartsIn(member)(wanted), unread, intact, link: null };
}

/** Only the vault that a root declares, for another root that refers to almost the same name. */
export function declarationOf(member: Member, { key }: SeenVault): Contribution {
  return { from: member, instances: declarationIn(member)(key), unread: [], intact: true, link: null };
}

const declarationIn = memoize((member: Member) =>
  oncePerKey((key): readonly ResourceInstance[] => {
    const vault = member.outside().vaults.find((each) => each.key === identityOfRoot(member) + key);
    return vault ? [...new Set([vault, ...vault.writes].map(({ instance }) => instance))] : [];
  }),
);

/** What a root attaches to networks and zones of another one. */
export function attachmentsOf(member: Member): Contribution {
  const { unread } = member.outside();
  return { from: member, instances: attachmentsIn(member), unread, intact: true, link: null };
}

/** What roots that refer to networks of a root contribute to it. */
export function attachedBy(references: readonly NetworkReference[]): readonly Contribution[] {
  const users = [...new Set(references.map(({ from }) => from))];
  return users.map(attachmentsOf).filter(({ instances }) => instances.length > 0);
}

const attachmentsIn = memoize(({ outside }: Member) => attachments(outside()));

const networkPartsIn = memoize(({ outside }: Member) =>
  oncePerKey((keys): readonly ResourceInstance[] => {
    const wanted = new Set(keys.split("\n"));
    return networkParts(outside(), (id) => keysOfId(id).some((key) => wanted.has(key)));
  }),
);

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
  const vaults = network.vaults.filter(({ instance }) => instance.declaration.updates === undefined);
  const own = new Set(vaults.flatMap((vault) => [vault, ...vault.writes].map(({ instance }) => instance)));
  return instancesIn(network).filter((instance) => !own.has(instance));
});
