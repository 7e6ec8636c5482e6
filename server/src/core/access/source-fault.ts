import type { Fact } from "../logic/fact.ts";
import type { AddressFault } from "../ip/source-text.ts";

/** Why a text is not a valid source. */
export type SourceFault =
  | Fact<"not-an-address", { text: string; why: AddressFault }>
  | Fact<"scheme-alone", { scheme: "subnet" | "consumer" | "service" | "tag" }>
  | Fact<"not-a-subnet-id", { id: string }>
  /** A name that only a DNS server could resolve. */
  | Fact<"host-name", { host: string }>
  /** A name without a scheme; `near` are the sources that it may stand for. */
  | Fact<"bare-name", { name: string; near: readonly string[] }>
  | Fact<"no-such-service", { service: string; near: readonly string[] }>
  | Fact<"no-such-tag", { tag: string; near: readonly string[] }>
  /** A job or a pool by a name that no source has; `names` are some that there are. */
  | Fact<"no-such-job" | "no-such-pool", { source: string; names: readonly string[] }>
  | Fact<"tag-without-ipv4", { tag: string }>;
