import type { AddressFault } from "../ip/source-text.ts";

/** Why a text is not a valid source. */
export type SourceFault =
  | { readonly kind: "not-an-address"; readonly text: string; readonly why: AddressFault }
  | { readonly kind: "scheme-alone"; readonly scheme: "subnet" | "consumer" | "service" | "tag" }
  | { readonly kind: "not-a-subnet-id"; readonly id: string }
  | { readonly kind: "no-such-service"; readonly service: string }
  | { readonly kind: "no-such-tag"; readonly tag: string; readonly near: readonly string[] }
  | { readonly kind: "tag-without-ipv4"; readonly tag: string };
