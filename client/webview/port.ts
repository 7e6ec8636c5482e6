/** How a page talks to its host: VS Code, or a web page that contains it. */
export interface Port<In, Out> {
  readonly post: (message: Out) => void;
  readonly listen: (onMessage: (message: In) => void) => void;
  /** What the page keeps while it is hidden. */
  readonly state: { readonly get: () => unknown; readonly set: (state: object) => void };
}

/** A text of the kept state; undefined if there is none. */
export function keptText(state: Port<never, never>["state"], name: string): string | undefined {
  const kept = state.get();
  const value: unknown = typeof kept === "object" && kept !== null ? Reflect.get(kept, name) : undefined;
  return typeof value === "string" ? value : undefined;
}
