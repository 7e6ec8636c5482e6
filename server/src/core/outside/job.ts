import type { DocumentId, Span } from "../text/document.ts";
import type { VaultAccess } from "./access.ts";
import type { Given, Needed } from "./handed-on.ts";
import { likelyName, type Names, noNames, piecesOf, type Texts } from "./names.ts";
import type { ToolUse } from "./tool-uses.ts";

/** What runs a job, which decides the addresses that its calls come from. */
export type Machine =
  /** A machine that Microsoft, GitHub or GitLab provides, new for each job, with an address that no rule can list. */
  | {
      readonly kind: "hosted";
      readonly by: "azure-pipelines" | "github" | "gitlab";
      /** It is not in a data center of Azure. */
      readonly isElsewhere: boolean;
    }
  /** A machine of the user's, in a network that the file does not show. */
  | { readonly kind: "private"; readonly pool: string | null }
  /** Whoever runs the script. */
  | { readonly kind: "local" }
  /** Whatever runs the program that has the settings. */
  | { readonly kind: "app" }
  /** A cluster: its nodes, or pods in it. */
  | { readonly kind: "cluster"; readonly from: "node" | "pod" }
  | { readonly kind: "unknown" };

/** What a template says about the vaults of a call. */
export type Through =
  /** A variable group of Azure Pipelines, which may be linked with a vault. */
  | { readonly kind: "group"; readonly name: string }
  /** Terraform is applied in a folder, relative to the one in which the job runs; null if that is not known. */
  | { readonly kind: "terraform"; readonly folder: string | null };

/** A call of a vault, or a change of its settings. */
export interface VaultCall {
  readonly access: VaultAccess;
  /** The names of the vaults, in lower case, each in some run; null if they are not known. */
  readonly vaults: readonly string[] | null;
  /** How the name looks, if it is not known and `likelyName` finds out. */
  readonly likely?: string | null;
  /** What says elsewhere which vaults it calls, if that is not the call itself. */
  readonly through?: Through;
  /** How the file names the vault; empty if it does not. */
  readonly written: string;
  /** Where the vault is named; otherwise, the command. */
  readonly span: Span;
  /** It runs whatever fails before it in its script. */
  readonly runsAtExit: boolean;
  /** Its script runs it only if a condition holds. */
  readonly isInBranch?: boolean;
  /** Its place among the commands of its script. */
  readonly at?: number;
  /** Of a removal, what the addresses need that its script does not say. */
  readonly needs?: readonly Needed[];
}

/** Whether something runs only if nothing before it has failed, only if something has, or in any case. */
export type Outcome = "success" | "failure" | "anything";

export interface Step {
  readonly calls: readonly VaultCall[];
  /** It runs before the steps in front of it. */
  readonly isEarly: boolean;
  /** Only if a condition holds that is evaluated before the run, or with inputs that someone gives who starts it. */
  readonly isConditional: boolean;
  /** What earlier steps must have come to. */
  readonly runsAfter: Outcome;
  /** Its script ends at the first command that fails. */
  readonly stopsAtFailure: boolean;
  /** It runs something that cannot be read and that may change the network settings of a vault, or the network that later calls come from. */
  readonly isUnread: boolean;
  /** It deploys templates with values that only the run knows, such as the address of the machine. */
  readonly deploys: boolean;
  /** What its script gives variables. */
  readonly given: readonly Given[];
  /** What it does with the control plane of Key Vault, and with which tools, in order. */
  readonly tools: readonly ToolUse[];
}

/** A step that only selects the tools of those behind it; none where there is nothing to select. */
export function stepsWith(tools: Step["tools"]): readonly Step[] {
  return tools.length === 0 ? [] : [{ ...plainStep, calls: [], tools }];
}

/** Steps that run one after the other on one machine. */
export interface Job {
  readonly document: DocumentId;
  /** Its identifier; null of a script, and of a pipeline that has no jobs. */
  readonly name: string | null;
  readonly span: Span;
  readonly machine: Machine;
  /** Nothing else of the repository runs before or after it on its machine. */
  readonly isWhole: boolean;
  readonly steps: readonly Step[];
}

/** A step that always runs in its turn. */
export const plainStep: Omit<Step, "calls"> = {
  isEarly: false,
  isConditional: false,
  runsAfter: "success",
  stopsAtFailure: false,
  isUnread: false,
  deploys: false,
  given: [],
  tools: [],
};

/** A job of one step, in the file of its place. */
export function jobOf(span: Span, name: string | null, machine: Machine, step: Partial<Step>): Job {
  const steps = [{ ...plainStep, calls: [], ...step }];
  return { document: span.document, name, span, machine, isWhole: true, steps };
}

function callAt(access: VaultAccess, span: Span, more: Partial<VaultCall> = {}): VaultCall {
  return { access, vaults: null, written: "", span, runsAtExit: false, ...more };
}

/** That Terraform is applied, which requests secrets, keys, and certificates from the machine that it runs on. */
export function applyAt(folder: string | null, span: Span): VaultCall {
  return callAt({ kind: "use" }, span, { through: { kind: "terraform", folder } });
}

/** That templates are deployed, of whichever vaults. */
export function deployAt(span: Span, by: "terraform" | null = null): VaultCall {
  return callAt({ kind: "deploy", by }, span);
}

/** That something is run which is not read and may change the network settings of vaults. */
export function unreadAt(span: Span): VaultCall {
  return callAt({ kind: "unread" }, span);
}

/** A call that reads or changes what is in vaults, where a value names them. */
export function useOf(written: string, vaults: Texts, span: Span, names: Names = noNames): VaultCall {
  const likely = vaults === null ? likelyName({ pieces: piecesOf(written) }, names) : null;
  return callAt({ kind: "use" }, span, { written, vaults, likely });
}
