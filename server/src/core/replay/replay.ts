import { certainEndpoints } from "../access/certain-endpoints.ts";
import type { Reason } from "../access/codes.ts";
import { judgeSource } from "../access/judge-source.ts";
import { type Source, subnetName, subnetsNamed } from "../access/source.ts";
import type { Verdict, VerdictWord } from "../access/verdict.ts";
import { ownVaults, type VaultAcrossWorlds } from "../access/worlds.ts";
import { known } from "../evaluate/values/value.ts";
import { declaredCandidates, isCertain } from "../forbidden/candidates.ts";
import { formatRange, type IpRange, parseIpv4, rangeWith } from "../ip/ip-range.ts";
import { IpSet, publicAddresses } from "../ip/ip-set.ts";
import { grouped } from "../logic/grouped.ts";
import { sameResource } from "../network/ids/links.ts";
import { isNamed } from "../network/ids/vault-uri.ts";
import { reportSubnets, subnetsHolding } from "../report/subnets.ts";
import { builtInTags } from "../services/built-in-tags.ts";
import { tagsOverlapping } from "../services/service-tags.ts";
import type { Span } from "../text/document.ts";
import type { Analysis } from "../workspace/analyzer.ts";
import { sourceAmong } from "../workspace/outside/pipeline-sources.ts";
import type { LoggedCaller, ReadLog } from "./log-reader.ts";
import { namesAt, type NamedSources, serviceNamed } from "./named-callers.ts";

/** What a template says about a caller of a log. */
export interface Judged {
  readonly verdict: VerdictWord;
  readonly reason: Reason;
  /** What decides. */
  readonly span: Span;
}

/** A caller of a log at a vault that a template declares. */
export interface JudgedCaller extends Judged {
  readonly logged: LoggedCaller;
  /** A source that can be asked about; null of a trusted service that the log does not name. */
  readonly from: string | null;
  readonly source: Source;
  /** Given of an address that can be a client of the public endpoint. */
  readonly address: number | null;
  /** The named source or the consumer that has this address. */
  readonly name: string | null;
  /** What the base says; null without one. */
  readonly before: VerdictWord | null;
}

/** A vault that a log names, in one environment of a root, and those who called it. */
export interface ReplayedVault {
  readonly analysis: Analysis;
  readonly across: VaultAcrossWorlds;
  readonly callers: readonly JudgedCaller[];
}

/** Callers of one vault to whom the same happened and will happen. */
export interface ReplayedCallers extends Judged, Pick<JudgedCaller, "from" | "before" | "name"> {
  /** The smallest tag of Azure's services that has the addresses. */
  readonly tag: string | null;
  readonly callers: number;
  readonly requests: number;
  /** When they called; endless if no record has a time. */
  readonly first: number;
  readonly last: number;
  readonly result: "succeeded" | "failed" | "both";
}

export interface Replay {
  readonly vaults: readonly ReplayedVault[];
  /** The names of vaults in the log that no template certainly declares. */
  readonly missing: readonly string[];
}

/** The templates that a log is replayed against. */
export interface ReplayedAgainst extends NamedSources {
  readonly analyses: readonly Analysis[];
}

/** Judges the callers of a log against templates, and, if there is a base, against those as well. */
export function replay(
  { callers }: Pick<ReadLog, "callers">,
  { analyses, ...sources }: ReplayedAgainst,
  base: readonly Analysis[] | null,
): Replay {
  const missing: string[] = [];
  const vaults = [...grouped(callers, ({ vault }) => [vault])].flatMap(([name, calling]) => {
    const found = vaultsNamed(name, analyses);
    if (found.length === 0) missing.push(name);
    const past = base && vaultsNamed(name, base);
    return found.map(({ analysis, across }): ReplayedVault => {
      const before = past?.find((each) => each.analysis.environment === analysis.environment) ?? past?.[0];
      const then = before && judgedAt(before, calling, base ?? []);
      const named = namesAt(analysis, across, sources);
      return {
        ...{ analysis, across },
        callers: judgedAt({ analysis, across }, calling, analyses).map((each, at) => ({
          ...each,
          name: nameOf(each.address, named),
          before: base && (then?.[at]?.verdict ?? "denied"),
        })),
      };
    });
  });
  return { vaults, missing: missing.sort() };
}

