import type { SourceFault } from "../access/source-fault.ts";
import type { UnderstoodSource } from "../access/source.ts";

/** Why a name of the access file, or a text in its place, is not a source. */
export type NamedSourceFault =
  | SourceFault
  | { readonly kind: "no-addresses" | "mixed-ranges" }
  /** Of `${env:NAME}`, which is filled in on the command line only. */
  | {
      readonly kind: "variable-not-filled-in" | "variable-not-set" | "variable-without-address";
      readonly variable: string;
    };

/** Either the source, or why there is none. */
export type NamedSourceReading = UnderstoodSource | { readonly fault: NamedSourceFault };
