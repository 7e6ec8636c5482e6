/** Where a finding holds: in a root, null for that of an access file, by the names of environments, null for defaults and values given by hand. */
export interface Holding {
  readonly root: string | null;
  readonly environments: readonly (string | null)[];
}

/** A vault that a finding is about, as reports have it: no environments are all in which the finding holds in its root. */
export interface HeldInstance {
  readonly root: string | null;
  readonly module: string | null;
  readonly vault: string | null;
  readonly vaultName: string | null;
  readonly environments: readonly string[];
}

/**
 * What a finding says is so, one text for each vault, root and environment: what is accepted of one is not of another, although one
 * place in a module may decide for all that call it. `given` are the files of values that were given by hand.
 */
export function claimsOf(
  subject: string,
  holdsIn: readonly Holding[],
  instances: readonly HeldInstance[],
  given: readonly string[] = [],
): readonly string[] {
  const claims = holdsIn.flatMap(({ root, environments }) =>
    environments.flatMap((name) => {
      const vaults = instances.filter((each) => each.root === root && isIn(each, name));
      const claim = (vault?: HeldInstance): string =>
        JSON.stringify([subject, root, name ?? given, vault?.module, vault?.vault, vault?.vaultName]);
      return vaults.length > 0 ? vaults.map(claim) : [claim()];
    }),
  );
  return claims.length > 0 ? claims : [subject];
}

function isIn({ environments }: HeldInstance, name: string | null): boolean {
  return environments.length === 0 || (name !== null && environments.includes(name));
}

/** Recognizes findings of which every claim is known. A claim that is known twice is so for two findings. */
export function recognize(known: readonly string[]): (claims: readonly string[]) => boolean {
  const left = new Map<string, number>();
  for (const claim of known) left.set(claim, (left.get(claim) ?? 0) + 1);
  return (claims) => {
    const isKnown = claims.every((claim) => (left.get(claim) ?? 0) > 0);
    if (isKnown) for (const claim of claims) left.set(claim, (left.get(claim) ?? 0) - 1);
    return isKnown;
  };
}
