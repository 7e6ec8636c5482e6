import type { VaultLabel } from "../../access/vault-label.ts";
import type { WhyUnread } from "../../template/template.ts";

/** What rules find about policies, access files, suppressions, modules and compiled templates. */
export type RemarkFact =
  | { readonly kind: "KV604"; readonly addresses: number | "all"; readonly most: number }
  | { readonly kind: "KV701"; readonly property: string }
  | { readonly kind: "KV702" }
  | { readonly kind: "KV703" }
  | { readonly kind: "KV901"; readonly code: string; readonly until: string }
  | {
      readonly kind: "KV902";
      readonly why: "matches-nothing" | "no-reason" | "no-date" | "unknown-rule";
      readonly code: string;
    }
  | { readonly kind: "KV902"; readonly why: "no-rule"; readonly code: null }
  | {
      readonly kind: "KV904";
      readonly module: string;
      readonly more: number;
      readonly why: WhyUnread;
      readonly instead?: string;
    }
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
  | { readonly kind: "KV905"; readonly differs: "only-compiled"; readonly file: string }
  | {
      readonly kind: "KV905";
      readonly differs: "only-source";
      readonly file: string;
      readonly vault: VaultLabel;
    };

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
