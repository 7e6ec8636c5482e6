import type * as original from "../../../server/src/core/services/built-in-tags.ts";
import type { ServiceTags } from "../../../server/src/core/services/service-tags.ts";
import { createServiceTags } from "../../../server/src/core/services/service-tags.ts";

/** Takes the place of the server's module of that name: there are no tags until they are loaded. */
export let builtInTags: ServiceTags = createServiceTags(null, []);

/** Loads the tags; what was analyzed before contains no address that they could be compared with (`gate.ts`). */
export async function loadBuiltInTags(): Promise<void> {
  ({ builtInTags } =
    (await import("../../../server/src/core/services/built-in-tags.ts")) satisfies typeof original);
}
