/**
 * What parts of the product use of the bundle that loads them. The bundler writes this list (`scripts/bundle/build-with-parts.mjs`); where
 * nothing is bundled, parts are modules like any other.
 */
export const shared = (): readonly unknown[] => [];
