import { consumerLabel } from "../access/consumer-source.ts";
import { kindOfSource } from "../access/describe-source.ts";
import type { GateFact } from "../access/gate-fact.ts";
import { inboundRules, membershipsOf } from "../access/perimeter.ts";
import { readSource, type Source, subnetName } from "../access/source.ts";
import { ownVaults, type VaultAcrossWorlds, type World } from "../access/worlds.ts";
import type { Cause } from "../evaluate/values/value.ts";
import { addTo, grouped } from "../logic/grouped.ts";
import { memoize } from "../logic/memoize.ts";
import type { Truth } from "../logic/truth.ts";
import type { Network } from "../network/network.ts";
import { services } from "../services/catalogue.ts";
import { callersOfVaultsIn } from "../services/consumers/callers-of-vaults.ts";
import { type Consumer, isRunner, mayUse, usesVault } from "../services/consumers/consumer.ts";
import { type ServiceStanding, serviceStanding } from "../services/service.ts";
import type { Span } from "../text/document.ts";
import type { TextOf } from "./same-question.ts";
import { reportVaults } from "./vaults.ts";
import { reportVerdicts, type VerdictReport } from "./verdicts.ts";

/** A caller by a name, which may mean something else at each root. */
export interface NamedCaller {
  readonly from: string;
  readonly callerKind: CallerKind;
  /** Null where the name means nothing. Jobs are what each side says they are; all others what the present one says. */
  readonly sourceIn: (root: string, side?: "before" | "after") => Source | null;
  /** Whether it is asked about a vault; about all of them if this is left out. */
  readonly calls?: (side: "before" | "after", worlds: readonly World[], vaultKey: string) => boolean;
  /** Of every service of the catalog: those that are trusted alike have the same answers, and what is said of all of them is said once. */
  readonly standing?: (typeof trust)[ServiceStanding["kind"]];
  /** How it comes to a vault beside the rules of that, where it is any client otherwise; it is compared where that leads there on either side. */
  readonly wayTo?: (vault: VaultAcrossWorlds) => WayTo | null;
}

/** What admits callers to a vault, whichever they are. */
export interface WayTo {
  readonly callerKind: CallerKind;
  /** Whether it admits them. */
  readonly truth: Truth;
  readonly because: readonly Cause[];
  readonly span: Span;
}

/** What kind of caller a row of a comparison is about; `source` is one with a name in an access file, `vault` a vault that is new or gone. */
export type CallerKind =
  | "addresses"
  | "internet"
  | "subnet"
  | "consumer"
  | "runner"
  | "pipeline"
  | "manifest"
  | "service"
  | "privateEndpoint"
  | "perimeter"
  | "subscription"
  | "source"
  | "vault";

/** A caller as it is at one root. */
export interface CallerThere {
  readonly from: string;
  readonly callerKind: CallerKind;
  readonly source: Source;
}

/** The callers whose names mean something at a root. */
export function callersAt(callers: readonly NamedCaller[], root: string): readonly CallerThere[] {
  return callers.flatMap(({ from, callerKind, sourceIn }) => {
    const source = sourceIn(root);
    return source ? [{ from, callerKind, source }] : [];
  });
}

/**
 * The sources that are always worth comparing: the internet, trusted services, and those listed in the rules of either
 * side.
 */
export function callersListed(roots: readonly ComparedRoot[]): readonly NamedCaller[] {
  const vaults = roots.flatMap(({ worlds }) => reportVaults(worlds));
  const addresses = vaults.flatMap(({ ipRules }) => ipRules.filter((each) => typeof each === "string"));
  const subnets = vaults.flatMap(({ subnetRules }) => subnetRules.filter((each) => typeof each === "string"));
  const texts = ["internet", ...addresses.sort(), ...subnets.map((each) => `subnet:${each}`).sort()];
  const trusted: NamedCaller = {
    from: "trusted services",
    callerKind: "service",
    sourceIn: () => ({ kind: "caller", caller: { kind: "trustedService" } }),
  };
  return [...read(texts), trusted];
}

/**
 * Those and whatever else the templates of either side declare as callers: the addresses in inbound rules of perimeters, subnets and consumers.
 */
