import { EventEmitter } from "vscode";
import type { Event } from "vscode";
import type { EnvironmentsResult } from "../../server/src/protocol.ts";
import type { LanguageServer } from "./language-server.ts";

/** The available environments and the selected one, reported again whenever they may have changed. */
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
  // This evaluates every vault in each environment, so it waits until typing pauses.
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
