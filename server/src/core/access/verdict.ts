import { type Cause, distinctCauses } from "../evaluate/values/value.ts";
import { IpSet } from "../ip/ip-set.ts";
import type { Network, Vault } from "../network/network.ts";
import type { Caller, DirectCaller } from "./caller.ts";
import { isOnWay, type Note, type Reason } from "./codes.ts";
import type { GateFact, JobDoubt } from "./gate-fact.ts";
import { runsAfterOpening } from "../services/consumers/script-changes.ts";
import { decide, type Decision, type Gate, type Step, trafficOf, everything, gate } from "./decision.ts";
import { attemptsOf, gatesOverAll, overAll, type Paths } from "./consumer-paths.ts";
import { memoize, oncePerKey } from "../logic/memoize.ts";
import { ipRuleGate } from "./gate-ip-rules.ts";
import { managedEndpointGate } from "./gate-managed-endpoint.ts";
import { pathGates } from "./gate-path.ts";
import { perimeterGates } from "./gate-perimeter.ts";
import { privateEndpointGate } from "./gate-private-endpoint.ts";
import { defaultActionGate, publicAccessGate } from "./gate-settings.ts";
import { subnetRuleGate } from "./gate-subnet-rules.ts";
import { asServiceCaller, controlPlaneGate, trustedServiceGate } from "./gate-trusted-service.ts";

export type VerdictWord = "allowed" | "denied" | "partial" | "depends";

/** Whether a caller can reach a vault, and why. */
export interface Verdict {
  readonly verdict: VerdictWord;
  readonly reason: Reason;
  /** The addresses in question, by outcome; all empty for callers without an address of their own. */
  readonly allowed: IpSet;
  readonly denied: IpSet;
  readonly unknown: IpSet;
  readonly steps: readonly Step[];
  readonly notes: readonly Note[];
  /** What a verdict of "depends" depends on. */
  readonly because: readonly Cause[];
}

/** Evaluates one caller for one vault, in one world. */
export function judge(vault: Vault, network: Network, caller: Caller): Verdict {
  if (caller.kind === "internet") return ofInternet(network)(vault);
  if (caller.kind === "trustedService") return ofTrustedService(network)(vault);
  if (caller.kind !== "consumer") return attempt(vault, network, caller, [caller]);
  const verdict = judgeConsumer(vault, network, caller);
  const isOpenedBefore = verdict.verdict === "denied" && runsAfterOpening(caller.consumer, vault, network);
  return isOpenedBefore ? leftOpen(verdict, "changed-elsewhere") : verdict;
}

function judgeConsumer(
  vault: Vault,
  network: Network,
  caller: Extract<Caller, { readonly kind: "consumer" }>,
): Verdict {
  const [first, second] = attemptsOf(caller.consumer);
  const verdict = attempt(vault, network, caller, first);
  if (!second || verdict.verdict === "allowed") return verdict;
  const again = attempt(vault, network, caller, second);
  return again.verdict === "denied" && verdict.verdict !== "denied" ? verdict : again;
}

/** What many rules ask is answered once. */
const ofInternet = oncePerVault({ kind: "internet" });
const ofTrustedService = oncePerVault({ kind: "trustedService" });

function oncePerVault(caller: DirectCaller): (network: Network) => (vault: Vault) => Verdict {
  return memoize((network: Network) =>
    oncePerKey((vault: Vault) => attempt(vault, network, caller, [caller])),
  );
}

/** Whether the vault itself certainly denies a caller, wherever that is stopped on the way. */
export function isDeniedAtVault(vault: Vault, network: Network, caller: Caller): boolean {
  const attempts = caller.kind === "consumer" ? attemptsOf(caller.consumer) : ([[caller]] as const);
  return attempts.every((paths) => {
    const own = paths ? gatesOf(vault, network, caller, paths).filter(({ name }) => !isOnWay(name)) : [];
    return !paths || wordFor(decide(trafficOf(caller), own)) === "denied";
  });
}

/**
 * From all paths together. What each of them gets is what all get, even if different gates decide: then the gates of the first are
 * shown.
 */
function attempt(vault: Vault, network: Network, caller: Caller, paths: Paths): Verdict {
  const together = over(vault, network, caller, paths);
  if (paths.length === 1 || together.verdict !== "depends") return together;
  const [first, ...others] = paths.map((path) => over(vault, network, caller, [path]));
  const agree = first?.verdict !== "depends" && others.every(({ verdict }) => verdict === first?.verdict);
  return first && agree ? first : together;
}

function over(vault: Vault, network: Network, caller: Caller, paths: Paths): Verdict {
  const traffic = trafficOf(caller);
  const decision = withRemainder(decide(traffic, gatesOf(vault, network, caller, paths)));
  const verdict = wordFor(decision);
  const undecided = decision.steps.filter((step) => step.outcome === "maybe");
  const because = verdict === "depends" ? distinctCauses(undecided.flatMap((step) => step.gate.because)) : [];
  const addresses =
    caller.kind === "addresses"
      ? decision
      : { allowed: IpSet.empty, denied: IpSet.empty, unknown: IpSet.empty };
  return {
    verdict,
    reason: reasonFor(verdict, decision),
    allowed: addresses.allowed,
    denied: addresses.denied,
    unknown: addresses.unknown,
    steps: decision.steps,
    notes: [...notesOf(decision, because), ...linkNotes(vault)],
    because,
  };
}

function withRemainder(decision: Decision): Decision {
  const before = decision.steps.slice(0, -1);
  const last = decision.steps.at(-1);
  if (!last) return decision;
  const fact = remainingFact(before, last);
  // An unknown default action may allow what no rule matches.
  const isOpen = fact.kind === "nothing-matched" && !fact.denies;
  const step: Step = {
    gate: { ...last.gate, facts: [fact] },
    outcome: isOpen ? "maybe" : last.outcome,
  };
  return { ...decision, steps: [...before, step] };
}

