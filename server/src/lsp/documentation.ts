import { repository } from "../core/index.ts";

export { rulePage } from "../core/index.ts";

/** The catalogue of services for people to read, with what Microsoft lists word for word. */
export const trustedServicesPage = `${repository}/blob/main/docs/trusted-services.md`;
