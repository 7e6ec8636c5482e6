import { type Analysis, readStateFile } from "../core/index.ts";
import type { Complaint } from "./complaint.ts";
import { type Disk, idOfPath, whyNotRead } from "./disk.ts";

/** The state in a file, or why it cannot be used: exit status 2. */
export type StateInput = { readonly state: Analysis } | { readonly complaint: Complaint };

/** Reads the file that an option names as a state. */
export function readState(path: string, disk: Disk): StateInput {
  const id = idOfPath(path);
  const document = disk.get(id);
  if (!document) return { complaint: { kind: "input", path, fault: whyNotRead(id, disk) } };
  const reading = disk.readInTime(() => readStateFile(document, disk));
  return "state" in reading ? reading : { complaint: { kind: "state", path, fault: reading.fault } };
}
