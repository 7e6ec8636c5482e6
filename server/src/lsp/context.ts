import type { AccessTests } from "./access-tests.ts";
import type { WhatIfBaseline } from "./what-if-baseline.ts";
import type { Client } from "./client.ts";
import type { Converter } from "./convert.ts";
import type { Workspace } from "./workspace.ts";

/** What features may use. It holds no connection: features answer, and only the server sends. */
export interface Context extends Workspace {
  readonly client: Client;
  readonly converter: Converter;
  readonly accessTests: AccessTests;
  readonly baseline: WhatIfBaseline;
  /** False while other roots of the workspace are still being read for what they contribute. */
  readonly areOthersRead: () => boolean;
}
