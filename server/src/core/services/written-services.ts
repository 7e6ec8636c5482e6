import written from "./catalogue.json" with { type: "json" };
import type { Service } from "./service.ts";

/** Lists that most entries leave out of the file. */
export type Lists = Pick<Service, "arm" | "terraform" | "vaultFlags" | "roles" | "notCovered" | "needs">;

/** An entry as the file has it: without empty lists. */
export type WrittenService = Omit<Service, keyof Lists> & Partial<Lists>;

/**
 * Reads the file on the first call. In the type of a JSON module, vocabularies are plain strings; `catalogue.test.ts` checks every entry
 * against them.
 */
export function writtenServices(): readonly WrittenService[] {
  return written as unknown as readonly WrittenService[];
}
