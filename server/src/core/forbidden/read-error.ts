import { plainLog } from "./plain-log.ts";
import { earliest } from "./rank.ts";
import { type ConnectionFailure, findFailure } from "./read-failure.ts";
import { findForbidden, type Forbidden } from "./read.ts";

/** Why a call to a key vault failed: the vault answered and rejected it, or no answer came. */
export type LoggedError = Forbidden | ConnectionFailure;

/**
 * Finds the first failed call to a key vault in a body or in a log around it: what SDKs, the Azure CLI, Terraform, pipelines and
 * network tools print of it. Null when there is none.
 */
export function readError(text: string): LoggedError | null {
  const plain = plainLog(text);
  const found = [findForbidden(plain), findFailure(plain)].flatMap((each) => each ?? []);
  return earliest<LoggedError>(found)?.found ?? null;
}