function nameOf(address: number | null, named: ReturnType<typeof namesAt>): string | null {
  return address === null ? null : (named.find(({ has }) => has.has(address))?.name ?? null);
}

type VaultAt = Pick<ReplayedVault, "analysis" | "across">;

/** The vaults of a name in each environment: those that certainly have it, else the only one that may; else those of states. */
function vaultsNamed(name: string, analyses: readonly Analysis[]): readonly VaultAt[] {
  const found = declaredCandidates(name, analyses, undefined).filter(({ across }) => across.exists !== "no");
  const isOne = new Set(found.map(({ root, across }) => `${root} ${across.key}`)).size === 1;
  if (isOne || found.some((each) => isCertain(each, name)))
    return found.flatMap(({ worlds, across }) => {
      const analysis = analyses.find((each) => each.worlds === worlds);
      return analysis ? [{ analysis, across }] : [];
    });
  return analyses.flatMap((analysis) =>
    ownVaults(analysis.worlds)
      .filter(({ vault }) => vault.state !== null && isNamed(vault, name) === "yes")
      .map((across) => ({ analysis, across })),
  );
}

/** Each caller with its answer, in the order given: addresses are asked about together, and then those that get one answer. */
function judgedAt(
  at: VaultAt,
  calling: readonly LoggedCaller[],
  analyses: readonly Analysis[],
): readonly Omit<JudgedCaller, "before" | "name">[] {
  const ask = (addresses: IpSet): Verdict | null =>
    addresses.isEmpty ? null : answerTo(at.across, sourceAt(addresses));
  const callers = calling.map((logged) => ({ logged, address: publicAddress(logged) }));
  const whole = ask(setOf(callers.map(({ address }) => address)));
  const parts = whole ? [whole.allowed, whole.denied, whole.unknown] : [];
  const answers = parts.flatMap((set) => {
    const answer = ask(set);
    return answer ? [{ set, judged: judgedBy(answer, at.across) }] : [];
  });
  return callers.map(({ logged, address }) => {
    const answer = address === null ? null : answers.find(({ set }) => set.has(address));
    if (answer)
      return { logged, address, from: logged.at, source: sourceAt(setOf([address])), ...answer.judged };
    const { from, source } = sourceOf(logged, at, analyses);
    return { logged, address, from, source, ...judgedFrom(at.across, logged, source) };
  });
}

function sourceAt(addresses: IpSet): Source {
  return { kind: "caller", caller: { kind: "addresses", addresses } };
}

function publicAddress({ kind, at }: LoggedCaller): number | null {
  const address = kind === "address" ? parseIpv4(at) : undefined;
  return address !== undefined && publicAddresses.has(address) ? address : null;
}

function setOf(addresses: readonly (number | null)[]): IpSet {
  return IpSet.of(addresses.flatMap((each) => (each === null ? [] : [{ first: each, last: each }])));
}

function answerTo(across: VaultAcrossWorlds, source: Source): Verdict | null {
  return judgeSource(across, source, "")?.answer ?? null;
}

const settling = { allowed: "allow", denied: "deny", partial: "allow", depends: "maybe" } as const;

function judgedBy({ verdict, reason, steps }: Verdict, { vault }: VaultAcrossWorlds): Judged {
  const step = steps.find(({ outcome, gate }) => outcome === settling[verdict] && gate.span !== null);
  return { verdict, reason, span: step?.gate.span ?? vault.label };
}

/** A private address comes through an endpoint, whichever that is, or from a subnet: of neither is it known that templates have to declare it. */
function judgedFrom(across: VaultAcrossWorlds, { kind }: LoggedCaller, source: Source): Judged {
  const answer = answerTo(across, source);
  const { label: span } = across.vault;
  const isUnplaced = source.kind === "caller" && source.caller.kind === "addresses";
  const isPrivate = kind === "private" && answer?.reason !== "ALLOW_PRIVATE_ENDPOINT";
  if (isPrivate)
    return across.views.every(({ vault, world }) => certainEndpoints(vault, world.network).length > 0)
      ? { verdict: "allowed", reason: "ALLOW_PRIVATE_ENDPOINT", span }
      : { verdict: "depends", reason: "DEPENDS_EXISTING", span };
  if (!answer || (isUnplaced && answer.verdict === "denied"))
    return { verdict: "depends", reason: "DEPENDS_SUBNET", span };
  return judgedBy(answer, across);
}

