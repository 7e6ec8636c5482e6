import { certainEndpoints } from "../access/certain-endpoints.ts";
import type { Reason } from "../access/codes.ts";
import { judgeSource } from "../access/judge-source.ts";
import { type Source, subnetLabel, subnetName } from "../access/source.ts";
import type { Verdict, VerdictWord } from "../access/verdict.ts";
import { ownVaults, type VaultAcrossWorlds } from "../access/worlds.ts";
import { known } from "../evaluate/values/value.ts";
import { declaredCandidates, isCertain, type KnownRoot } from "../forbidden/candidates.ts";
import { formatRange, type IpRange, parseIpv4, rangeWith } from "../ip/ip-range.ts";
import { IpSet, publicAddresses } from "../ip/ip-set.ts";
import { addTo, grouped } from "../logic/grouped.ts";
import { sameResource } from "../network/ids/links.ts";
import { isNamed } from "../network/ids/vault-named.ts";
import type { Subnet } from "../network/network.ts";
import { reportSubnets, subnetsHolding } from "../report/subnets.ts";
import { builtInTags } from "../services/built-in-tags.ts";
import { findService } from "../services/catalogue.ts";
import type { Span } from "../text/document.ts";
import { foldName } from "../text/fold.ts";
import type { Analysis } from "../workspace/analyzer.ts";
import { sourceAmong } from "../workspace/outside/pipeline-sources.ts";
import type { LoggedCaller, ReadLog } from "./log-reader.ts";

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
  /** Given of an address that can be a client of the public endpoint. */
  readonly address: number | null;
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
export interface ReplayedCallers extends Judged, Pick<JudgedCaller, "from" | "before"> {
  /** The smallest tag of Azure's services that has the addresses. */
  readonly tag: string | null;
  readonly callers: number;
  readonly requests: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly result: "succeeded" | "failed" | "both";
}

export interface Replay {
  readonly vaults: readonly ReplayedVault[];
  /** The names of vaults in the log that no template certainly declares. */
  readonly missing: readonly string[];
}

/** Judges the callers of a log against templates, and, if there is a base, against those as well. */
export function replay(
  { callers }: Pick<ReadLog, "callers">,
  analyses: readonly Analysis[],
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
      return {
        ...{ analysis, across },
        callers: judgedAt({ analysis, across }, calling, analyses).map((each, at) => ({
          ...each,
          before: base && (then?.[at]?.verdict ?? "denied"),
        })),
      };
    });
  });
  return { vaults, missing: missing.sort() };
}

type VaultAt = Pick<ReplayedVault, "analysis" | "across">;

/** The vaults of a name in each environment: those that certainly have it, else the only one that may; else those of states. */
function vaultsNamed(name: string, analyses: readonly Analysis[]): readonly VaultAt[] {
  const at = ({ worlds }: KnownRoot): Analysis | undefined => analyses.find((each) => each.worlds === worlds);
  const found = declaredCandidates(name, analyses, undefined).filter(({ across }) => across.exists !== "no");
  const certain = found.filter((each) => isCertain(each, name));
  const isOne = new Set(found.map(({ root, across }) => `${root} ${across.key}`)).size === 1;
  const declared = certain.length > 0 ? certain : isOne ? found : [];
  const placed = declared.flatMap((each) => {
    const analysis = at(each);
    return analysis ? [{ analysis, across: each.across }] : [];
  });
  if (placed.length > 0) return placed;
  return analyses.flatMap((analysis) =>
    ownVaults(analysis.worlds)
      .filter(({ vault }) => vault.state !== null && isNamed(vault, name) === "yes")
      .map((across) => ({ analysis, across })),
  );
}

/** Each caller with its answer, in the order given. */
function judgedAt(
  at: VaultAt,
  calling: readonly LoggedCaller[],
  analyses: readonly Analysis[],
): readonly Omit<JudgedCaller, "before">[] {
  const addressOf = ({ kind, at: text }: LoggedCaller): number | null => {
    const address = kind === "address" ? parseIpv4(text) : undefined;
    return address !== undefined && publicAddresses.has(address) ? address : null;
  };
  const addresses = calling.map(addressOf);
  const answers = addressAnswers(
    at.across,
    IpSet.of(addresses.flatMap((each) => (each === null ? [] : [{ first: each, last: each }]))),
  );
  return calling.map((logged, index) => {
    const address = addresses[index] ?? null;
    const answer = address === null ? null : answers.find(({ set }) => set.has(address));
    if (answer) return { logged, address, from: logged.at, ...answer.judged };
    const { from, source } = sourceOf(logged, at, analyses);
    return { logged, address, from, ...judgedFrom(at.across, logged, source) };
  });
}

/** One question about all addresses, and one about each part that gets another answer. */
function addressAnswers(
  across: VaultAcrossWorlds,
  all: IpSet,
): readonly { readonly set: IpSet; readonly judged: Judged }[] {
  const ask = (addresses: IpSet): Verdict | null =>
    answerTo(across, { kind: "caller", caller: { kind: "addresses", addresses } });
  const whole = all.isEmpty ? null : ask(all);
  if (!whole) return [];
  return (["allowed", "denied", "unknown"] as const).flatMap((part) => {
    const set = whole[part];
    const answer = set.isEmpty ? null : set.equals(all) ? whole : ask(set);
    return answer ? [{ set, judged: judgedBy(answer, across) }] : [];
  });
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
  const hasEndpoint = across.views.every(
    ({ vault, world }) => certainEndpoints(vault, world.network).length > 0,
  );
  if (isPrivate && hasEndpoint) return { verdict: "allowed", reason: "ALLOW_PRIVATE_ENDPOINT", span };
  if (isPrivate) return { verdict: "depends", reason: "DEPENDS_EXISTING", span };
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
    const service = findService(at.trim());
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
  const address = parseIpv4(at) ?? 0;
  const addresses = IpSet.of([{ first: address, last: address }]);
  return { from: at, source: { kind: "caller", caller: { kind: "addresses", addresses, isSeen: true } } };
}

