import type { TextOf } from "./same-question.ts";
import { inboundRules, membershipsOf } from "../access/perimeter.ts";
import { consumerLabel } from "../access/consumer-source.ts";
import { kindOfSource } from "../access/describe-source.ts";
import { readSource, type Source, subnetName } from "../access/source.ts";
import { ownVaults, type World } from "../access/worlds.ts";
import { services } from "../services/catalogue.ts";
import { type Consumer, isRunner, mayUse } from "../services/consumers/consumer.ts";
import { callersOfVaultsIn } from "../services/consumers/callers-of-vaults.ts";
import { reportVaults } from "./vaults.ts";

/** A caller by a name, which may mean something else at each root. */
export interface NamedCaller {
  readonly from: string;
  readonly callerKind: CallerKind;
  /** Null where the name means nothing. Jobs are what each side says they are; all others what the present one says. */
  readonly sourceIn: (root: string, side?: "before" | "after") => Source | null;
  /** Whether it is asked about a vault; about all of them if this is left out. */
  readonly calls?: (worlds: readonly World[], vaultKey: string) => boolean;
  /** It is compared as every service of the catalog is: what is said of all of them is said once. */
  readonly isOfCatalog?: true;
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
  const ofCatalog = read(services().map(({ id }) => `service:${id}`));
  const all = [
    ...ofCatalog.map((each) => ({ ...each, isOfCatalog: true as const })),
    ...callersListed(roots),
    ...declared,
  ];
  return [...new Map(all.map((each) => [each.from, each])).values()];
}

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
