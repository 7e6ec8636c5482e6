import type { FailureFact } from "../logic/isolated.ts";
import type { SyntaxFault } from "./syntax-fault.ts";

/** Why a file cannot be used as a state. Each of them could change an answer, so none is overlooked. */
export type StateFault =
  /** There is no such file, or it cannot be read. */
  | { readonly kind: "not-read" }
  | { readonly kind: "not-a-state" }
  | { readonly kind: "syntax"; readonly fault: SyntaxFault }
  | { readonly kind: "failed"; readonly why: FailureFact };
