import { equalPlain, equalValues, type Text, textOf } from "../evaluate/values/plain.ts";
import { known, knownText, type Unknown, unknown, type Value } from "../evaluate/values/value.ts";
import { IpSet } from "../ip/ip-set.ts";
import { type AddressNote, type MalformedSource, parseAddressSource } from "../ip/source-text.ts";
import { grouped } from "../logic/grouped.ts";
import { memoize, oncePerKey } from "../logic/memoize.ts";
import { agreed } from "../logic/truth.ts";
import { ownFirst } from "../network/own-first.ts";
import { isIdText, mayBeOne, printId, sameResource } from "../network/ids/links.ts";
import type { Network, Subnet } from "../network/network.ts";
import { serviceEndpointOn } from "../path/endpoints.ts";
import { builtInTags } from "../services/built-in-tags.ts";
import { findService } from "../services/catalogue.ts";
import type { Consumer } from "../services/consumers/consumer.ts";
import { servicesNear } from "../services/search.ts";
import { type ServiceTags, tagsBeginning, tagsNear } from "../services/service-tags.ts";
import type { Caller, ExternalSubnet, SubnetStatement } from "./caller.ts";
import { consumerCandidates, consumerLabel, consumersNamed } from "./consumer-source.ts";
import type { DoubtOf } from "./doubt.ts";
import type { SourceFault } from "./source-fault.ts";
import type { World } from "./worlds.ts";
import { foldName, foldWord } from "../text/fold.ts";

/** A source, before it is looked up in a network. */
export type Source = (
  | {
      readonly kind: "caller";
      readonly caller: Caller;
      /** The service tag that contains the caller's addresses, if it was given as a tag. */
      readonly tag?: { readonly name: string; readonly published: string | null };
    }
  | {
      readonly kind: "subnet";
      readonly name: string;
      /** Given if it may be one that no template declares. */
      readonly said?: SubnetStatement;
      /** What is known of one that only another root declares. */
      readonly elsewhere?: Pick<ExternalSubnet, "id" | "said">;
    }
  | {
      readonly kind: "consumer";
      readonly name: string;
      /** Of the cluster that runs a manifest, which calls whichever vaults that names; all others are found by their names. */
      readonly found?: ConsumerIn | undefined;
    }
) & {
  /** Of a job, which may change vaults before it calls them. */
  readonly doubtOf?: DoubtOf | undefined;
};

/** Finds a consumer in a network; null if it is not there. */
export type ConsumerIn = (network: Network) => Consumer | null;

/** Either the source, or why the text is not one. */
export type SourceReading = UnderstoodSource | { readonly fault: SourceFault };

export interface UnderstoodSource {
  readonly source: Source;
  readonly note: AddressNote | null;
}

/**
 * Reads a source as typed: `203.0.113.7`, `203.0.113.0/24`, `a-b`, IPv6, `internet`, `subnet:NAME`, `service:ID`,
 * `consumer:SYMBOL`, or `tag:NAME` for one of the service tags given.
 */
export function readSource(text: string, tags: ServiceTags = builtInTags): SourceReading {
  const typed = text.trim();
  if (foldWord(typed) === "internet") return callerSource({ kind: "internet" });
  const [, scheme, rest] = /^([a-z]+):(.*)$/s.exec(typed) ?? [];
  if (scheme === "subnet") return subnetSource(rest?.trim() ?? "");
  if (scheme === "consumer") return consumerSource(rest?.trim() ?? "");
  if (scheme === "service") return serviceSource(rest?.trim() ?? "");
  if (scheme === "tag") return tagSource(rest?.trim() ?? "", tags);
  if (scheme === "pipeline" || scheme === "pool") {
    const kind = scheme === "pool" ? "no-such-pool" : "no-such-job";
    return { fault: { kind, source: typed, names: [] } };
  }
  return addressSource(typed, tags);
}

/** Whether a text has a meaning where a source is expected, so that no source can be named so. */
export function meansSource(text: string): boolean {
  const typed = text.trim();
  if (/^(?:internet$|(?:subnet|consumer|service|tag|pipeline):)/i.test(typed)) return true;
  return parseAddressSource(typed).kind !== "malformed";
}

/**
 * The sources in a text: one, or several that are separated by commas, semicolons or blanks if each can be read by itself. No name of a subnet
 * has any of these.
 */
