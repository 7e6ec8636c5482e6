import type { AccessFiles } from "./access-files.ts";
import type { AccessTests } from "./access-tests.ts";
import type { Baseline } from "./baseline.ts";
import type { Client } from "./client.ts";
import type { Converter } from "./convert.ts";
import type { Environments } from "./environments.ts";
import type { Session } from "./session.ts";
import type { ServiceTagsStore } from "./service-tags.ts";
import type { SettingsStore } from "./settings-store.ts";

/** What a feature may look at. It holds no connection: features answer, only the server speaks. */
export interface Context {
  readonly client: Client;
  /** The workspace folders as they are now. */
  readonly folders: () => readonly string[];
  readonly converter: Converter;
  readonly session: Session;
  readonly settings: SettingsStore;
  readonly accessFiles: AccessFiles;
  readonly accessTests: AccessTests;
  readonly environments: Environments;
  readonly baseline: Baseline;
  /** Azure's own addresses. */
  readonly serviceTags: ServiceTagsStore;
}
