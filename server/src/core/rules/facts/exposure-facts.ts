import type { Fact } from "../../logic/fact.ts";
/** What rules find about who can reach a vault. `property` is a setting as its syntax spells it. */
export type ExposureFact =
  /** What turns the firewall off: a default action that is written, none, or no network rules at all. */
  | Fact<"KV101", { property: string; because: "allow" | "default-action-not-set" | "rules-not-set" }>
  /** An inbound rule of a perimeter that lists all addresses. */
  | Fact<"KV101", { because: "perimeter-rule" }>
  /** The text of one rule, or the number of several; together they cover all public addresses, or nearly all. */
  | Fact<"KV102", { rules: string | number; holdsAll: boolean }>
  | Fact<"KV103", { rule: string; addresses: number }>
  | Fact<"KV104">
  | Fact<"KV105", { property: string }>
  | Fact<"KV106", { property: string; isDocumented: boolean }>
  | Fact<"KV107">
  | Fact<"KV108">
  | Fact<"KV109", { rule: string }>
  | Fact<"KV110", { property: string }>;
