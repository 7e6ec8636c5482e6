import type { ChangeEntry, DriftEntry, Report } from "./report.ts";

/** Whether the access to a vault certainly differs between templates and a state. */
export function accessDiffers({ changes, drift }: Pick<Report, "changes" | "drift">): boolean {
  return (
    changes.some((each) => !isOpen(each)) ||
    drift.some(({ property }) => property === "privateEndpointConnections")
  );
}

/** Whether it may differ, as far as is known. */
export function mayDiffer({ changes, drift }: Pick<Report, "changes" | "drift">): boolean {
  return changes.some(isOpen) || drift.some(isNotCompared);
}

function isOpen({ before, after }: ChangeEntry): boolean {
  return before === "depends" || after === "depends";
}

function isNotCompared({ property, template, state }: DriftEntry): boolean {
  return property === "exists" && (template === "maybe" || state === "maybe");
}
