import type { Cause } from "./value.ts";

/** The cause as reports print it after "depends on": "parameter networkAcls", "module net". */
export function describeCause(cause: Cause): string {
  switch (cause.kind) {
    case "parameter":
      return `parameter ${cause.name}`;
    case "runtime":
      return cause.call;
    case "existing":
      return `existing resource ${cause.symbol}`;
    case "module":
      return `module ${cause.reference}`;
    case "secret":
      return `secret ${cause.name}`;
    case "file":
      return `file ${cause.path}, which cannot be read`;
    case "outside":
      return `file ${cause.path}, which is outside of the repository and not read`;
    case "unsupported":
      return `${cause.construct}, which is not evaluated`;
    case "cycle":
      return `${cause.name}, which refers to itself`;
    case "conflict":
      return `the order of ${cause.writers}`;
    case "syntaxError":
      return "a syntax error";
    case "failure":
      return cause.reason;
    case "budget":
      return "a limit of the analysis";
  }
}

/** The cause by the name alone that it has in the template, where it has one. */
export function nameOfCause(cause: Cause): string {
  if (cause.kind === "parameter") return cause.name;
  return cause.kind === "module" ? cause.reference : describeCause(cause);
}
