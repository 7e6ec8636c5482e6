import { resourceInstances } from "../evaluate/instances/instances.ts";
import type { ResourceInstance } from "../evaluate/types.ts";
import type { Network } from "./network.ts";

/** All resources of a network, whatever their type, with those that other roots contribute. */
export function allInstances({ frames, neighbors }: Network): readonly ResourceInstance[] {
  return [...frames.flatMap(resourceInstances), ...neighbors.instances];
}