export function callersDeclared(roots: readonly ComparedRoot[]): readonly NamedCaller[] {
  const worlds = roots.flatMap((each) => each.worlds);
  const texts = [prefixesIn, subnetsIn, consumersIn].flatMap((each) => worlds.flatMap(each).sort());
  const running = new Set(
    worlds.flatMap(({ network }) =>
      callersOfVaultsIn(network)
        .filter(({ service }) => isRunner(service))
        .map(labelOf),
    ),
  );
  const declared = read(texts).map((each) =>
    running.has(each.from) ? { ...each, callerKind: "runner" as const } : each,
  );
  const ofCatalog = services().flatMap((service) =>
    read([`service:${service.id}`]).map((each) => ({
      ...each,
      standing: trust[serviceStanding(service).kind],
    })),
  );
  const all = [...ofCatalog, ...callersListed(roots), ...declared];
  return [...new Map(all.map((each) => [each.from, each])).values()];
}

/** What the answers to services follow from; those through Azure Resource Manager never meet a firewall. */
const trust = {
  ...{ trusted: "yes", trustedIf: "maybe", unknown: "maybe" },
  ...{ notTrusted: "no", followClient: "no", controlPlane: "not needed" },
} as const;

/**
 * The callers that either side declares and that were not compared, as sources. The jobs of pipelines are given by their names.
 */
export function callersLeftOut(
  roots: readonly ComparedRoot[],
  compared: readonly NamedCaller[],
  jobs: readonly string[],
): readonly string[] {
  const worlds = roots.flatMap((each) => each.worlds).filter((each) => ownVaults([each]).length > 0);
  const declared = [consumersIn, subnetsIn].flatMap((each) => worlds.flatMap(each).sort());
  const asked = new Set(compared.map(({ from }) => from));
  return [...new Set([...declared, ...jobs])].filter((each) => !asked.has(each));
}

/** The kind of a caller that users or templates write as a source. */
export function callerKindOf(source: Source): CallerKind {
  const kind = kindOfSource(source);
  return kind === "address" || kind === "range" || kind === "ipv6" || kind === "tag" ? "addresses" : kind;
}

function read(texts: readonly string[]): readonly NamedCaller[] {
  return [...new Set(texts)].flatMap((from): readonly NamedCaller[] => {
    const reading = readSource(from);
    if (!("source" in reading)) return [];
    return [{ from, callerKind: callerKindOf(reading.source), sourceIn: () => reading.source }];
  });
}

/** The consumers that use or may use a vault of the root. */
function consumersIn(world: World): readonly string[] {
  const vaults = ownVaults([world]);
  return callersOfVaultsIn(world.network)
    .filter((each) => each.exists.truth !== "no" && vaults.some(({ vault }) => mayUse(each, vault)))
    .map(labelOf);
}

function labelOf({ resource }: Consumer): string {
  return `consumer:${consumerLabel(resource)}`;
}

/** The subnets that are declared or looked up, and those that endpoints name by their IDs. */
function subnetsIn({ network }: World): readonly string[] {
  const declared = network.subnets
    .filter(({ exists }) => exists.truth !== "no")
    .map((each) => subnetName(each, network));
  const external = network.privateEndpoints.flatMap(({ subnet }) =>
    subnet?.kind === "external" && typeof subnet.id === "string" ? [subnet.id] : [],
  );
  return [...declared, ...external].map((each) => `subnet:${each}`);
}

function prefixesIn(world: World): readonly string[] {
  return ownVaults([world]).flatMap(({ vault }) =>
    membershipsOf(vault, world.network)
      .flatMap(inboundRules)
      .flatMap(({ addressPrefixes }) => addressPrefixes.items)
      .flatMap(({ field: { value } }) => (value.kind === "known" ? [value.value] : [])),
  );
}

/** How many private endpoints and perimeters the sides declare, each once by its name in its root. */
export function declaredIn(
  roots: readonly ComparedRoot[],
): Readonly<Record<"privateEndpoints" | "perimeters", number>> {
  const count = (symbolsOf: (world: World) => readonly string[]): number =>
    new Set(roots.flatMap(({ root, worlds }) => worlds.flatMap(symbolsOf).map((each) => `${root}\n${each}`)))
      .size;
  return {
    privateEndpoints: count(({ network }) => network.privateEndpoints.map(({ symbol }) => symbol)),
    perimeters: count(({ network }) => network.perimeterAssociations.map(({ symbol }) => symbol)),
  };
}

