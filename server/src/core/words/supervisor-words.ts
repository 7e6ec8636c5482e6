/** Why a server was ended: it sent nothing for so long while a response was pending, or it failed. */
export type EndReason = { readonly kind: "silent"; readonly seconds: number } | { readonly kind: "failed" };

/** Messages of the process around the server, which also runs in the client and has no other words. */
export interface SupervisorWords {
  /** For a named document that is left out. */
  readonly leavesOut: (name: string, why: EndReason) => string;
  readonly restarted: (why: EndReason) => string;
  readonly noAnswer: string;
}
