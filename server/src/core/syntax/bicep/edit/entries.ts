import type { Listed } from "../../../text/removal.ts";
import type { Container } from "./locate.ts";

/** The properties or items of an object or array, without nested resources. */
export function entriesOf(container: Container): readonly Listed[] {
  const own = container.items.filter((item) => item.kind !== "resource" && item.kind !== "orphan");
  return own.map(({ start, end }, index) => {
    const next = own[index + 1]?.start ?? container.end;
    const comma = container.commas.find((offset) => offset >= end && offset < next) ?? null;
    return { start, end, comma };
  });
}