export function sourcesIn(text: string, tags: ServiceTags = builtInTags): readonly string[] {
  const parts = [...new Set(text.split(/[,;\s]+/).filter((part) => part !== ""))];
  const isOne = parts.length < 2 || parts.length > mostSources;
  return !isOne && parts.every((part) => "source" in readSource(part, tags)) ? parts : [text];
}

/** A longer list was pasted by mistake. */
const mostSources = 100;

/**
 * The callers that a source represents in a network, with a key for each; none if it refers to a subnet or consumer
 * that does not exist, or may be any of several subnets (`ambiguityOf`). A consumer is one caller for each of its scenarios.
 */
export function callersIn(source: Source, network: Network): ReadonlyMap<string, Caller> {
  if (source.kind === "consumer") {
    const { name, found } = source;
    const named = found ? [found(network)].filter((each) => each !== null) : consumersNamed(name, network);
    return new Map(named.map((consumer) => [consumer.key, { kind: "consumer", consumer }]));
  }
  const caller = source.kind === "caller" ? source.caller : subnetCaller(source, network);
  return new Map(caller ? [["", caller]] : []);
}

/**
 * The subnets that a name may refer to: by symbol, name, `vnet/subnet` or full ID, in any case. If the root itself has one, those of
 * other roots do not count.
 */
export function subnetsNamed(name: string, network: Network): readonly Subnet[] {
  return ownFirst(
    network.subnets.filter((subnet) => subnet.exists.truth !== "no" && isNamed(subnet, name)),
    ({ home }) => home,
  );
}

/**
 * A source as a root sees it. A subnet that it does not declare is one elsewhere if others do, as if the access file named it; of several
 * groups of others the first counts that has it.
 */
export function sourceIn(
  source: Source,
  worlds: readonly World[],
  ...others: readonly (readonly World[])[]
): Source {
  if (source.kind !== "subnet" || knowsSource(source, worlds)) return source;
  for (const group of others) {
    const found = group.flatMap(({ network }) => subnetsNamed(source.name, network));
    if (found.length > 0) return { ...source, elsewhere: subnetElsewhere(found) };
  }
  return source;
}

/** Whether a source can be looked up in a root at all. */
export function knowsSource(source: Source, worlds: readonly World[]): boolean {
  return worlds.some(({ network }) => callersIn(source, network).size > 0);
}

/** Display names of the subnets or consumers that a source may refer to; all of them if it refers to none. */
export function candidatesOf(source: Source, worlds: readonly World[]): readonly string[] {
  const named = declaredFor(source, worlds);
  if (named.length > 0) return named;
  if (source.kind === "caller") return [];
  if (source.kind === "consumer") return consumerCandidates(source.name, worlds);
  const names = worlds.flatMap(({ network }) => network.subnets.map((each) => subnetName(each, network)));
  return [...new Set(names)];
}

/**
 * Names of the subnets or consumers that a source may mean in one and the same network, where it has to mean one of them; otherwise none.
 * Subnets of one name that may be the same resource are one.
 */
export function ambiguityOf(source: Source, worlds: readonly World[]): readonly string[] {
  const names = worlds.flatMap(({ network }) => {
    if (source.kind === "caller") return [];
    if (source.kind === "consumer")
      return source.found ? [] : several(labelsOfConsumers(source.name, network));
    const found = subnetsNamed(source.name, network);
    return areOne(found) ? [] : found.map((each) => subnetName(each, network));
  });
  return [...new Set(names)];
}

/** Display names of the declared subnets or consumers that a source refers to; none of a subnet elsewhere. */
function declaredFor(source: Source, worlds: readonly World[]): readonly string[] {
  const labels = worlds.flatMap(({ network }) => {
    if (source.kind === "caller") return [];
    if (source.kind === "subnet") return subnetsNamed(source.name, network).map(subnetLabel);
    return labelsOfConsumers(source.name, network);
  });
  return [...new Set(labels)];
}

/** Scenarios of one resource have one label. */
function labelsOfConsumers(name: string, network: Network): readonly string[] {
  return [...new Set(consumersNamed(name, network).map(({ resource }) => consumerLabel(resource)))];
}

function several(names: readonly string[]): readonly string[] {
  return names.length > 1 ? names : [];
}

/**
 * Whether subnets have one label and are one resource: those that are declared certainly, and those that are only looked up as far as
 * nothing speaks against it.
 */
