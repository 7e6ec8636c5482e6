import type { PrivateEndpoint, VirtualNetworkLink } from "../network/network.ts";

/** What the name of a vault resolves to for a caller. */
export type Answer =
  /** The address of a private endpoint; `isAssumed` if nothing that is declared says so. */
  | { readonly kind: "private"; readonly endpoint: PrivateEndpoint; readonly isAssumed: boolean }
  | {
      readonly kind: "public";
      readonly why: "no-endpoint" | "zone-not-linked" | "redirected";
    }
  /** No address (NXDOMAIN): a zone is linked that does not have the name. */
  | { readonly kind: "missing"; readonly link: VirtualNetworkLink }
  /** Two zones of one name are linked, which Azure refuses, so it is not known which of them answers. */
  | { readonly kind: "conflict"; readonly links: readonly [VirtualNetworkLink, VirtualNetworkLink] };

export const noEndpoint: Answer = { kind: "public", why: "no-endpoint" };
export const notLinked: Answer = { kind: "public", why: "zone-not-linked" };

/** An endpoint that nothing here says the name leads to. */
export function assumed(endpoint: PrivateEndpoint): Answer {
  return { kind: "private", endpoint, isAssumed: true };
}

/** Each answer once. */
export function distinct(answers: readonly Answer[]): readonly Answer[] {
  const keyOf = (answer: Answer): string => {
    switch (answer.kind) {
      case "private":
        return `private ${answer.endpoint.key} ${answer.isAssumed}`;
      case "public":
        return `public ${answer.why}`;
      case "missing":
        return `missing ${answer.link.key}`;
      case "conflict":
        return "conflict";
    }
  };
  return [...new Map(answers.map((answer) => [keyOf(answer), answer])).values()];
}
