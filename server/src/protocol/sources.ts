import type { Sentence } from "../core/words/sentence.ts";
import type { DescribedService } from "../core/report/describe-service.ts";
import type { SourceKind } from "../core/access/describe-source.ts";
import type { Location } from "./names.ts";

export interface SourcesParams {
  /** The current input. */
  readonly typed: string;
  /** The document of the active editor: of a pipeline, its jobs are offered whatever they call. */
  readonly active?: string;
}

/** Suggestions for choosing a source. */
export interface SourcesResult {
  /** The input, interpreted as a source; null if it is empty. */
  readonly typed: TypedSource | null;
  /**
   * Subnets of the known roots that match the input: for a private address, those that may contain it; for a public
   * one, none.
   */
  readonly subnets: readonly SubnetSource[];
  /** Resources of the known roots that use a vault and match the input. */
  readonly consumers: readonly ConsumerSource[];
  /** The addresses and ranges in the IP rules of the known roots, if the input is empty. */
  readonly listed: readonly ListedSource[];
  /** Services that match the input, best first; all of them if it is empty. */
  readonly services: readonly ServiceSource[];
  /** Azure service tags whose names begin with the input. */
  readonly tags: readonly TagSource[];
  /** Sources in access files and settings that match the input. */
  readonly saved: readonly SavedSource[];
  /** The date of the version of Microsoft's list of trusted services that the catalog was compared with. */
  readonly servicesAsOf: string;
}

export type TypedSource =
  | {
      readonly kind:
        | "address"
        | "range"
        | "private"
        | "ipv6"
        | "internet"
        | "subnet"
        | "service"
        | "consumer"
        | "tag";
      /** To be sent as `from`. */
      readonly from: string;
      readonly description: Sentence;
    }
  /** A 403 error from a key vault, which is explained rather than simulated. */
  | { readonly kind: "forbidden"; readonly description: Sentence }
  /** A connection that failed, which is explained, too. */
  | { readonly kind: "failure"; readonly description: Sentence }
  /** Several sources with commas between them, each to be sent as `from`. */
  | { readonly kind: "several"; readonly all: readonly string[] }
  /** A name that is resolved elsewhere; no list below matches it. */
  | { readonly kind: "host"; readonly description: Sentence }
  /** The input may become a source, or match a service or subnet below. */
  | { readonly kind: "malformed"; readonly description: Sentence };

export interface ListedSource {
  /** To be sent as `from`. */
  readonly from: string;
  readonly kind: SourceKind;
}

export interface SubnetSource extends Location {
  /** To be sent as `from`. */
  readonly from: string;
  readonly label: string;
  /** Its address ranges, if they are known. */
  readonly prefixes: readonly string[];
  readonly root: string;
}

/** A resource that uses a vault; `uri` and `range` are where it is declared. */
export interface ConsumerSource extends Location {
  /** To be sent as `from`. */
  readonly from: string;
  readonly label: string;
  /** The names of its scenarios: "Azure App Service". */
  readonly scenarios: readonly string[];
  /** The symbols of the vaults it uses or may use. */
  readonly vaults: readonly string[];
  readonly root: string;
}

export type ServiceSource = DescribedService;

/** An Azure service tag. */
export interface TagSource {
  /** To be sent as `from`. */
  readonly from: string;
  readonly name: string;
  readonly description: Sentence;
}

/** A source with a name in an access file or the settings, or the job of a pipeline. */
export interface SavedSource {
  /** To be sent as `from`: its name. */
  readonly from: string;
  /** How it was interpreted, or why it is not valid. */
  readonly meaning: Sentence;
  /** Its description in the file. */
  readonly description: string | null;
  /** The place of its name in the access file; null for one from the settings. */
  readonly place: Location | null;
  /** Whether it is a job, and in which document. */
  readonly job: "active" | "other" | null;
}
