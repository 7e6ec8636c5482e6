import fc from "fast-check";
import { type Seed, seeds, tokensOf } from "./texts.ts";

/**
 * Characters that are difficult for readers: end of text, unpaired surrogates, byte order and direction marks, other
 * line breaks.
 */
const evil = [
  "\0",
  "\ud800",
  "\udc00",
  "\ufeff",
  "\u2028",
  "\u202e",
  "\r",
  "\u00a0",
  "😀",
  "\x1b[2J",
  "]",
  "}",
  '"""',
  "${",
  "'''",
  "<<EOT\n",
];

type Mutation = (tokens: string[], other: readonly string[], at: number, length: number) => void;

const mutations: readonly Mutation[] = [
  (tokens, _other, at, length) => tokens.splice(at, length),
  (tokens, _other, at, length) => tokens.splice(at, 0, ...tokens.slice(at, at + length)),
  (tokens, other, at, length) => tokens.splice(at, length, ...other.slice(at, at + length)),
  (tokens, other, at) => tokens.splice(at, 1, other[(at * 7) % Math.max(1, other.length)] ?? ""),
  (tokens, _other, at, length) => tokens.splice(at, 0, evil[(at + length) % evil.length] ?? ""),
  (tokens, _other, at, length) => tokens.splice(at, length, ...tokens.slice(at, at + length).reverse()),
  (tokens, _other, at) => tokens.splice(at),
  (tokens, _other, at, length) =>
    tokens.splice(at, 0, ...Array.from({ length: length * 40 }, () => tokens[at] ?? "[")),
  (tokens, _other, at) => tokens.splice(0, at),
];

const step = fc.record({
  mutation: fc.constantFrom(...mutations),
  /** The position, as a fraction of the text. */
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 12 }),
});

/** A seed changed in a few places, sometimes with parts of another one. */
export const mutated: fc.Arbitrary<Seed> = fc
  .record({
    seed: fc.constantFrom(...seeds),
    other: fc.constantFrom(...seeds),
    steps: fc.array(step, { minLength: 1, maxLength: 6 }),
  })
  .map(({ seed, other, steps }) => {
    const tokens = tokensOf(seed.text);
    const donor = tokensOf(other.text);
    for (const { mutation, at, length } of steps)
      mutation(tokens, donor, Math.floor(at * tokens.length), length);
    return { name: seed.name, text: tokens.join("") };
  });

const names = [
  "main.json",
  "main.bicep",
  "main.bicepparam",
  "main.tf",
  "main.tf.json",
  "terraform.tfvars",
  ".keyvault-access.jsonc",
];

/** Random bytes, decoded as a host decodes them, under any file name that is read. */
export const noise: fc.Arbitrary<Seed> = fc.record({
  name: fc.constantFrom(...names),
  text: fc.oneof(
    fc.uint8Array({ maxLength: 4000 }).map((bytes) => new TextDecoder().decode(bytes)),
    fc.uint8Array({ maxLength: 4000 }).map((bytes) => new TextDecoder("utf-16le").decode(bytes)),
    fc.string({ unit: "binary", maxLength: 2000 }),
    // Random code units, including unpaired surrogates.
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 2000 })
      .map((units) => String.fromCharCode(...units)),
  ),
});
