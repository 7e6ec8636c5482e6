import {
  type Dict,
  isDict,
  isList,
  isText,
  type List,
  type Plain,
  type Text,
} from "../../evaluate/values/plain.ts";
import { foldWord } from "../../text/fold.ts";

/** A word or other scalar as text: `true` is kept as "true", so that a rule can name what is written. */
export function asWord(written: Plain): string | undefined {
  if (typeof written === "string") return written;
  return typeof written === "boolean" || typeof written === "number" ? String(written) : undefined;
}

/** A switch; Azure takes the strings "true" and "false" too. */
export function asSwitch(written: Plain): boolean | undefined {
  if (typeof written === "boolean") return written;
  if (typeof written !== "string") return undefined;
  const word = foldWord(written);
  return word === "true" ? true : word === "false" ? false : undefined;
}

/** A whole number; Azure and Terraform take it as text too. */
export function asNumber(written: Plain): number | undefined {
  if (typeof written === "number") return written;
  return typeof written === "string" && /^\d{1,9}$/.test(written) ? Number(written) : undefined;
}

/** An id, known in whole or in part. */
export function asId(written: Plain): string | Text | undefined {
  return typeof written === "string" || isText(written) ? written : undefined;
}

export function asDict(written: Plain): Dict | undefined {
  return isDict(written) ? written : undefined;
}

export function asList(written: Plain): List | undefined {
  return isList(written) ? written : undefined;
}
