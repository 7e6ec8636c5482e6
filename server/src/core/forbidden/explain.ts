import { readSource, type Source } from "../access/source.ts";
import { vaultAsWritten } from "../access/worlds.ts";
import { isNamed } from "../network/ids/vault-uri.ts";
import { driftAcross, factsOfDrift, type VaultIn, wordOfSetting } from "../report/drift.ts";
import { reportVerdicts, type VerdictReport } from "../report/verdicts.ts";
import {
  aboutCandidates,
  declaredCandidates,
  type Found,
  isCertain,
  type KnownRoot,
  likely,
  type Meant,
  showCandidate,
} from "./candidates.ts";
import { explainFailure, type Explanation } from "./explain-failure.ts";
import { clientAddress, fixesFor } from "./fixes.ts";
import type { DocumentId } from "../text/document.ts";
import { callerOf, concerns, vaultMentioned } from "./about.ts";
import type { Forbidden, LoggedError } from "./read.ts";
import {
  bypass,
  type Bypass,
  defaultAction,
  type DefaultAction,
  type Effective,
  publicAccess,
  type PublicAccess,
} from "../access/effective.ts";
import type { AdviceFact, DriftFact, ForbiddenShape } from "../access/refusal.ts";
import type { Vault } from "../network/network.ts";

/**
 * Compares a failed call with the templates at hand; `meant` selects the vault if the text does not name it, `plans` say which of the
 * roots are modules that nothing calls, and `log` is searched for the name of a vault if nothing in it says of a word that it is one.
 */
export function explain(
  error: LoggedError,
  roots: readonly KnownRoot[],
  meant?: Meant,
  plans: readonly { readonly root: DocumentId; readonly isUncalled: boolean }[] = [],
  log = "",
): Explanation {
  const uncalled = new Set(plans.flatMap(({ root, isUncalled }) => (isUncalled ? [root] : [])));
  const known = roots.map(({ root, environment, worlds }) => ({
    ...{ root, environment, worlds },
    isUncalled: uncalled.has(root),
  }));
  const vault = error.vault ?? (meant ? null : vaultMentioned(log, roots));
  return error.kind === "failure"
    ? explainFailure({ ...error, vault }, known, meant)
    : explainForbidden({ ...error, vault }, known, meant);
}

function explainForbidden(forbidden: Forbidden, roots: readonly KnownRoot[], meant?: Meant): Explanation {
  const { shape, client, vault: name } = forbidden;
  const networkDecision = shape !== "permission" && !isRejection(shape);
  const found = candidatesFor(forbidden, roots, meant);
  const only = onlyOf(likely(found), forbidden);
  const deployed = deployedVaults(forbidden, roots);
  const template = only && networkDecision ? verdictAt(only, forbidden) : null;
  const isSame = only !== null && isCertain(only, name, meant);
  return {
    shape,
    client,
    vault: name,
    networkDecision,
    candidates: found.map(showCandidate),
    template,
    root: template && only ? only.root : null,
    environment: template && only ? only.environment : null,
    drift:
      isSame && networkDecision
        ? [
            // A template does not say what is only assumed of it, and one of a vault that may be another one says nothing.
            ...driftOf((vaultAsWritten(only.across) ?? only.across).vault, deployedStates[shape] ?? nothing),
            ...deployed.flatMap((each) => driftAcross(only.across, each).flatMap(factsOfDrift)),
          ]
        : [],
    fixes: fixesFor(forbidden, template, only),
    advice: [
      ...aboutCandidates(found, name, meant),
      ...adviceFor(forbidden, { template, isSame, isFound: found.length > 0 }),
    ],
    connection: null,
  };
}

/** Azure rejected a deployment: nothing called the vault. */
function isRejection(shape: ForbiddenShape): boolean {
  return shape.startsWith("rejected-");
}

/** Where the text does not name the vault, those that have what it names, or that the caller uses which it names. */
function candidatesFor(
  { vault, about }: Forbidden,
  roots: readonly KnownRoot[],
  meant: Meant | undefined,
): readonly Found[] {
  const found = declaredCandidates(vault, roots, meant);
  if (vault !== null || meant || !about) return found;
  const concerned = found.filter(({ across }) => concerns(about, across));
  return concerned.length === 0 && about.kind === "consumer" ? found : concerned;
}

/** The only candidate; of one vault in several environments the first that decides as the service did, which said no. */
function onlyOf(found: readonly Found[], asked: Forbidden): Found | null {
  const [first] = found;
  if (!first) return null;
  const isOneVault = found.every(
    ({ root, across }) => root === first.root && across.key === first.across.key,
  );
  if (!isOneVault) return null;
  return found.find((each) => verdictAt(each, asked)?.verdict !== "allowed") ?? first;
}

/** The vaults of that name that states say are deployed. */
function deployedVaults({ vault: name }: Forbidden, roots: readonly KnownRoot[]): readonly VaultIn[] {
  if (name === null) return [];
  return roots.flatMap(({ worlds }) =>
    worlds.flatMap(({ network }) =>
      network.vaults
        .filter((vault) => vault.state === "deployed" && isNamed(vault, name) === "yes")
        .map((vault) => ({ vault, network })),
    ),
  );
}

