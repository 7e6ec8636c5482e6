/** The bundler turns such files into their bytes. */
declare module "*.wasm" {
  const bytes: Uint8Array;
  // eslint-disable-next-line no-restricted-syntax -- the bundler exports the bytes under no other name.
  export default bytes;
}
