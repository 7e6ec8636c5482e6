import { vi } from "vitest";

/** Waits until something holds, for as long as a machine may take that has much else to do. */
export function eventually(holds: () => void): Promise<void> {
  return vi.waitFor(holds, { timeout: 60_000 });
}
