import type { Sentence } from "../core/words/sentence.ts";
import type { SourceKind } from "../core/access/source-kind.ts";
import type { Location } from "./names.ts";

export interface SourcesParams {
  /** What stands in the input box so far. */
  readonly typed: string;
}

/** What to offer somebody who is choosing a source. */
export interface SourcesResult {
  /** What is typed, read as a source; null when nothing is typed. */
  readonly typed: TypedSource | null;
  /** Subnets of the known roots that fit what is typed: of a private address those that may hold it, of a public one none. */
  readonly subnets: readonly SubnetSource[];
  /** Resources of the known roots that use a vault, and fit what is typed. */
  readonly consumers: readonly ConsumerSource[];
  /** The addresses and ranges that IP rules of the known roots list, where nothing is typed. */
  readonly listed: readonly ListedSource[];
  /** Services that fit what is typed, best first; all of them when nothing is typed. */
  readonly services: readonly ServiceSource[];
  /** Sources that access files and settings name and that fit what is typed. */
  readonly saved: readonly SavedSource[];
  /** The date of Microsoft's list of trusted services that they were compared with. */
  readonly servicesAsOf: string;
}

export type TypedSource =
  | {
      readonly kind:
        "address" | "range" | "private" | "ipv6" | "internet" | "subnet" | "service" | "consumer" | "tag";
      /** To be sent as `from`. */
      readonly from: string;
      readonly description: Sentence;
    }
  /** A 403 of a key vault, which is explained rather than simulated. */
  | { readonly kind: "forbidden"; readonly description: Sentence }
  /** It may still become a source, or name a service or subnet below. */
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
  /** Its address ranges as far as they are known. */
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

export interface ServiceSource {
  /** To be sent as `from`. */
  readonly from: string;
  readonly name: string;
  /** "trusted, for this scenario only", "not a trusted service", … */
  readonly standing: Sentence;
  /** Whether the bypass may let it in at all. */
  readonly trusted: "yes" | "no" | "depends";
  readonly scenario: Sentence;
  /** What lets in a caller without trust, best first: "a subnet rule or private endpoint"; empty for others. */
  readonly needs: Sentence;
  /** Explains it, as Markdown. */
  readonly description: Sentence;
}

/** A source that an access file or the settings name. */
export interface SavedSource {
  /** To be sent as `from`: its name. */
  readonly from: string;
  /** How it was understood; why it stands for nobody where it does not. */
  readonly meaning: Sentence;
  /** What the file says of it. */
  readonly description: string | null;
  /** Its name in the access file; null of one of the settings. */
  readonly place: Location | null;
}
