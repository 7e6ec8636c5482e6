import { certainEndpoints } from "../access/certain-endpoints.ts";
import type { AdviceFact, DriftFact, ExplainedShape, FailureAdvice, LoggedBy } from "../access/refusal.ts";
import { titleKey } from "../fixes/fix.ts";
import { IpSet, privateAddresses } from "../ip/ip-set.ts";
import { parseAddressSource } from "../ip/source-text.ts";
import type { VerdictReport } from "../report/verdicts.ts";
import type { DocumentId } from "../text/document.ts";
import {
  aboutCandidates,
  candidatesWithLookups,
  type Found,
  type KnownRoot,
  likely,
  type Meant,
  showCandidate,
  type VaultCandidate,
} from "./candidates.ts";
import { isPrivateLinkName } from "./endpoint.ts";
import { type Fitting, type FittingGate, fittingGates } from "./fitting-gates.ts";
import { type ForbiddenFix, shown } from "./fixes.ts";
import type { Symptom } from "./remedy.ts";
import type { ConnectionFailure } from "./read-failure.ts";

/** Compares a failed connection with the templates at hand; `meant` selects the vault if the text does not name it. */
export function explainFailure(
  failure: ConnectionFailure,
  roots: readonly KnownRoot[],
  meant?: Meant,
): Explanation {
  const { shape, vault, host, address, port, resolver, loggedBy } = failure;
  const all = candidatesWithLookups(vault, roots, meant);
  const found = likely(all);
  const symptom: Symptom = { shape, resolved: resolvedTo(failure), issuer: issuerOf(failure) };
  const fitting = fittingGates(found, symptom);
  return {
    shape,
    client: null,
    vault,
    networkDecision: !answered.has(shape),
    candidates: all.map(showCandidate),
    template: null,
    root: null,
    environment: null,
    drift: [],
    fixes: offeredFixes(fitting),
    advice: [...aboutCandidates(all, vault, meant), ...adviceFor(failure, found, fitting)],
    connection: { host, address, port, resolver, loggedBy, gates: fitting.gates },
  };
}

/** What can be written, each once. */
function offeredFixes({ gates }: Fitting): readonly ForbiddenFix[] {
  const fixes = new Map(gates.flatMap(({ fix }) => (fix ? [[titleKey(fix), fix] as const] : [])));
  return [...fixes.values()].map(shown);
}

/** Failures that are no decision of the network. */
const answered = new Set<ConnectionFailure["shape"]>([
  "sign-in",
  "not-found",
  "invalid-reference",
  "unexplained",
]);

function resolvedTo({ shape, address }: ConnectionFailure): Symptom["resolved"] {
  const source = address === null || shape === "token" ? null : parseAddressSource(address);
  if (source?.kind !== "ipv4") return null;
  return IpSet.of([source.range]).isSubsetOf(privateAddresses) ? "private" : "public";
}

/** The endpoints of machines and apps have no host of their own, or one that only they can reach. */
function issuerOf({ shape, host }: ConnectionFailure): Symptom["issuer"] {
  if (shape !== "token") return null;
  const isLocal = host === null || host === "localhost" || host === "169.254.169.254";
  return isLocal ? "machine" : "entra";
}

/** What to look at, most likely first. */
function adviceFor(
  failure: ConnectionFailure,
  found: readonly Found[],
  fitting: Fitting,
): readonly AdviceFact[] {
  return [
    ...(found.length === 0 && !answered.has(failure.shape)
      ? [{ kind: "no-template", vault: failure.vault } as const]
      : []),
    ...aboutExistence(failure, found),
    ...aboutAddress(failure, found),
    ...(found.length === 0 ? [] : nothingFits(failure, fitting)),
    ...checksFor(failure).map((kind): AdviceFact => ({ kind })),
    ...aboutResolver(failure),
  ];
}

/** A name that is not found may be that of a vault that does not exist. */
function aboutExistence({ shape, vault }: ConnectionFailure, found: readonly Found[]): readonly AdviceFact[] {
  if (shape !== "name-resolution" && shape !== "vault-not-found") return [];
  const isDeclared = found.some(({ across }) => !across.vault.existing);
  return [{ kind: "vault-may-not-exist", vault, isDeclared }];
}

