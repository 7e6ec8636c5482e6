import type { AddressFault } from "../ip/source-text.ts";

/** Why a text is not a valid source. */
export type SourceFault =
  | { readonly kind: "not-an-address"; readonly text: string; readonly why: AddressFault }
  | { readonly kind: "scheme-alone"; readonly scheme: "subnet" | "consumer" | "service" | "tag" }
  | { readonly kind: "not-a-subnet-id"; readonly id: string }
  /** A name that only a DNS server could resolve. */
  | { readonly kind: "host-name"; readonly host: string }
  /** A name without a scheme; `near` are the sources that it may stand for. */
  | { readonly kind: "bare-name"; readonly name: string; readonly near: readonly string[] }
  | { readonly kind: "no-such-service"; readonly service: string; readonly near: readonly string[] }
  | { readonly kind: "no-such-tag"; readonly tag: string; readonly near: readonly string[] }
  /** A job or a pool by a name that no source has; `names` are some that there are. */
  | {
      readonly kind: "no-such-job" | "no-such-pool";
      readonly source: string;
      readonly names: readonly string[];
    }
  | { readonly kind: "tag-without-ipv4"; readonly tag: string };
