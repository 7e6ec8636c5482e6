import type { Service } from "../service.ts";

/** The machine that runs Terraform: a caller in the catalog that is not a resource. */
export const runnerService = "terraform-data-plane-resources";

export function isRunner({ id }: Service): boolean {
  return id === runnerService;
}