function areOne(subnets: readonly Subnet[]): boolean {
  const [declared, ...others] = subnets.filter(({ instance }) => !instance.declaration.existing);
  const isSame = others.every(({ id }) => declared && equalValues(id, declared.id, true) === "yes");
  return isSame && new Set(subnets.map(subnetLabel)).size < 2 && mayBeOne(subnets);
}

/** The display name of the subnet: `vnet/subnet`, if the names are known. */
export function subnetLabel(subnet: Subnet): string {
  const [network, name] = [subnet.networkName, subnet.name].map((each) => knownText(each));
  return network && name ? `${network}/${name}` : (name ?? subnet.symbol);
}

/**
 * The label of a subnet of the network, or its id if there is another one of that label, or its address in the templates if that is not
 * known either. Preceded by `subnet:`, it is a source, also where the beginning of the id is not known.
 */
export function subnetName(subnet: Subnet, network: Network): string {
  const label = subnetLabel(subnet);
  const { id } = subnet;
  if (isOneIn(network)(label)) return label;
  const printed = id.kind === "known" && isIdText(id.value) ? printId(id.value, () => notKnown) : "";
  const named = isSubnetId(printed) ? subnetsNamed(printed, network) : [];
  return named.length > 0 && areOne(named) ? printed : addressOf(subnet);
}

/** The symbol of a subnet behind the calls that lead to its module, as Terraform writes them: no other one has the same. */
function addressOf({ symbol, module, instance }: Subnet): string {
  if (module === null) return symbol;
  if (instance.frame.template.dialect !== "terraform") return `${module}/${symbol}`;
  const calls = module.replaceAll(/\[[^\]]*(?:\]|$)|\//g, (part) => (part === "/" ? ".module." : part));
  return `module.${calls}.${symbol}`;
}

const isOneIn = memoize(({ subnets }: Network) => {
  const existing = subnets.filter(({ exists }) => exists.truth !== "no");
  const labelled = grouped(existing, (each) => [subnetLabel(each)]);
  return oncePerKey((label: string) => areOne(labelled.get(label) ?? []));
});

/** What is printed between angle brackets in place of a part that is not known. */
const notKnown = "…";

/** An id as typed or printed. */
function idTyped(text: string): string | Text {
  const [first = "", ...others] = text.split(`<${notKnown}>`);
  return textOf([first, ...others.flatMap((each) => [hidden, each])]);
}

function subnetCaller(source: Extract<Source, { readonly kind: "subnet" }>, network: Network): Caller | null {
  const named = subnetsNamed(source.name, network);
  const [found] = named;
  if (found) return areOne(named) ? { kind: "subnet", subnet: found } : null;
  if (source.elsewhere !== undefined) return { kind: "externalSubnet", ...source.elsewhere };
  if (!source.said)
    return isSubnetId(source.name) ? { kind: "externalSubnet", id: idTyped(source.name) } : null;
  return { kind: "externalSubnet", id: idOfSubnet(source.name), said: source.said };
}

function callerSource(caller: Caller): SourceReading {
  return { source: { kind: "caller", caller }, note: null };
}

function subnetSource(name: string): SourceReading {
  if (name === "") return { fault: { kind: "scheme-alone", scheme: "subnet" } };
  if (name.startsWith("/") && !isSubnetId(name)) return { fault: { kind: "not-a-subnet-id", id: name } };
  return { source: { kind: "subnet", name }, note: null };
}

function consumerSource(name: string): SourceReading {
  if (name === "") return { fault: { kind: "scheme-alone", scheme: "consumer" } };
  return { source: { kind: "consumer", name }, note: null };
}

function serviceSource(id: string): SourceReading {
  if (id === "") return { fault: { kind: "scheme-alone", scheme: "service" } };
  const service = findService(id);
  if (service) return callerSource({ kind: "service", service });
  return { fault: { kind: "no-such-service", service: id, near: servicesNear(id).map((each) => each.id) } };
}

function tagSource(typed: string, tags: ServiceTags): SourceReading {
  const name = tags.spellingOf(typed);
  const addresses = tags.addressesOf(typed);
  if (name === null || addresses === null) return { fault: faultOfTag(typed, tags) };
  if (addresses.isEmpty) return { fault: { kind: "tag-without-ipv4", tag: name } };
  const tag = { name, published: tags.published };
  return { source: { kind: "caller", caller: { kind: "addresses", addresses }, tag }, note: null };
}

