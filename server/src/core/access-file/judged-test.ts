import type { VaultAcrossWorlds } from "../access/worlds.ts";
import type { TestResult } from "./test-result.ts";

/** A result that still names the vaults at which the test does not pass by themselves. */
export interface JudgedTest extends Omit<TestResult, "unmet"> {
  readonly unmet: readonly VaultAcrossWorlds[];
}
