import { repository } from "../core/index.ts";

export { rulePage } from "../core/index.ts";

/** The catalog of services in readable form, with Microsoft's list quoted verbatim. */
export const trustedServicesPage = `${repository}/blob/main/docs/trusted-services.md`;
