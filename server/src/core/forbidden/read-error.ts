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

/** What terminals take for colours: an escape, and what follows it. */
const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

/** A log without colours, frames of Terraform, times of pipelines, and escaped or real line ends, which all become blanks. */
function plainLog(text: string): string {
  return text
    .replace(colours, "")
    .replace(/^\s*(?:\d{4}-\d{2}-\d{2}T[\d:.]+Z?\s+)?(?:##\[error\]\s*)?[│|╷╵]?\s*/gm, " ")
    .replace(/(?<!\\)(?:(?:\\+r)?\\+n|\\+[rt])/g, " ")
    .replace(/(?<!\\)\\+"/g, '"')
    .replace(/\s+/g, " ");
}