/** Who a caller is: what the record says, else the only declared subnet that has its private address. */
function sourceOf(
  { kind, at }: LoggedCaller,
  { analysis }: VaultAt,
  analyses: readonly Analysis[],
): { readonly from: string | null; readonly source: Source } {
  if (kind === "service") {
    const service = serviceNamed(at);
    const caller = service ? ({ kind: "service", service } as const) : ({ kind: "trustedService" } as const);
    return { from: service ? `service:${service.id}` : null, source: { kind: "caller", caller } };
  }
  if (kind === "ipv6") return { from: at, source: { kind: "caller", caller: { kind: "ipv6" } } };
  const own = [analysis, ...analyses.filter(({ environment }) => environment === analysis.environment)];
  const name = kind === "subnet" ? subnetOfId(at, own) : subnetOfAddress(at, own);
  if (name !== null)
    return { from: `subnet:${name}`, source: sourceAmong(analyses)({ kind: "subnet", name }, analysis) };
  if (kind === "subnet") {
    const said = { serviceEndpoint: true, privateEndpoint: false };
    return { from: `subnet:${at}`, source: { kind: "subnet", name: at, said } };
  }
  const addresses = setOf([parseIpv4(at) ?? null]);
  return { from: at, source: { kind: "caller", caller: { kind: "addresses", addresses, isSeen: true } } };
}

/** Templates rarely say in which subscription they are deployed: then the names have to do. */
function subnetOfId(id: string, among: readonly Analysis[]): string | null {
  const [, network = "", name = ""] = /\/virtualnetworks\/([^/]+)\/subnets\/([^/]+)$/i.exec(id) ?? [];
  const [found] = among
    .flatMap(({ worlds }) => worlds)
    .flatMap((world) => {
      const subnet = subnetsNamed(`${network}/${name}`, world.network).find(
        (each) => sameResource(known(id, { span: each.label }), each.id) !== "no",
      );
      return subnet ? [subnetName(subnet, world.network)] : [];
    });
  return found ?? null;
}

function subnetOfAddress(text: string, among: readonly Analysis[]): string | null {
  const addresses = setOf([parseIpv4(text) ?? null]);
  const holding = among.map(({ worlds }) =>
    subnetsHolding(addresses, reportSubnets(worlds)).filter(({ prefixes }) => prefixes.length > 0),
  );
  const [only, second] = holding.find((some) => some.length > 0) ?? [];
  return only && !second ? only.label : null;
}

/** The callers of a vault, neighboring addresses of one tag together if all is the same of them. */
export function rowsOf({ callers }: ReplayedVault): readonly ReplayedCallers[] {
  const tags = tagsOverlapping(builtInTags, setOf(callers.map(({ address }) => address)));
  const rows = callers.map(({ logged, address, source, ...each }) => {
    const has = (name: string): boolean =>
      address !== null && builtInTags.addressesOf(name)?.has(address) === true;
    const result = logged.failed === 0 ? "succeeded" : logged.succeeded === 0 ? "failed" : "both";
    return { logged, address, row: { ...each, tag: tags.find(has) ?? null, result } as const };
  });
  const alike = grouped(rows, ({ address, row }) => [
    JSON.stringify({ ...row, from: address === null && row.from }),
  ]);
  return [...alike.values()].flatMap((some) => {
    const { ranges } = setOf(some.map(({ address }) => address));
    const runs = grouped(some, ({ address }) => [address === null ? null : rangeWith(ranges, address)]);
    return [...runs].map(([run, own]) => {
      const [{ row }] = own;
      return { ...row, from: run ? sayRun(run) : row.from, ...summed(own.map(({ logged }) => logged)) };
    });
  });
}

function sayRun(run: IpRange): string {
  const [only = "", second] = IpSet.of([run]).toCidrs();
  return second === undefined && run.first < run.last ? only : formatRange(run);
}

function summed(
  logged: readonly LoggedCaller[],
): Omit<ReplayedCallers, keyof JudgedCaller | "tag" | "result"> {
  return {
    callers: logged.length,
    requests: logged.reduce((sum, { succeeded, failed }) => sum + succeeded + failed, 0),
    first: logged.reduce((least, { first }) => Math.min(least, first), Infinity),
    last: logged.reduce((most, { last }) => Math.max(most, last), -Infinity),
  };
}
