import { readSource, type Source } from "../access/source.ts";
import { serviceEndpointName } from "../path/endpoints.ts";
import { IpSet } from "../ip/ip-set.ts";
import { services } from "../services/catalogue.ts";
import type { ServiceTags } from "../services/service-tags.ts";
import type { AccessFile, NamedSource, SourceMeaning } from "./access-file.ts";
import type { NamedSourceFault, NamedSourceReading } from "./problem.ts";
import { foldWord } from "../text/fold.ts";

/** What the reading of sources depends on besides the file. */
export interface SourceOptions {
  readonly tags: ServiceTags;
  /** The value of an environment variable; undefined when it is not set. Left out if there are none, as in an editor. */
  readonly variable?: (name: string) => string | undefined;
}

/** A source by its name in the access file, or as typed. */
export function resolveSource(
  text: string,
  sources: AccessFile["sources"],
  options: SourceOptions,
): NamedSourceReading {
  const named = sources.get(text.trim());
  if (!named) return withNames(readSource(text, options.tags), sources);
  const reading = readNamedSource(named, options);
  return "fault" in reading || !named.doubtOf
    ? reading
    : { ...reading, source: { ...reading.source, doubtOf: named.doubtOf } };
}

/** Of a job or pool that is not there, the complaint says which are. */
function withNames(reading: NamedSourceReading, sources: AccessFile["sources"]): NamedSourceReading {
  if ("source" in reading) return reading;
  const { fault } = reading;
  if (fault.kind !== "no-such-job" && fault.kind !== "no-such-pool") return reading;
  const scheme = fault.kind === "no-such-job" ? "pipeline:" : "pool:";
  const names = [...sources.keys()].filter((name) => name.startsWith(scheme)).slice(0, mostNames);
  return { fault: { ...fault, names } };
}

const mostNames = 10;

/** The source that a name in the access file refers to, or why it refers to none. */
function readNamedSource({ means }: NamedSource, options: SourceOptions): NamedSourceReading {
  switch (means.kind) {
    case "ip":
      return readRanges(means, options);
    case "subnet":
      return { source: subnetOf(means), note: null };
    case "service":
      return readSource(`service:${idOfService(means.name.value)}`, options.tags);
    case "consumer":
      return { source: { kind: "consumer", name: means.name.value, found: means.found }, note: null };
    case "tag":
      return readSource(`tag:${means.name.value}`, options.tags);
    case "internet":
      return readSource("internet", options.tags);
  }
}

function subnetOf({
  name,
  serviceEndpoints,
  privateEndpoint,
}: Extract<SourceMeaning, { readonly kind: "subnet" }>): Source {
  const isOn = (endpoint: string): boolean => foldWord(endpoint).startsWith(foldWord(serviceEndpointName));
  const serviceEndpoint = serviceEndpoints ? serviceEndpoints.some(isOn) : null;
  return { kind: "subnet", name: name.value, said: { serviceEndpoint, privateEndpoint } };
}

/** All addresses of a source are one caller, so that all of them have to pass. */
function readRanges(
  { ranges }: Extract<SourceMeaning, { readonly kind: "ip" }>,
  options: SourceOptions,
): NamedSourceReading {
  const texts = ranges.map(({ value }) => fillIn(value, options));
  const readings = texts.flatMap((text): readonly NamedSourceReading[] =>
    "fault" in text
      ? [text]
      : text.ranges.map((each) => withoutValue(readSource(each, options.tags), text.variable)),
  );
  const [first, ...others] = readings;
  if (!first || others.length === 0) return first ?? { fault: { kind: "no-addresses" } };
  const sets: IpSet[] = [];
  for (const reading of readings) {
    if ("fault" in reading) return reading;
    const { source } = reading;
    if (source.kind !== "caller" || source.caller.kind !== "addresses")
      return { fault: { kind: "mixed-ranges" } };
    sets.push(source.caller.addresses);
  }
  return {
    source: { kind: "caller", caller: { kind: "addresses", addresses: IpSet.unionOf(sets) } },
    note: null,
  };
}

/** What an environment variable holds may be a secret, so that a complaint about it does not repeat it. */
function withoutValue(reading: NamedSourceReading, variable: string | null): NamedSourceReading {
  if (variable === null || "source" in reading) return reading;
  return { fault: { kind: "variable-without-address", variable } };
}

/** The ranges that a text describes, and the environment variable that they come from. */
interface FilledIn {
  readonly ranges: readonly string[];
  readonly variable: string | null;
}

/** A range with `${env:NAME}` filled in; a variable may hold several, with commas or blanks between them. */
function fillIn(text: string, { variable }: SourceOptions): FilledIn | { readonly fault: NamedSourceFault } {
  const [, name] = /^\s*\$\{env:([A-Za-z_][A-Za-z0-9_]*)\}\s*$/.exec(text) ?? [];
  if (name === undefined) return { ranges: [text], variable: null };
  if (!variable) return { fault: { kind: "variable-not-filled-in", variable: name } };
  const ranges = (variable(name) ?? "").split(/[\s,]+/).filter((each) => each !== "");
  return ranges.length > 0
    ? { ranges, variable: name }
    : { fault: { kind: "variable-not-set", variable: name } };
}

/** A service by its id, its name or another name for it. */
function idOfService(text: string): string {
  const folded = foldWord(text.trim());
  const found = services().find(
    ({ name, aliases }) => foldWord(name) === folded || aliases.some((alias) => foldWord(alias) === folded),
  );
  return found?.id ?? text;
}
