import type { EndedParams } from "../../server/src/protocol/watchdog/watchdog.ts";
import type { Say } from "./say.ts";

/** Says that the server was started again; `name` is that of the document that it leaves out, if there is one. */
export function sayRestarted(say: Say, name: string | null, why: EndedParams["why"]): string {
  if (name === null)
    return why.kind === "failed"
      ? say("Key Vault Network stopped unexpectedly and was restarted.")
      : say("Key Vault Network did not respond for {0} seconds and was restarted.", why.seconds);
  return why.kind === "failed"
    ? say("Key Vault Network ignores {0} until it changes because its analysis failed.", name)
    : say(
        "Key Vault Network ignores {0} until it changes because its analysis took longer than {1} seconds.",
        name,
        why.seconds,
      );
}
