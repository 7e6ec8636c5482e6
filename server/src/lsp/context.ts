import type { AccessTests } from "./access-tests.ts";
import type { WhatIfBaseline } from "./what-if-baseline.ts";
import type { Client } from "./client.ts";
import type { Converter } from "./convert.ts";
import type { Workspace } from "./workspace.ts";

/** What a feature may look at. It holds no connection: features answer, only the server speaks. */
export interface Context extends Workspace {
  readonly client: Client;
  readonly converter: Converter;
  readonly accessTests: AccessTests;
  readonly baseline: WhatIfBaseline;
}
