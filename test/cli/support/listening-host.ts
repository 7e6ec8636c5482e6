import type { Host } from "../../../server/src/cli/host.ts";

/** A host without input, and what it has been told so far. */
export function listeningHost(more: Partial<Host> = {}): {
  readonly host: Host;
  readonly said: () => readonly [out: string, error: string];
} {
  let [out, error] = ["", ""];
  const host: Host = {
    out: (text) => (out += text),
    error: (text) => (error += text),
    color: false,
    input: () => ({ failure: { isMissing: true, fault: { kind: "no-input" } } }),
    ...more,
  };
  return { host, said: () => [out, error] };
}
