import type { GateName } from "../access/codes.ts";
import type { GateFact } from "../access/gate-fact.ts";
import type { FailureShape, HintFact, RemedyFact } from "../access/refusal.ts";
import type { VaultLabel } from "../access/vault-label.ts";
import type { Fix } from "../fixes/fix.ts";
import type { VerdictReport } from "../report/verdicts.ts";
import type { Span } from "../text/document.ts";

/** What would let a connection pass a gate, by the first of its facts that stands in the way; null if none says it. */
export function remedyFor(
  facts: readonly GateFact[],
  vault: VaultLabel,
  resolved: Symptom["resolved"],
): RemedyFact | null {
  for (const fact of factsIn(facts)) {
    const remedy = remedyOf(fact, vault, resolved);
    if (remedy) return remedy;
  }
  return null;
}

/** What would let a caller pass the gate on the path to a vault that stops it, or get to its private endpoint. */
export function remediesFor({ verdict, steps, ...report }: VerdictReport): readonly RemedyFact[] {
  if (verdict !== "denied") return [];
  const vault: VaultLabel = { name: report.vaultName, symbol: report.vault, namedBy: report.namedBy };
  const resolution = steps.find(({ gate }) => gate === "name-resolution");
  const resolved = resolvesTo(resolution?.facts ?? []);
  const remedies = steps.flatMap(({ outcome, facts }) =>
    outcome === "deny" ? (remedyFor(facts, vault, resolved) ?? []) : [],
  );
  // The vault would allow over its private endpoint what it denies at its public address.
  const isPastEndpoint = factsIn(resolution?.facts ?? []).some(
    (fact) => fact.kind === "name-public" && fact.why === "zone-not-linked",
  );
  return remedies.length === 0 && isPastEndpoint ? [{ kind: "link-zone", vault }] : remedies;
}

type SimpleFact = ReturnType<typeof factsIn>[number];

function remedyOf(fact: SimpleFact, vault: VaultLabel, resolved: Symptom["resolved"]): RemedyFact | null {
  switch (fact.kind) {
    case "name-missing":
      return { kind: "register-name", link: fact.link, vault };
    case "dns-server-unknown":
      return { kind: "forward-to-azure-dns", server: fact.address };
    case "security-rule":
    case "default-security-rule": {
      const { direction, group, rule: before, effect } = fact;
      if (effect === "allows") return null;
      return {
        kind: "allow-in-group",
        direction,
        group,
        to: resolved && destinations[resolved],
        before,
      };
    }
    case "security-rules-unknown":
      return { kind: "check-group", group: fact.group };
    case "next-hop":
      return remedyOfHop(fact, resolved === "public");
    case "zones-conflict":
      return { kind: "unlink-zone", links: fact.links };
    case "private-needs-route-all":
      return { kind: "route-all" };
    case "no-outbound-access":
      return { kind: "add-outbound-access" };
    case "networks-not-connected":
      return { kind: "connect-networks", endpoint: fact.endpoint };
    case "firewall-rule":
      return fact.effect === "allows" ? null : { kind: "allow-in-firewall", firewall: fact.firewall };
    case "firewall-matches-nothing":
    case "firewall-rules-unseen":
      return { kind: "allow-in-firewall", firewall: fact.firewall };
    default:
      return null;
  }
}

/** The tags that contain the public addresses of vaults, and their private endpoints. */
const destinations = { public: "AzureKeyVault", private: "VirtualNetwork" } as const;

function remedyOfHop(
  { hop, route, to }: Extract<GateFact, { readonly kind: "next-hop" }>,
  isPublic: boolean,
): RemedyFact | null {
  switch (hop) {
    case "None":
      return route === null ? null : { kind: "change-route", route, isPublic };
    case "VirtualAppliance":
    case "VirtualNetworkGateway":
      return { kind: "check-next-hop", hop: to ?? hop };
    default:
      return null;
  }
}

/** What a log says of a failed call that gates can explain. */
export interface Symptom {
  readonly shape: FailureShape;
  /** Whether the name resolved to the address of a private endpoint; null if the log does not show it. */
  readonly resolved: "private" | "public" | null;
  /** What should have issued a token: Microsoft Entra ID, or an endpoint of the caller's own machine; null for other failures. */
  readonly issuer: "entra" | "machine" | null;
}

/** A gate on the way of one caller at which a connection may have ended as a log says. */
export interface GateMet {
  readonly gate: GateName;
  /** "deny" if the templates say that it ends there, "maybe" if they leave it open. */
  readonly outcome: "deny" | "maybe";
  readonly facts: readonly GateFact[];
  /** What the facts do not say by themselves. */
  readonly hint: HintFact | null;
  /** What decides. */
  readonly span: Span | null;
  readonly remedy: RemedyFact | null;
  /** The change that opens it, where it is not one that lets the caller in at the vault. */
  readonly fix?: Fix | null;
}

/** The facts themselves, under whichever assumption they hold. */
export function factsIn(facts: readonly GateFact[]): readonly Exclude<GateFact, { readonly kind: "when" }>[] {
  return facts.flatMap((fact) => (fact.kind === "when" ? factsIn(fact.facts) : [fact]));
}

/** What the name of a vault resolves to, by the facts of that gate; null if that is not certain. */
export function resolvesTo(facts: readonly GateFact[]): "public" | "private" | null {
  const said = factsIn(facts);
  if (said.length === 0) return null;
  if (said.every(({ kind }) => kind === "name-public")) return "public";
  return said.every((fact) => fact.kind === "name-private" && !fact.isAssumed) ? "private" : null;
}
