import type { AdviceFact, DriftFact } from "../access/refusal.ts";
import { readSource } from "../access/source.ts";
import type { Source } from "../access/source.ts";
import type { VaultAcrossWorlds, World } from "../access/worlds.ts";
import { ownVaults } from "../access/worlds.ts";
import { isNamed } from "../network/ids/vault-named.ts";
import type { VaultIn } from "../report/drift.ts";
import { driftAcross, factsOfDrift } from "../report/drift.ts";
import type { VerdictReport } from "../report/verdicts.ts";
import { reportVerdicts } from "../report/verdicts.ts";
import type { DocumentId } from "../text/span.ts";
import { adviceFor } from "./advice.ts";
import { driftOf } from "./drift.ts";
import type { ForbiddenFix } from "./fixes.ts";
import { fixesFor } from "./fixes.ts";
import { deployedStates } from "./meaning.ts";
import type { Forbidden } from "./read.ts";

/** Why the service said no, and what templates say of the same call. */
export interface Explanation extends Forbidden {
  /** False: the network let the call through. */
  readonly networkDecision: boolean;
  /** The vaults of templates that may be meant. */
  readonly candidates: readonly VaultCandidate[];
  /** What the template of the only candidate says of the client, or of any client where the text names none. */
  readonly template: VerdictReport | null;
  /** The root of that template, and the environment that it is judged under. */
  readonly root: DocumentId | null;
  readonly environment: string | null;
  readonly drift: readonly DriftFact[];
  readonly fixes: readonly ForbiddenFix[];
  readonly advice: readonly AdviceFact[];
}

export interface VaultCandidate {
  readonly root: DocumentId;
  /** Null where defaults count. */
  readonly environment: string | null;
  readonly key: string;
  readonly symbol: string;
}

interface KnownRoot {
  readonly root: DocumentId;
  readonly environment: string | null;
  readonly worlds: readonly World[];
}

/** Compares a 403 with the templates at hand; `meant` selects the vault if the text does not name it. */
export function explainForbidden(
  forbidden: Forbidden,
  roots: readonly KnownRoot[],
  meant?: Meant,
): Explanation {
  const { shape } = forbidden;
  const networkDecision = shape !== "permission";
  const found = candidatesFor(forbidden, roots, meant);
  const only = onlyOf(found, sourceOf(forbidden));
  const deployed = deployedVaults(forbidden, roots);
  const template = only && networkDecision ? verdictAt(only, sourceOf(forbidden)) : null;
  const vault = only?.across.vault;
  return {
    ...forbidden,
    networkDecision,
    candidates: found.map(({ root, environment, across }) => ({
      root,
      environment,
      key: across.key,
      symbol: across.vault.symbol,
    })),
    template,
    root: template && only ? only.root : null,
    environment: template && only ? only.environment : null,
    drift:
      vault && networkDecision
        ? [
            ...driftOf(vault, deployedStates[shape]),
            ...deployed.flatMap((each) => driftAcross(only.across, each).flatMap(factsOfDrift)),
          ]
        : [],
    fixes: fixesFor(forbidden, template, only),
    advice: adviceFor(forbidden, template),
  };
}

interface Found extends KnownRoot {
  readonly across: VaultAcrossWorlds;
}

/** The vault that the user chose, in all its environments unless one is named. */
type Meant = Pick<VaultCandidate, "root" | "key"> & Partial<Pick<VaultCandidate, "environment">>;

/** The only candidate; of one vault in several environments the first that decides as the service did, which said no. */
function onlyOf(
  found: readonly Found[],
  asked: { readonly from: string; readonly source: Source },
): Found | null {
  const [first] = found;
  if (!first) return null;
  const isOneVault = found.every(
    ({ root, across }) => root === first.root && across.key === first.across.key,
  );
  if (!isOneVault) return null;
  return found.find((each) => verdictAt(each, asked)?.verdict !== "allowed") ?? first;
}

/** Vaults of that name; where there is none, those whose name is not known in full and may be that. */
function candidatesFor(
  { vault: name }: Forbidden,
  roots: readonly KnownRoot[],
  meant: Meant | undefined,
): readonly Found[] {
  const all = roots.flatMap((each) => ownVaults(each.worlds).map((across): Found => ({ ...each, across })));
  if (meant)
    return all.filter(
      ({ root, environment, across }) =>
        root === meant.root &&
        across.key === meant.key &&
        (meant.environment === undefined || environment === meant.environment),
    );
  const declared = all.filter(({ across: { vault } }) => !vault.existing && vault.state === null);
  if (name === null) return declared;
  const called = declared.filter(({ across: { vault } }) => isNamed(vault, name) === "yes");
  return called.length > 0
    ? called
    : declared.filter(({ across: { vault } }) => isNamed(vault, name) === "maybe");
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

function sourceOf({ client }: Forbidden): { readonly from: string; readonly source: Source } {
  const from = client ?? "internet";
  const reading = readSource(from);
  return {
    from,
    source: "source" in reading ? reading.source : { kind: "caller", caller: { kind: "internet" } },
  };
}

function verdictAt(
  { worlds, across }: Found,
  { from, source }: { readonly from: string; readonly source: Source },
): VerdictReport | null {
  return reportVerdicts(worlds, from, source).find(({ vaultKey }) => vaultKey === across.key) ?? null;
}
