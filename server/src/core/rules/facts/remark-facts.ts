import type { Fact } from "../../logic/fact.ts";
import type { VaultLabel } from "../../access/vault-label.ts";
import type { WhyUnread } from "../../template/template.ts";

/** What rules find about policies, access files, suppressions, modules and compiled templates. */
export type RemarkFact =
  | Fact<"KV604", { addresses: number | "all"; most: number }>
  | Fact<"KV701", { property: string }>
  | Fact<"KV702">
  | Fact<"KV703">
  | Fact<"KV901", { code: string; until: string }>
  | Fact<"KV902", { why: "matches-nothing" | "no-reason" | "no-date" | "unknown-rule"; code: string }>
  | Fact<"KV902", { why: "no-rule"; code: null }>
  | Fact<"KV904", { module: string; more: number; why: WhyUnread; instead?: string }>
  | CompiledFact;

/** How a vault of a compiled template differs from the source `file`; `vault` is one that only the source declares. */
export type CompiledFact =
  | {
      readonly kind: "KV905";
      readonly differs: "fact";
      readonly file: string;
      readonly fact: ComparedFact;
      /** The values that a fact may have, or the items of a list; null for one that is not known. */
      readonly here: readonly (string | null)[];
      readonly there: readonly (string | null)[];
    }
  | Fact<"KV905", { differs: "only-compiled"; file: string }>
  | Fact<"KV905", { differs: "only-source"; file: string; vault: VaultLabel }>;

/** The compared parts of a vault. Properties have their ARM names, because both sides compile to ARM. */
export type ComparedFact =
  | "exposure"
  | "existence"
  | "publicNetworkAccess"
  | "defaultAction"
  | "bypass"
  | "ip-rules"
  | "subnet-rules"
  | "name";
