import { type Event, EventEmitter } from "vscode";
import type { EnvironmentsResult } from "../../server/src/protocol/environments.ts";
import type { LanguageServer } from "./language-server.ts";
import { oneAtATime } from "./one-at-a-time.ts";

/** The available environments and the selected one, reported again whenever they may have changed. */
export interface EnvironmentInForce {
  readonly dispose: () => void;
  readonly onDidChange: Event<EnvironmentsResult>;
}

/** In milliseconds. */
const rest = 500;

export function environmentInForce(server: LanguageServer): EnvironmentInForce {
  const changed = new EventEmitter<EnvironmentsResult>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const update = oneAtATime(async () => {
    changed.fire(await server.environments({}));
  });
  // This evaluates every vault in each environment, so it waits until typing pauses.
  const watching = server.onDidChange(() => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      update().catch(server.warn);
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
