/** The bundler turns such files into their bytes. */
declare module "*.wasm" {
  const bytes: Uint8Array;
  export default bytes;
}