function subnetOfId(id: string, among: readonly Analysis[]): string | null {
  for (const { worlds } of among)
    for (const { network } of worlds) {
      const found = network.subnets.find((subnet) => isSubnetOf(subnet, id));
      if (found) return subnetName(found, network);
    }
  return null;
}

/** Templates rarely say in which subscription they are deployed: then the names have to do. */
function isSubnetOf(subnet: Subnet, id: string): boolean {
  const same = sameResource(known(id, { span: subnet.label }), subnet.id);
  const [, network = "", name = ""] = /\/virtualnetworks\/([^/]+)\/subnets\/([^/]+)$/i.exec(id) ?? [];
  return (
    same === "yes" || (same === "maybe" && foldName(subnetLabel(subnet)) === foldName(`${network}/${name}`))
  );
}

function subnetOfAddress(text: string, among: readonly Analysis[]): string | null {
  const address = parseIpv4(text) ?? 0;
  const addresses = IpSet.of([{ first: address, last: address }]);
  for (const { worlds } of among) {
    const holding = subnetsHolding(addresses, reportSubnets(worlds)).filter(
      ({ prefixes }) => prefixes.length > 0,
    );
    const [only, second] = holding;
    if (only) return second ? null : only.label;
  }
  return null;
}

/** The callers of a vault, neighboring addresses of one tag together if all is the same of them. */
export function rowsOf({ callers }: ReplayedVault): readonly ReplayedCallers[] {
  const tags = tagsOf(
    IpSet.of(callers.flatMap(({ address }) => (address === null ? [] : [{ first: address, last: address }]))),
  );
  const tagOf = (address: number | null): string | null =>
    address === null ? null : (tags.find(({ addresses }) => addresses.has(address))?.name ?? null);
  const alike = [
    ...grouped(callers, (each) => [
      JSON.stringify([
        tagOf(each.address),
        each.verdict,
        each.reason,
        each.before,
        resultOf(each),
        each.span,
        each.address === null && each.from,
      ]),
    ]).values(),
  ];
  return alike.flatMap((some) => {
    const [{ from, address, span, verdict, reason, before }] = some;
    const shared = { span, verdict, reason, before, tag: tagOf(address), result: resultOf(some[0]) };
    if (address === null) return [{ from, ...shared, ...summed(some) }];
    return runsOf(some).map(([run, each]) => ({ from: sayRun(run), ...shared, ...summed(each) }));
  });
}

function runsOf(callers: readonly JudgedCaller[]): readonly (readonly [IpRange, readonly JudgedCaller[]])[] {
  const { ranges } = IpSet.of(callers.map(({ address }) => ({ first: address ?? 0, last: address ?? 0 })));
  const runs = new Map<IpRange, JudgedCaller[]>();
  for (const each of callers) {
    const run = rangeWith(ranges, each.address ?? 0);
    if (run) addTo(runs, run, each);
  }
  return [...runs];
}

function sayRun(run: IpRange): string {
  const [only = "", second] = IpSet.of([run]).toCidrs();
  return second === undefined && run.first < run.last ? only : formatRange(run);
}

function summed(
  callers: readonly JudgedCaller[],
): Pick<ReplayedCallers, "callers" | "requests" | "first" | "last"> {
  const times = (which: "first" | "last"): readonly number[] =>
    callers.flatMap(({ logged }) => logged[which] ?? []);
  const [firsts, lasts] = [times("first"), times("last")];
  return {
    callers: callers.length,
    requests: callers.reduce((sum, { logged }) => sum + logged.succeeded + logged.failed, 0),
    first: firsts.length === 0 ? null : firsts.reduce((a, b) => Math.min(a, b)),
    last: lasts.length === 0 ? null : lasts.reduce((a, b) => Math.max(a, b)),
  };
}

function resultOf({
  logged: { succeeded, failed },
}: Pick<JudgedCaller, "logged">): ReplayedCallers["result"] {
  return failed === 0 ? "succeeded" : succeeded === 0 ? "failed" : "both";
}

/** The addresses by the smallest tag that has them. */
function tagsOf(all: IpSet): readonly { readonly name: string; readonly addresses: IpSet }[] {
  const bySize = builtInTags.names
    .map((name) => ({ name, addresses: builtInTags.addressesOf(name) ?? IpSet.empty }))
    .filter(({ addresses }) => addresses.overlaps(all))
    .sort((a, b) => a.addresses.size - b.addresses.size || (a.name < b.name ? -1 : 1));
  let rest = all;
  return bySize.flatMap(({ name, addresses }) => {
    const own = rest.intersect(addresses);
    rest = rest.minus(own);
    return own.isEmpty ? [] : [{ name, addresses: own }];
  });
}
