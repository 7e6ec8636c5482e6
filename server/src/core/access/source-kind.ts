import { assertNever } from "../logic/assert-never.ts";
import type { Caller } from "./caller.ts";
import type { Source } from "./source.ts";

/** The kind of a source, regardless of how it was written. */
export type SourceKind =
  | "internet"
  | "address"
  | "range"
  | "ipv6"
  | "subnet"
  | "service"
  | "consumer"
  | "tag";

export function kindOfSource(source: Source): SourceKind {
  if (source.kind !== "caller") return source.kind;
  return source.tag ? "tag" : kindOfCaller(source.caller);
}

function kindOfCaller(caller: Caller): SourceKind {
  switch (caller.kind) {
    case "internet":
    case "ipv6":
    case "subnet":
    case "service":
    case "consumer":
      return caller.kind;
    case "addresses":
      return caller.addresses.size === 1 ? "address" : "range";
    case "externalSubnet":
      return "subnet";
    case "trustedService":
      return "service";
    default:
      return assertNever(caller);
  }
}