function aboutAddress(failure: ConnectionFailure, found: readonly Found[]): readonly AdviceFact[] {
  const resolved = resolvedTo(failure);
  const { address } = failure;
  if (resolved === null || address === null || found.length === 0) return [];
  const endpoints = found.flatMap(({ across }) =>
    across.views.flatMap(({ vault, world }) => certainEndpoints(vault, world.network)),
  );
  const [endpoint] = endpoints;
  if (resolved === "public")
    return endpoint ? [{ kind: "public-address", address, endpoint: endpoint.symbol }] : [];
  return endpoint ? [] : [{ kind: "private-address", address }];
}

function nothingFits(
  { shape }: ConnectionFailure,
  { gates, declared, possible }: Fitting,
): readonly AdviceFact[] {
  const what = explainedBy[shape];
  if (!what || gates.length > 0) return [];
  if (declared === 0) return [{ kind: "no-caller-declared" }];
  return possible === 0 ? [] : [{ kind: "nothing-fits", what }];
}

/** What templates declare that could explain a failure; nothing where they cannot. */
const explainedBy: Readonly<Partial<Record<ConnectionFailure["shape"], "name" | "connection" | "token">>> = {
  "name-resolution": "name",
  "vault-not-found": "name",
  "dns-server": "name",
  timeout: "connection",
  refused: "connection",
  token: "token",
};

const checks: Readonly<Record<ConnectionFailure["shape"], readonly FailureAdvice[]>> = {
  "name-resolution": ["look-up-name"],
  "vault-not-found": ["look-up-name"],
  "dns-server": ["check-dns-server"],
  timeout: ["check-effective-rules"],
  refused: ["connection-cut"],
  tls: ["tls-inspection"],
  proxy: ["proxy-settings"],
  token: ["entra-hosts"],
  "sign-in": ["check-credentials"],
  "not-found": ["check-object-name"],
  "invalid-reference": ["check-reference"],
  unexplained: ["see-details"],
};

function checksFor(failure: ConnectionFailure): readonly FailureAdvice[] {
  const { shape, host, loggedBy, tokenFailure } = failure;
  if (shape === "tls" && host !== null && isPrivateLinkName(host)) return ["certificate-name"];
  const own = issuerOf(failure) === "machine" ? (["metadata-service"] as const) : checks[shape];
  const isOfName = tokenFailure === "name-resolution" || tokenFailure === "dns-server";
  const platform = answered.has(shape) || loggedBy === null ? [] : (placeOfCaller[loggedBy] ?? []);
  return [...own, ...(isOfName ? checks["dns-server"] : []), ...platform];
}

/** What else is on the way of calls from a platform. */
const placeOfCaller: Readonly<Partial<Record<LoggedBy, readonly FailureAdvice[]>>> = {
  "app-service": ["app-integration"],
  kubernetes: ["pod-network"],
};

/** Azure's own DNS: https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16 */
const azureDns = "168.63.129.16";

/** A resolver on the caller's own machine says nothing of the server that it asked. */
function aboutResolver({ resolver }: ConnectionFailure): readonly AdviceFact[] {
  if (resolver === null || resolver.startsWith("127.")) return [];
  return [{ kind: "answered-by", resolver, isAzure: resolver === azureDns }];
}

/** Why a call failed, and what templates say of the same call. */
export interface Explanation {
  readonly shape: ExplainedShape;
  /** The address that the service saw; null if the text does not contain it. */
  readonly client: string | null;
  /** The name of the vault; null if the text does not contain it. */
  readonly vault: string | null;
  /** False: the network let the call through. */
  readonly networkDecision: boolean;
  /** The vaults of templates that may be meant. */
  readonly candidates: readonly VaultCandidate[];
  /** What the template of the only candidate says of the client, or of any client where the text names none. */
  readonly template: VerdictReport | null;
  /** The root of that template, and the environment that it is evaluated in. */
  readonly root: DocumentId | null;
  readonly environment: string | null;
  readonly drift: readonly DriftFact[];
  readonly fixes: readonly ForbiddenFix[];
  readonly advice: readonly AdviceFact[];
  /** Of a call that the vault did not answer; null for a rejection. */
  readonly connection: FailedConnection | null;
}

/** What a log says of a connection that failed, and where templates say that it may have ended. */
export interface FailedConnection extends Pick<
  ConnectionFailure,
  "host" | "address" | "port" | "resolver" | "loggedBy"
> {
  readonly gates: readonly FittingGate[];
}