/** A root on one side of a comparison, in one environment; two with the same name correspond to each other. */
export interface ComparedRoot {
  readonly root: string;
  readonly environment: string | null;
  readonly worlds: readonly World[];
  /** What it was evaluated from, by names that both sides share: where that is equal, so is every answer. Null if some of it cannot be compared. */
  readonly readFrom?: ReadonlyMap<string, string> | null;
  /** The texts of its templates. */
  readonly textOf?: TextOf;
}

/** A resource of a root that uses vaults, in all its scenarios; the place is a span. */
interface ConsumerReport {
  /** As in `consumer:`: its symbol, preceded by its module. */
  readonly label: string;
  /** The entries of the catalog that it calls as. */
  readonly services: readonly string[];
  /** The symbols of the vaults of the root that it uses or may use; empty if all of them are elsewhere. */
  readonly vaults: readonly string[];
  readonly span: Span;
}

/** The resources of a root itself that use vaults. */
export function reportConsumers(worlds: readonly World[]): readonly ConsumerReport[] {
  const consumers = worlds
    .flatMap(({ network }) => callersOfVaultsIn(network))
    .filter(({ resource, exists }) => resource.home === null && exists.truth !== "no");
  const vaults = ownVaults(worlds).map(({ vault }) => vault);
  return [...grouped(consumers, ({ resource }) => [consumerLabel(resource)])].map(([label, own]) => ({
    label,
    services: [...new Set(own.map(({ service }) => service.id))],
    vaults: vaults.flatMap((vault) => (own.some((each) => mayUse(each, vault)) ? vault.symbol : [])),
    span: own[0].resource.label,
  }));
}

/** What calls a vault: a resource of the deployment in one scenario, or a job, script or manifest beside it. */
export interface VaultCaller {
  /** As a source is written: `consumer:app`, `pipeline:azure-pipelines.yml#build`. */
  readonly from: string;
  /** What makes the calls; the resources of Terraform that ask vaults do so from the machine that runs it. */
  readonly machine: "hosted" | "private" | "local" | "app" | "cluster" | "unknown" | "resource" | "terraform";
  readonly uses: "yes" | "maybe";
  /** The declaration of a resource; otherwise, where it first names the vault. */
  readonly span: Span;
}

/** The same with the answer of the vault, which is that of `simulate`: plain data. */
export interface AnsweredCaller extends VaultCaller {
  /** Null if nothing says where it calls from. */
  readonly answer: Pick<VerdictReport, "verdict" | "reason" | "notes" | "scenario"> | null;
  /** That what a job or other commands do may change the answer; null if it does not. */
  readonly doubt: GateFact | null;
}

/** What a vault answers to a caller with a source: of a job, also if nothing says what that is. */
export function answered(
  { from, machine, uses, span }: VaultCaller,
  source: Source | null,
  worlds: readonly World[],
  vaultKey: string,
): AnsweredCaller {
  const [found] = source ? reportVerdicts(worlds, from, source, vaultKey) : [];
  const facts = found?.steps.flatMap((step) => step.facts) ?? [];
  const answer = found
    ? { verdict: found.verdict, reason: found.reason, notes: found.notes, scenario: found.scenario }
    : null;
  const doubt = facts.find(({ kind }) => kind === "job-doubt") ?? null;
  return { from, machine, uses, span, answer, doubt };
}

/** The resources that call each vault of a root, by the key of the vault, in each of their scenarios. */
export function callersDeclaredIn(worlds: readonly World[]): ReadonlyMap<string, readonly AnsweredCaller[]> {
  const found = new Map<string, AnsweredCaller[]>();
  const consumers = worlds.flatMap(({ network }) => callersOfVaultsIn(network));
  const inEach = grouped(consumers, ({ key }) => [key]);
  for (const [key, [consumer]] of inEach) {
    const { exists, resource, service } = consumer;
    if (exists.truth === "no") continue;
    const name = consumerLabel(resource);
    const machine = isRunner(service) ? "terraform" : "resource";
    const source: Source = { kind: "consumer", name, found: (network) => byKey(network).get(key) ?? null };
    for (const { key: vaultKey, vault } of ownVaults(worlds)) {
      const uses = usesVault(consumer, vault);
      if (uses === "no") continue;
      const caller = { from: `consumer:${name}`, machine, uses, span: resource.label } as const;
      addTo(found, vaultKey, answered(caller, source, worlds, vaultKey));
    }
  }
  return found;
}

const byKey = memoize(
  (network: Network) => new Map(callersOfVaultsIn(network).map((each) => [each.key, each])),
);
