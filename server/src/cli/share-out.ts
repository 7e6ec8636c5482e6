import type { RootPlan } from "../core/index.ts";

/** A root and what it takes to evaluate it. */
export interface SizedRoot {
  readonly plan: RootPlan;
  /** How many characters the templates have that it consists of, once for each environment. */
  readonly size: number;
  /** Whether it is the thread that plans that has to evaluate it. */
  readonly isBound: boolean;
}

/** How roots are divided among threads. */
export interface Division {
  /** How many threads there may be, with the one that plans. */
  readonly most: number;
  /** How many characters are evaluated in the time that another thread takes to start. */
  readonly cost?: number;
  /** The part of the work that other threads must save the first one. */
  readonly gain?: number;
}

/**
 * Another thread takes 50 ms to start, compiles for itself what it runs, and reads again what was read to plan: 200 to 300 ms in all. In whole repositories, evaluating and
 * judging so many characters takes 100 to 500.
 */
const costOfThread = 700_000;

/** Characters are not an exact measure: for the same work it takes several times as many of JSON. */
const leastGain = 1 / 3;

/**
 * The roots that threads other than the one that plans evaluate. Roots next to each other share modules, so each thread has those of a part of the
 * repository. There are fewer threads, or none, where these would save less than they take to start, or only a small part of all. The same roots are
 * always divided alike, although no answer depends on it.
 */
export function shareOut(
  roots: readonly SizedRoot[],
  { most, cost = costOfThread, gain = leastGain }: Division,
): readonly (readonly RootPlan[])[] {
  if (most < 2) return [];
  const total = sizeOf(roots);
  const shares = divide(roots, most, cost);
  const longest = Math.max(...shares.map((share, at) => sizeOf(share) + (at === 0 ? 0 : cost)));
  if (total - longest < Math.max((most - 1) * cost, gain * total))
    return shareOut(roots, { most: most - 1, cost, gain });
  return shares.slice(1).flatMap((share) => (share.length > 0 ? [share.map(({ plan }) => plan)] : []));
}

/** Divides roots in their order. The first thread has what is bound to it, and does not have to start. */
function divide(
  roots: readonly SizedRoot[],
  threads: number,
  cost: number,
): readonly (readonly SizedRoot[])[] {
  const shares = Array.from({ length: threads }, (): SizedRoot[] => []);
  const own = (sizeOf(roots) + (threads - 1) * cost) / threads;
  let reached = 0;
  for (const root of roots.toSorted((a, b) => Number(b.isBound) - Number(a.isBound))) {
    const behind = reached + root.size / 2 - own;
    const at = root.isBound || behind < 0 ? 0 : 1 + Math.floor(behind / (own - cost));
    shares.at(Math.min(at, threads - 1))?.push(root);
    reached += root.size;
  }
  return shares;
}

function sizeOf(roots: readonly SizedRoot[]): number {
  return roots.reduce((sum, { size }) => sum + size, 0);
}
