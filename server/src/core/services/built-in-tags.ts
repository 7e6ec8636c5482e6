import written from "./service-tags.json" with { type: "json" };
import { unpackTags } from "./packed-tags.ts";
import type { ServiceTags } from "./service-tags.ts";
import { createServiceTags } from "./service-tags.ts";

/** The service tags of Azure's public cloud that the product brings along; a newer file may take their place. */
export const builtInTags: ServiceTags = createServiceTags(written.published, unpackTags(written.tags));
