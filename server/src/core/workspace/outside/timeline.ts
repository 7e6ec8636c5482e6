import { memoize } from "../../logic/memoize.ts";
import type { Job, Step, VaultCall } from "../../outside/job.ts";

/** A call with the step and job that it is in. */
export interface PlacedCall {
  readonly call: VaultCall;
  readonly step: Step;
  readonly job: Job;
  /** Its place among the calls of its job, in the order in which they run. */
  readonly order: number;
}

/** The calls of a job in the order in which they run: early steps first, and what runs at the end of a script last in it. */
export function callsIn(job: Job): readonly PlacedCall[] {
  const steps = [
    ...job.steps.filter(({ isEarly }) => isEarly),
    ...job.steps.filter(({ isEarly }) => !isEarly),
  ];
  const calls = steps.flatMap((step) => {
    const own = [
      ...step.calls.filter((call) => !call.runsAtExit),
      ...step.calls.filter((call) => call.runsAtExit),
    ];
    return own.map((call) => ({ call, step }));
  });
  return calls.map(({ call, step }, order) => ({ call, step, job, order }));
}

/** Whether two calls may be about the same vault. */
export function mayBeSameVault(a: VaultCall, b: VaultCall): boolean {
  if (a.vaults !== null && b.vaults !== null)
    return a.vaults.some((name) => b.vaults?.includes(name) === true);
  return true;
}

/** Whether two calls of a job are about the same vault in each run. */
export function isSameVault(a: VaultCall, b: VaultCall): boolean {
  if (a.vaults?.length === 1 && b.vaults?.length === 1) return a.vaults[0] === b.vaults[0];
  return a.written !== "" && a.written === b.written && String(a.vaults) === String(b.vaults);
}

/** Whether a call may be about the vault with a name, which may be any if it is not known. */
export function mayConcern({ vaults }: VaultCall, name: string | null): boolean {
  return vaults === null || name === null || vaults.includes(name);
}

/** Whether what follows a call in its job is not known as a whole. */
export function hasUnreadAfter({ job, step, order }: PlacedCall): boolean {
  return (
    unreadIn(job).last > order || job.steps.slice(job.steps.indexOf(step)).some(({ isUnread }) => isUnread)
  );
}

/** Whether what precedes a call in its job is not known as a whole, or may give the vault other settings than the template says. */
export function hasUnreadBefore({ job, step, order }: PlacedCall): boolean {
  if (unreadIn(job).first < order) return true;
  const end = step.isEarly ? 0 : job.steps.indexOf(step) + 1;
  return job.steps
    .slice(0, end)
    .some((each) => each.isUnread || each.deploys || each.calls.some(appliesAnything));
}

/** Where the first and the last command of a job are that are not read. */
const unreadIn = memoize((job: Job): { readonly first: number; readonly last: number } => {
  const unread = callsIn(job).filter(({ call }) => call.access.kind === "unread");
  return { first: unread[0]?.order ?? Infinity, last: unread.at(-1)?.order ?? -1 };
});

/** Whether a call applies Terraform with values or in a folder that are not known. */
function appliesAnything({ through }: VaultCall): boolean {
  return through?.kind === "terraform" && through.folder === null;
}