/** A verdict that may be another one because of what commands do. */
export function leftOpen(verdict: Verdict, why: JobDoubt): Verdict {
  return {
    ...verdict,
    verdict: "depends",
    reason: why === "listed" ? "DEPENDS_EGRESS" : "DEPENDS_JOB",
    allowed: IpSet.empty,
    denied: IpSet.empty,
    unknown: verdict.allowed.union(verdict.denied),
    steps: verdict.steps.map(({ gate, outcome }) =>
      outcome === "allow" || outcome === "deny"
        ? { gate: { ...gate, facts: [...gate.facts, { kind: "job-doubt", why }] }, outcome: "maybe" }
        : { gate, outcome },
    ),
  };
}

/** Whether two verdicts say the same of the same traffic. */
export function sameVerdict(a: Verdict, b: Verdict): boolean {
  return a.verdict === b.verdict && a.allowed.equals(b.allowed) && a.denied.equals(b.denied);
}

/** That the configuration of a vault is only probably that of a declaration in another root. */
export function linkNotes({ linked }: Vault): readonly Note[] {
  return linked && !linked.certain ? ["NOTE_LINKED_BY_EXPRESSION"] : [];
}

function wordFor({ allowed, denied, unknown }: Decision): Verdict["verdict"] {
  if (!unknown.isEmpty) return "depends";
  if (denied.isEmpty) return "allowed";
  return allowed.isEmpty ? "denied" : "partial";
}

function reasonFor(verdict: Verdict["verdict"], { steps }: Decision): Reason {
  switch (verdict) {
    case "allowed":
      return settling(steps, "allow")?.gate.reason ?? "ALLOW_FIREWALL_OFF";
    case "denied":
      return settling(steps, "deny")?.gate.reason ?? "DENY_DEFAULT_ACTION";
    case "partial":
      return "PARTIAL_ADDRESSES";
    case "depends": {
      const step = steps.find((each) => each.outcome === "maybe");
      return step?.gate.openReason ?? reasonOfCauses(step?.gate.because ?? []);
    }
  }
}

function settling(steps: readonly Step[], outcome: "allow" | "deny"): Step | undefined {
  return steps.find((step) => step.outcome === outcome);
}

/** The reason to report for the causes of an answer; the cause that a user can act on most directly comes first. */
function reasonOfCauses(causes: readonly Cause[]): Reason {
  const kinds = new Set(causes.map((cause) => cause.kind));
  if (kinds.has("parameter") || kinds.has("secret")) return "DEPENDS_PARAMETER";
  if (kinds.has("module") || kinds.has("file") || kinds.has("outside")) return "DEPENDS_MODULE";
  if (kinds.has("existing")) return "DEPENDS_EXISTING";
  return "DEPENDS_EXPRESSION";
}

function notesOf({ steps }: Decision, because: readonly Cause[]): readonly Note[] {
  const reached = steps.filter((step) => step.outcome !== "not-applicable");
  const notes = new Set(reached.flatMap((step) => step.gate.notes));
  if (because.some((cause) => cause.kind === "budget")) notes.add("NOTE_BUDGET");
  return [...notes];
}

/**
 * What is on the way to a vault and the gates of the vault in the order in which Azure evaluates them, for one caller: the
 * only place that knows this order. Any criterion that allows the caller is sufficient
 * (https://learn.microsoft.com/azure/key-vault/general/authentication, the key vault request operation flow); disabled
 * public access overrides the rules but not the trusted services
 * (https://learn.microsoft.com/azure/key-vault/general/network-security); a perimeter overrides both.
 */
function gatesOf(vault: Vault, network: Network, caller: Caller, paths: Paths): readonly Gate[] {
  return [
    // https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview
    ...gatesOverAll(paths, (path) => pathGates(vault, network, path)),
    controlPlaneGate(caller),
    managedEndpointGate(vault, network, caller) ??
      overAll(paths, (path) => privateEndpointGate(vault, network, path)),
    ...perimeterGates(vault, network, asService(caller)),
    trustedServiceGate(vault, caller),
    publicAccessGate(vault),
    defaultActionGate(vault),
    overAll(paths, (path) => subnetRuleGate(vault, network, path)),
    overAll(paths, (path) => ipRuleGate(vault, network, path)),
    lastGate(vault),
  ];
}

/** Perimeter rules are about identities: for a consumer, what matters is its identity, not where it runs. */
function asService(caller: Caller): DirectCaller {
  return caller.kind === "consumer" ? asServiceCaller(caller.consumer) : caller;
}

/** Settles the remaining traffic, so that every request has an answer; `remainingFact` says what remains. */
function lastGate(vault: Vault): Gate {
  const span = vault.defaultAction.slot.entry ?? vault.defaultAction.slot.near;
  return gate({
    name: "default-deny",
    effect: "deny",
    settles: everything("yes"),
    reason: "DENY_DEFAULT_ACTION",
    facts: [],
    span,
  });
}

/** What the last gate of a vault does, which depends on what the steps before it left open. */
function remainingFact(before: readonly Step[], { outcome }: Step): GateFact {
  if (outcome === "not-applicable") return { kind: "nothing-remains" };
  const perhaps = before.filter((step) => step.outcome === "maybe" && step.gate.effect === "allow");
  const isDefault = ({ gate: { name } }: Step): boolean => name === "default-action";
  return {
    kind: "nothing-matched",
    isRest: before.some((step) => step.outcome === "allow"),
    isCertain: perhaps.every(isDefault),
    denies: !perhaps.some(isDefault),
  };
}
