import { EventEmitter } from "vscode";
import type { Event } from "vscode";
import type { EnvironmentsResult } from "../../server/src/protocol.ts";
import type { LanguageServer } from "./language-server.ts";

/** The environments there are and the one that is shown, reported again whenever they may be others. */
export interface EnvironmentInForce {
  readonly dispose: () => void;
  readonly onDidChange: Event<EnvironmentsResult>;
}

/** In milliseconds. */
const rest = 500;

export function environmentInForce(server: LanguageServer): EnvironmentInForce {
  const changed = new EventEmitter<EnvironmentsResult>();
  let round = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const update = async () => {
    const mine = ++round;
    const result = await server.environments({});
    if (mine === round) changed.fire(result);
  };
  // Every vault is judged in each environment for this, which can wait until typing rests.
  const watching = server.onDidChange(() => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      update().catch((error: unknown) => {
        server.log.warn(String(error));
      });
    }, rest);
  });
  return {
    onDidChange: changed.event,
    dispose: () => {
      watching.dispose();
      clearTimeout(timer);
      changed.dispose();
    },
  };
}
