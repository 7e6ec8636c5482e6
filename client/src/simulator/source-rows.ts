import type {
  ConsumerSource,
  ListedSource,
  SavedSource,
  ServiceSource,
  SourcesResult,
  SubnetSource,
  TagSource,
  TypedSource,
} from "../../../server/src/protocol/sources.ts";
import type { Location } from "../../../server/src/protocol/names.ts";
import type { Sentence } from "../../../server/src/protocol.ts";
import type { Say } from "../say.ts";
import { groupsBy } from "../agreement.ts";
import { sourceIcon } from "./simulation-nodes.ts";

/** A source to choose, under its heading. */
export interface SourceRow {
  readonly heading: string;
  /** The name of a codicon. */
  readonly icon: string;
  readonly label: string;
  readonly description: Sentence;
  readonly detail: Sentence;
  /** To be sent to the server; null for a row that only explains. */
  readonly from: string | null;
  /** What is sent instead if the row stands for several sources. */
  readonly all: readonly string[];
  /** Where it is declared; null if it is not. */
  readonly place: Location | null;
  /** Whether it is worth saving in the settings under a name, which it does not have yet. */
  readonly canBeSaved: boolean;
  /** What picking it does instead of a simulation. */
  readonly leadsTo: "services" | "explanation" | null;
}

/** A source chosen before. */
export interface RecentSource {
  readonly from: string;
  readonly label: string;
}

const fewServices = 5;
const fewListed = 5;

/** What the quick pick offers, best first: the input, sources in open files, saved and recent sources, services. */
export function sourceRows(
  say: Say,
  typed: string,
  { typed: reading, subnets, consumers, listed, services, tags, saved }: SourcesResult,
  recent: readonly RecentSource[],
): readonly SourceRow[] {
  const text = typed.trim().toLowerCase();
  const first = reading && typedRow(say, reading, subnets.length > 0);
  const matching = recent.filter((each) => each.label.toLowerCase().includes(text));
  const [jobs, named] = [
    saved.filter(({ job }) => job === "active"),
    saved.filter(({ job }) => job !== "active"),
  ];
  const inNetworks = groupsBy(subnets, networkOf).flatMap((own) => own.map((each) => subnetRow(say, each)));
  // The answer for a private address is that of its subnet; its own row comes first only to explain this.
  const offered = [
    ...(first ? [first] : []),
    ...(text === "" ? [] : inNetworks),
    ...jobs.map((each) => savedRow(say, each)),
    ...(text === "" ? [internetRow(say)] : []),
    ...listed.slice(0, fewListed).map((each) => listedRow(say, each)),
    ...matching.map((each) => recentRow(say, each)),
    ...(isAddress(reading) ? [] : consumers.map((each) => consumerRow(say, each))),
    ...named.map((each) => savedRow(say, each)),
    ...services.slice(0, text === "" ? fewServices : undefined).map((each) => serviceRow(say, each)),
    ...(text === "" && services.length > fewServices ? [allServicesRow(say)] : []),
    ...tags.map((each) => tagRow(say, each)),
    ...(text === "" ? inNetworks : []),
  ];
  const isInvalid = reading?.kind === "malformed" || reading?.kind === "host";
  if (offered.length > 0 || !isInvalid) return distinct(offered);
  // What is wrong and what is accepted has its own line, which is not cut off.
  return [row("error", typed.trim(), say("not a valid source"), { detail: reading.description })];
}

/** One row per service, with the meaning of its trust, for browsing the catalog. */
export function serviceRows(say: Say, services: readonly ServiceSource[]): readonly SourceRow[] {
  return services.map((each) => serviceRow(say, each));
}