/** The caller that the service saw. It names a private address only of traffic that arrived over a service endpoint. */
function sourceOf({ client }: Forbidden): { readonly from: string; readonly source: Source } {
  const from = client ?? "internet";
  const seen = clientAddress(client);
  if (seen.kind === "private") {
    const { addresses } = seen;
    return { from, source: { kind: "caller", caller: { kind: "addresses", addresses, isSeen: true } } };
  }
  const reading = readSource(from);
  return {
    from,
    source: "source" in reading ? reading.source : { kind: "caller", caller: { kind: "internet" } },
  };
}

/** Of a consumer with several scenarios, that of the service that the text names. */
function verdictAt({ worlds, across }: Found, forbidden: Forbidden): VerdictReport | null {
  const { client, about } = forbidden;
  const { from, source } = (client === null ? callerOf(about, across) : null) ?? sourceOf(forbidden);
  const verdicts = reportVerdicts(worlds, from, source, across.key);
  const services = about?.kind === "consumer" ? about.services : [];
  return verdicts.find(({ scenario }) => services.includes(scenario?.service ?? "")) ?? verdicts[0] ?? null;
}

/** Where the deployed vault, as the service describes it, differs from its template. */
function driftOf(vault: Vault, deployed: DeployedState): readonly DriftFact[] {
  const isSecured = wordOfSetting(publicAccess(vault)) === "SecuredByPerimeter";
  return [
    ...(isSecured ? [] : differs("publicNetworkAccess", deployed.publicNetworkAccess, publicAccess(vault))),
    ...differs("defaultAction", deployed.defaultAction, defaultAction(vault)),
    ...differs("bypass", deployed.bypass, bypass(vault)),
  ];
}

function differs(
  property: Extract<DriftFact, { readonly kind: "setting" }>["property"],
  deployed: string | null,
  setting: Effective<string>,
): readonly DriftFact[] {
  const template = wordOfSetting(setting);
  if (deployed === null || template === null || template === deployed) return [];
  return [{ kind: "setting", property, deployed, by: "service", template, byDefault: setting.byDefault }];
}

/** What to look at, most likely first; `isSame` if the template certainly declares the vault, `isFound` if one may. */
function adviceFor(
  { shape, client, vault, about }: Forbidden,
  {
    template,
    isSame,
    isFound,
  }: Record<"isSame" | "isFound", boolean> & { readonly template: VerdictReport | null },
): readonly AdviceFact[] {
  if (shape === "permission") return [{ kind: "grant-role" }];
  if (shape === "wrong-endpoint") return [{ kind: "correct-dns-record" }];
  const unknown: readonly AdviceFact[] = isFound ? [] : [{ kind: "no-template", vault }];
  if (isRejection(shape)) return [...unknown, ...demandedBy(about)];
  const isConsumer = about?.kind === "consumer";
  const agents: readonly AdviceFact[] = isConsumer ? [] : [{ kind: "hosted-agents" }];
  if (shape === "consumer" && template?.verdict !== "denied") {
    const allows: readonly AdviceFact[] = template?.verdict === "allowed" ? [{ kind: "network-allows" }] : [];
    return [...unknown, ...allows, { kind: "check-permission" }];
  }
  if (isSame && template?.verdict === "allowed") return [...whyDeployedMayDiffer(client), ...agents];
  const perimeter: readonly AdviceFact[] = shape === "perimeter" ? [{ kind: "perimeter-rule" }] : [];
  return [...unknown, ...seenFrom(client), ...perimeter, ...agents];
}

/** What Azure did not accept, and what to write instead. */
function demandedBy(about: Forbidden["about"]): readonly AdviceFact[] {
  switch (about?.kind) {
    case "ip-rule":
      return [{ kind: "remove-address", rule: about.rule }];
    case "subnet":
      return [{ kind: "turn-on-endpoint", subnet: about.subnet }];
    default:
      return [{ kind: "policy-demands" }];
  }
}

function seenFrom(client: string | null): readonly AdviceFact[] {
  if (client === null || clientAddress(client).kind !== "private") return [];
  return [{ kind: "private-client", client }];
}

/** The template lets the client in, and the service did not. */
function whyDeployedMayDiffer(client: string | null): readonly AdviceFact[] {
  return [
    { kind: "deployed-differs" },
    { kind: "compare-deployed" },
    ...(client === null ? [] : [{ kind: "check-egress", client } as const]),
    { kind: "service-endpoint-hides-address" },
    { kind: "check-private-dns" },
  ];
}

/** What a text of the service reveals about the deployed vault; null if nothing. */
interface DeployedState {
  readonly publicNetworkAccess: PublicAccess | null;
  readonly defaultAction: DefaultAction | null;
  readonly bypass: Bypass | null;
}

const nothing: DeployedState = { publicNetworkAccess: null, defaultAction: null, bypass: null };

/** The states that produce the texts, according to public issues; the firewall applies only while public access is enabled. */
const deployedStates: Readonly<Partial<Record<ForbiddenShape, DeployedState>>> = {
  firewall: { publicNetworkAccess: "Enabled", defaultAction: "Deny", bypass: "AzureServices" },
  "firewall-bypass-none": { publicNetworkAccess: "Enabled", defaultAction: "Deny", bypass: "None" },
  disabled: { ...nothing, publicNetworkAccess: "Disabled", bypass: "AzureServices" },
  "disabled-bypass-none": { ...nothing, publicNetworkAccess: "Disabled", bypass: "None" },
};
