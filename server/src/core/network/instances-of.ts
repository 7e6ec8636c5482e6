import type { ResourceInstance } from "../evaluate/deployment.ts";

/** The resources of a deployment that are of one of these types, written in lower case. */
export type InstancesOf = (...types: readonly string[]) => readonly ResourceInstance[];
