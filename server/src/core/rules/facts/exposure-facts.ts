/** What rules find about who can reach a vault. `property` is a setting as its syntax spells it. */
export type ExposureFact =
  /** What turns the firewall off: a default action that is written, none, or no network rules at all. */
  | {
      readonly kind: "KV101";
      readonly property: string;
      readonly because: "allow" | "default-action-not-set" | "rules-not-set";
    }
  /** An inbound rule of a perimeter that lists all addresses. */
  | { readonly kind: "KV101"; readonly because: "perimeter-rule" }
  /** The text of one rule, or the number of several; together they cover all public addresses, or nearly all. */
  | {
      readonly kind: "KV102";
      readonly rules: string | number;
      readonly holdsAll: boolean;
    }
  | { readonly kind: "KV103"; readonly rule: string; readonly addresses: number }
  | { readonly kind: "KV104" }
  | { readonly kind: "KV105"; readonly property: string }
  | { readonly kind: "KV106"; readonly property: string; readonly isDocumented: boolean }
  | { readonly kind: "KV107"; readonly property: string }
  | { readonly kind: "KV108" }
  | { readonly kind: "KV109"; readonly rule: string }
  | { readonly kind: "KV110"; readonly property: string };
