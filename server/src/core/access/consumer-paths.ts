import { textOf } from "../evaluate/values/plain.ts";
import { type Cause, is, unknown } from "../evaluate/values/value.ts";
import { truth } from "../logic/truth.ts";
import { isIdText } from "../network/ids/links.ts";
import type { Resource } from "../network/resources-by-type.ts";
import { type Consumer, type ConsumerSubnet, isRunner } from "../services/consumers/consumer.ts";
import { serviceStanding } from "../services/service.ts";
import { type Gate, everything, gate } from "./decision.ts";
import type { DirectCaller } from "./caller.ts";
import { distinctFacts } from "./gate-fact.ts";

/** The paths of one attempt: a consumer that runs in several subnets calls from all of them. */
export type Paths = readonly [DirectCaller, ...DirectCaller[]];

/**
 * A gate from the point of view of all paths: a consumer that runs in several subnets is certain to pass it only if it does so
 * from all of them.
 */
export function overAll(paths: Paths, gateFor: (path: DirectCaller) => Gate): Gate {
  const [first, ...others] = paths;
  return combined([gateFor(first), ...others.map(gateFor)]);
}

/** What is certain of several gates of a kind is what they agree on. */
export function combined(gates: readonly [Gate, ...Gate[]]): Gate {
  const [one, ...others] = gates;
  return others.every((other) => settlesAlike(other, one)) ? one : undecided(gates, one);
}

/**
 * The gates of a kind that the paths of a consumer meet: over all paths if each has one, none else. All begin in a subnet, or
 * none does.
 */
export function gatesOverAll(
  paths: Paths,
  gatesFor: (path: DirectCaller) => readonly Gate[],
): readonly Gate[] {
  const [first, ...others] = paths.map(gatesFor);
  return (first ?? []).flatMap((each) => {
    const twins = others.flatMap((gates) => gates.find(({ name }) => name === each.name) ?? []);
    return twins.length === others.length ? [combined([each, ...twins])] : [];
  });
}

/**
 * What a consumer tries: if the first attempt fails, the second. A Key Vault reference of an app is resolved over the public path
 * first, and over the network of the app where the vault refuses that
 * (https://learn.microsoft.com/azure/app-service/app-service-key-vault-references).
 */
export function attemptsOf(consumer: Consumer): readonly [Paths, Paths?] {
  const { place, service, uses } = consumer;
  const paths = pathsOf(consumer);
  const isReference = uses.every(({ kind }) => kind === "app-setting-reference");
  if (!isReference || place.kind !== "subnets") return [paths];
  return [[{ kind: "service", service, isOutside: true }], paths];
}

/**
 * The callers that a consumer's calls look like: the subnets it runs in, a machine of its service, or either. A self-hosted runtime is a
 * machine of the customer, in any network (https://learn.microsoft.com/azure/data-factory/create-self-hosted-integration-runtime), and so are
 * the one that runs Terraform and the client of a service that hands on a reference.
 */
function pathsOf({ place, service, resource, runtime }: Consumer): Paths {
  if (is(runtime, (kind) => truth(kind === "selfHosted")) === "yes")
    return [{ kind: "service", service, hasOwnPath: true }];
  if (isRunner(service) || serviceStanding(service).kind === "followClient")
    return [{ kind: "service", service }];
  const [first, ...others] = place.kind === "subnets" ? place.subnets.map(subnetCaller) : [];
  if (first) return [first, ...others];
  const outside: DirectCaller = { kind: "service", service, isOutside: place.kind === "outside" };
  return place.kind === "unseen" ? [outside, unseenSubnet(resource)] : [outside];
}

function unseenSubnet({ symbol, label }: Resource): DirectCaller {
  const cause: Cause = { kind: "runtime", call: { kind: "subnet-of", name: symbol } };
  return { kind: "externalSubnet", id: textOf([unknown([cause], { span: label })]) };
}

function subnetCaller({ id: { value }, link, integration }: ConsumerSubnet): DirectCaller {
  if (link.kind === "declared") return { kind: "subnet", subnet: link.to, integration };
  const isKnown = value.kind === "known" && isIdText(value.value);
  const id = isKnown ? value.value : value.kind === "unknown" ? textOf([value]) : "";
  return { kind: "externalSubnet", id, integration };
}

function settlesAlike(a: Gate, b: Gate): boolean {
  if (a.settles === null || b.settles === null) return a.settles === b.settles;
  return a.settles.certain.equals(b.settles.certain) && a.settles.possible.equals(b.settles.possible);
}

function undecided(gates: readonly Gate[], first: Gate): Gate {
  return gate({
    ...(gates.find(({ settles }) => settles !== null) ?? first),
    settles: everything("maybe"),
    openReason: "DEPENDS_SUBNET",
    because: gates.flatMap(({ because }) => because),
    facts: distinctFacts(gates.map(({ facts }) => facts)),
    notes: [...new Set(gates.flatMap(({ notes }) => notes))],
  });
}
