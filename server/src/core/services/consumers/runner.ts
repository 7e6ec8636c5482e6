import type { Service } from "../service.ts";

/** The machine that runs Terraform: a caller of the catalogue, and no resource. */
export function isRunner({ id }: Service): boolean {
  return id === "terraform-data-plane-resources";
}
