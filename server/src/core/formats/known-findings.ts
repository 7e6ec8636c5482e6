/** Where a finding holds: in a root, null for that of an access file, by the names of environments, null for defaults and values given by hand. */
export interface Holding {
  readonly root: string | null;
  readonly environments: readonly (string | null)[];
}

/**
 * What a finding says is so, one text for each root and environment: what is accepted in one is not in another. `given` are the files
 * of values that were given by hand.
 */
export function claimsOf(
  subject: string,
  holdsIn: readonly Holding[],
  given: readonly string[] = [],
): readonly string[] {
  const claims = holdsIn.flatMap(({ root, environments }) =>
    environments.map((name) => JSON.stringify([subject, root, name ?? given])),
  );
  return claims.length > 0 ? claims : [subject];
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
