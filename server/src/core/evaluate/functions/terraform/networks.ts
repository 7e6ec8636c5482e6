import type { TemplateFunction } from "../function.ts";
import { beyond, exact } from "../arm/arguments.ts";
import { dotted, type Network, networkOf, sizeOf } from "../arm/cidr.ts";
import type { Json } from "../arm/json.ts";

/** Arithmetic of IPv4 networks; IPv6 is left unknown: https://developer.hashicorp.com/terraform/language/functions/cidrsubnet */
export const networks: Readonly<Record<string, TemplateFunction>> = {
  cidrhost: exact(([prefix, host]) => onNetwork(prefix, (network) => hostIn(network, numberIn(host)))),
  cidrnetmask: exact(([prefix]) => onNetwork(prefix, ({ length }) => dotted(2 ** 32 - sizeOf(length)))),
  cidrsubnet: exact(([prefix, bits, number]) =>
    onNetwork(prefix, (network) => subnetIn(network, numberIn(bits), numberIn(number))),
  ),
  cidrsubnets: exact(([prefix, ...bits]) =>
    onNetwork(prefix, (network) => subnetsIn(network, bits.map(numberIn))),
  ),
};

function numberIn(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function onNetwork(
  prefix: Json | undefined,
  answer: (network: Network) => Json | undefined | typeof beyond,
): Json | undefined | typeof beyond {
  if (typeof prefix !== "string") return undefined;
  if (prefix.includes(":")) return beyond;
  const network = networkOf(prefix);
  return network && answer(network);
}

/** Negative numbers count from the end. */
function hostIn({ first, length }: Network, host: number | undefined): string | undefined {
  if (host === undefined || !Number.isInteger(host)) return undefined;
  const size = sizeOf(length);
  const at = host < 0 ? size + host : host;
  return at < 0 || at >= size ? undefined : dotted(first + at);
}

function subnetIn(
  { first, length }: Network,
  bits: number | undefined,
  number: number | undefined,
): string | undefined | typeof beyond {
  if (bits === undefined || number === undefined) return undefined;
  if (!Number.isInteger(bits) || !Number.isInteger(number)) return undefined;
  const inner = length + bits;
  // Terraform takes them for large numbers.
  if (bits < 0 || number < 0) return beyond;
  if (inner > 32 || number >= 2 ** bits) return undefined;
  return `${dotted(first + number * sizeOf(inner))}/${inner}`;
}

/** One after the other, each at the next place that its size allows. Terraform begins before the first, where nothing is before 0.0.0.0. */
function subnetsIn(
  { first, length }: Network,
  bits: readonly (number | undefined)[],
): readonly string[] | undefined {
  if (first === 0 && bits.length > 0) return undefined;
  const end = first + sizeOf(length);
  let at = first;
  const result: string[] = [];
  for (const each of bits) {
    if (each === undefined || each < 1 || length + each > 32) return undefined;
    const size = sizeOf(length + each);
    const start = Math.ceil(at / size) * size;
    if (start + size > end) return undefined;
    result.push(`${dotted(start)}/${length + each}`);
    at = start + size;
  }
  return result;
}