function typedRow(say: Say, reading: TypedSource, isInSubnet: boolean): SourceRow | null {
  switch (reading.kind) {
    case "malformed":
    case "host":
      return null;
    case "several": {
      const what = say("{0} sources, each evaluated separately", reading.all.length);
      return row("checklist", reading.all.join(", "), what, { all: reading.all });
    }
    case "forbidden":
      return row("question", say("Explain this 403 error"), reading.description, toExplanation);
    case "failure":
      return row("question", say("Explain this connection failure"), reading.description, toExplanation);
    case "private":
      return row("info", reading.from, say("a private address"), {
        detail: isInSubnet
          ? say("IP rules never match private addresses; choose the subnet of this address instead.")
          : say("IP rules never match private addresses, and no subnet of this workspace contains this one."),
        from: reading.from,
      });
    case "ipv6": {
      const detail = say("Key Vault accepts only IPv4 addresses in IP rules.");
      return row("info", reading.from, say("an IPv6 address"), { detail, from: reading.from });
    }
    case "subnet":
    case "service":
    case "consumer":
    case "tag":
    case "internet":
    case "address":
    case "range":
      return row("search", reading.from, reading.description, {
        from: reading.from,
        canBeSaved: isAddress(reading),
      });
  }
}

const toExplanation = { leadsTo: "explanation" } as const;

/** A caller with an address is not a resource. */
function isAddress(reading: TypedSource | null): boolean {
  return reading !== null && ["address", "range", "private", "ipv6"].includes(reading.kind);
}

/** The network of a subnet whose label has it; empty for others. */
function networkOf({ label }: SubnetSource): string {
  const [network, subnet] = label.split("/", 2);
  return subnet === undefined ? "" : (network ?? "");
}

function subnetRow(say: Say, source: SubnetSource): SourceRow {
  const { from, label, prefixes, uri, range } = source;
  const network = networkOf(source);
  const heading = network === "" ? say("subnets of this workspace") : say("subnets of {0}", network);
  const place = { uri, range };
  return row(sourceIcon("subnet").name, label, prefixes.join(", "), { heading, from, place });
}

function consumerRow(say: Say, { from, label, scenarios, vaults, uri, range }: ConsumerSource): SourceRow {
  return row(sourceIcon("consumer").name, label, scenarios.join(", "), {
    heading: say("resources that use a vault"),
    detail: say("uses {0}", vaults.join(", ")),
    from,
    place: { uri, range },
  });
}

/** An address or a range as an IP rule contains it. */
function listedRow(say: Say, { from, kind }: ListedSource): SourceRow {
  return row(sourceIcon(kind).name, from, "", { heading: say("listed in IP rules"), from, canBeSaved: true });
}

function savedRow(say: Say, { from, meaning, description, place, job }: SavedSource): SourceRow {
  const headings = { active: say("this pipeline"), other: say("pipelines") };
  const heading = job === null ? say("saved sources") : headings[job];
  return row(sourceIcon("saved").name, from, meaning, { heading, detail: description ?? "", from, place });
}

function serviceRow(say: Say, { from, name, standing, scenario, trusted, needs }: ServiceSource): SourceRow {
  const icon = trusted === "no" ? "circle-slash" : sourceIcon("service").name;
  return row(icon, name, said(say, standing, needs), { heading: say("services"), detail: scenario, from });
}

function tagRow(say: Say, { from, name, description }: TagSource): SourceRow {
  return row(sourceIcon("tag").name, name, description, { heading: say("service tags"), from });
}

/**
 * A caller that the bypass does not allow is shown with what would allow it: "not a trusted service, needs a subnet
 * rule".
 */
function said(say: Say, standing: Sentence, needs: Sentence): Sentence {
  return needs === "" ? standing : say("{0}, needs {1}", standing, needs);
}

function recentRow(say: Say, { from, label }: RecentSource): SourceRow {
  return row("history", label, from === label ? "" : from, { heading: say("recent"), from });
}

function allServicesRow(say: Say): SourceRow {
  return row("list-flat", say("Browse all services…"), "", { heading: say("services"), leadsTo: "services" });
}

function internetRow(say: Say): SourceRow {
  const what = say("any client without a rule of its own");
  return row("globe", "internet", what, { heading: say("any client"), from: "internet" });
}

function row(icon: string, label: string, description: Sentence, more: Partial<SourceRow>): SourceRow {
  return {
    heading: "",
    icon,
    label,
    description,
    detail: "",
    from: null,
    all: [],
    place: null,
    canBeSaved: false,
    leadsTo: null,
    ...more,
  };
}

/** Each source is offered once, at its first position. */
function distinct(rows: readonly SourceRow[]): readonly SourceRow[] {
  const first = new Map<string, SourceRow>();
  for (const each of rows) {
    const key = each.from ?? each.label;
    if (!first.has(key)) first.set(key, each);
  }
  return [...first.values()];
}
