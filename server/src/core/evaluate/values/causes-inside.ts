import type { ModuleHandle, ResourceHandle } from "../types.ts";
import type { Plain } from "./plain.ts";
import { type Cause, distinctCauses, type Value } from "./value.ts";

/** How many values are looked at for causes; a report shows few. */
const most = 200;

/** Why a value is not wholly known: its own causes and those of its parts, items and entries. */
export function causesInside(value: Value): readonly Cause[] {
  const causes: Cause[] = [];
  const waiting: Value[] = [value];
  for (let seen = 0, at = waiting.shift(); at && seen < most; seen++, at = waiting.shift()) {
    if (at.kind !== "known") causes.push(...at.because);
    else collect(at.value, causes, waiting);
  }
  return distinctCauses(causes);
}

function collect(plain: Plain, causes: Cause[], waiting: Value[]): void {
  if (plain === null || typeof plain !== "object") return;
  switch (plain.kind) {
    case "text":
      for (const part of plain.parts) if (typeof part !== "string") causes.push(...part.because);
      break;
    case "list":
      causes.push(...plain.open, ...(plain.unordered ?? []));
      waiting.push(...plain.items.slice(0, most));
      break;
    case "dict":
      causes.push(...plain.open);
      for (const entry of plain.entries.values()) waiting.push(entry.value);
      break;
    case "resource":
    case "module":
      causes.push(causeOfHandle(plain));
      break;
    case "lambda":
      break;
  }
}

function causeOfHandle(handle: ResourceHandle | ModuleHandle): Cause {
  const { symbol } = handle.instance;
  const isLookedUp = handle.kind === "resource" && handle.instance.declaration.existing;
  return isLookedUp ? { kind: "existing", symbol } : { kind: "runtime", call: symbol };
}
