import type { AdviceFact, DriftFact, ExplainedShape } from "../access/refusal.ts";
import type { VerdictReport } from "../report/verdicts.ts";
import type { DocumentId } from "../text/document.ts";
import type { VaultCandidate } from "./candidates.ts";
import type { FittingGate } from "./fitting-gates.ts";
import type { ForbiddenFix } from "./fixes.ts";
import type { ConnectionFailure } from "./read-failure.ts";

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
