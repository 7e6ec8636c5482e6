import {
  type EvaluatedRoots,
  evaluateRoots,
  isFolder,
  isTerraformFile,
  once,
  type PlannedRoot,
  receiveRoots,
  type RootPlan,
} from "../core/index.ts";
import type { PathAccessFiles } from "./access-files.ts";
import type { Deadline } from "./deadline.ts";
import type { Disk } from "./disk.ts";
import type { Threads } from "./host.ts";
import type { Planned } from "./roots.ts";
import type { EvaluatedShare, Share } from "./share.ts";
import { shareOut } from "./share-out.ts";
import { type Before, mayRelease, tellOf } from "./tell.ts";

/** What is known when the roots are planned. */
interface Known extends Omit<Before, "isTested"> {
  readonly files: PathAccessFiles;
  readonly disk: Disk;
  readonly deadline: Deadline;
}

/**
 * Evaluates each of the planned roots on its own, or lets other threads do so. The answer is given when they have answered. Where so much is checked that roots should
 * not be kept, or they are sent from thread to thread, only what a check says of them remains.
 */
export function evaluatePlanned(
  planned: Planned,
  known: Known,
  threads?: Threads,
): (others: readonly EvaluatedShare[]) => EvaluatedRoots {
  const { options, files, disk } = known;
  const { plans } = planned.given;
  const hasTests = once(() => files.all(plans.map(({ root }) => root)).some(({ tests }) => tests.length > 0));
  const before = { ...known, isTested: (root: string) => files.of(root) !== null && hasTests() };
  const tell = mayRelease(options) ? tellOf(before) : () => null;
  const shares = threads && mayRelease(options) ? sharesOf(planned, before, threads) : [];
  for (const share of shares) threads?.start(share);
  const shared = new Set(shares.flatMap((share) => share.plans.map(({ root }) => root)));
  const around = { files: disk, states: plans };
  const own = evaluateRoots(
    plans.filter(({ root }) => !shared.has(root)),
    around,
    { tell: (analysis) => (disk.isCrowded() ? tell(analysis) : null) },
  );
  return (others) => {
    for (const { read } of others) disk.agree(read);
    return new Map([...own, ...others.flatMap(({ roots }) => [...receiveRoots(roots, around)])]);
  };
}

/**
 * What other threads evaluate, unless memory counts more than time, since each of them has its own. Roots of Terraform are not among it, as each thread would have to load
 * the parser, and they are linked more often than others, for which they have to be evaluated here again.
 */
function sharesOf(
  { given: { plans }, rootsOf }: Planned,
  { options, outside, today, disk, deadline, isTested }: Known & Pick<Before, "isTested">,
  threads: Threads,
): readonly Share[] {
  if (disk.isCrowded() || !disk.isRepeatable()) return [];
  const sizes = sizesOf(rootsOf, disk);
  const sized = plans.map((plan) => ({
    plan,
    size: (sizes.get(plan.root) ?? 0) * plan.judged.length,
    isBound: isFolder(plan.root) || isTested(plan.root),
  }));
  return shareOut(sized, threads).map((share) => ({
    options,
    plans: share.map(asPlanned),
    // Other roots have none.
    states: plans.filter(({ root }) => isFolder(root)).map(asPlanned),
    jobs: outside().jobs,
    today,
    seconds: deadline.seconds,
  }));
}

function asPlanned({ root, judged, leftOut, backend }: RootPlan): PlannedRoot {
  return { root, judged, leftOut, backend };
}

/** How many characters the templates have that a root consists of. */
function sizesOf(rootsOf: Planned["rootsOf"], disk: Disk): ReadonlyMap<string, number> {
  const sizes = new Map<RootPlan["root"], number>();
  for (const [part, roots] of rootsOf) {
    const ids = isFolder(part) ? (disk.list(part) ?? []).filter(isTerraformFile) : [part];
    const size = ids.reduce((sum, id) => sum + (disk.get(id)?.text.length ?? 0), 0);
    for (const root of roots) sizes.set(root, (sizes.get(root) ?? 0) + size);
  }
  return sizes;
}