function faultOfTag(typed: string, tags: ServiceTags): SourceFault {
  if (typed === "") return { kind: "scheme-alone", scheme: "tag" };
  return { kind: "no-such-tag", tag: typed, near: tagsNear(tags, typed) };
}

function addressSource(typed: string, tags: ServiceTags): SourceReading {
  const reading = parseAddressSource(typed);
  switch (reading.kind) {
    case "ipv4": {
      const caller: Caller = { kind: "addresses", addresses: IpSet.of([reading.range]) };
      return { source: { kind: "caller", caller }, note: reading.note ?? null };
    }
    case "ipv6":
      return callerSource({ kind: "ipv6", prefix: reading.prefix });
    case "malformed":
      return { fault: faultOfText(typed, reading, tags) };
  }
}

function faultOfText(typed: string, { text, why }: MalformedSource, tags: ServiceTags): SourceFault {
  if (why !== "not-an-address") return { kind: "not-an-address", text, why };
  const near = [
    ...tagsBeginning(tags, typed, 1).map((tag) => `tag:${tag}`),
    ...servicesNear(typed).map(({ id }) => `service:${id}`),
  ];
  const host = near.length === 0 || tags.spellingOf(typed) === null ? hostIn(typed) : null;
  if (host !== null) return { kind: "host-name", host };
  return near.length > 0 ? { kind: "bare-name", name: text, near } : { kind: "not-an-address", text, why };
}

/** The host of a URL, or a name that has at least two labels; null if a text is neither. */
function hostIn(text: string): string | null {
  const host = text.replace(/^[a-z]+:\/\//i, "").split(/[/:?#]/, 1)[0] ?? "";
  const labels = host.split(".");
  const isHost =
    labels.every((label) => /^[a-z0-9-]{1,63}$/i.test(label)) && /^[a-z]{2,}$/i.test(labels.at(-1) ?? "");
  return labels.length > 1 && isHost ? host : null;
}

/**
 * The ID of a subnet by its name: its subscription and resource group are not known, nor is its network if it is not
 * given.
 */
function idOfSubnet(name: string): string | Text {
  if (isSubnetId(name)) return idTyped(name);
  const slash = name.indexOf("/");
  return idOfNames(slash < 0 ? hidden : name.slice(0, slash), name.slice(slash + 1));
}

/** A subnet as other roots declare it: what they do not know of it, or disagree on, is not known in this one. */
function subnetElsewhere(subnets: readonly Subnet[]): Pick<ExternalSubnet, "id" | "said"> {
  const endpoint = agreed(subnets.map(serviceEndpointOn));
  const serviceEndpoint = endpoint === "maybe" ? null : endpoint === "yes";
  return { id: idElsewhere(subnets), said: { serviceEndpoint, privateEndpoint: false } };
}

function idElsewhere(subnets: readonly Subnet[]): string | Text {
  const same = (values: readonly Value[]): string | Unknown => {
    const [text, ...others] = new Set(values.map((each) => (each.kind === "known" ? each.value : null)));
    return typeof text === "string" && others.length === 0 ? text : hidden;
  };
  const id = same(subnets.map((each) => each.id));
  if (typeof id === "string" && isSubnetId(id)) return id;
  return idOfNames(
    same(subnets.map(({ networkName }) => networkName)),
    same(subnets.map(({ name }) => name)),
  );
}

function idOfNames(network: string | Unknown, name: string | Unknown): string | Text {
  return textOf([hidden, "/providers/Microsoft.Network/virtualNetworks/", network, "/subnets/", name]);
}

const hidden = unknown([], { span: { document: "", start: 0, end: 0 } });

function isSubnetId(text: string): boolean {
  return /^(?:\/subscriptions\/[^/]+\/resourceGroups\/[^/]+|<…>)\/providers\/Microsoft\.Network\/virtualNetworks\/[^/]+\/subnets\/[^/]+$/i.test(
    text,
  );
}

function isNamed(subnet: Subnet, name: string): boolean {
  const folded = foldName(name);
  const names = [subnet.symbol, subnetLabel(subnet), addressOf(subnet)];
  if (names.some((each) => foldName(each) === folded)) return true;
  if (isSubnetId(name))
    return sameResource(known(idTyped(name), { span: subnet.label }), subnet.id) === "yes";
  return subnet.name.kind === "known" && equalPlain(subnet.name.value, name, true) === "yes";
}
