/** The variable in which a client names a folder of its own, where the server may keep compiled code. */
export const compiledCodeVariable = "KEYVAULT_NETWORK_COMPILED";

/** That folder, in the storage of an extension, which keeps its own compiled code there, too. */
export const compiledCodeFolder = "compiled";

/** Whether a user lets programs keep compiled code (https://nodejs.org/api/cli.html#node_disable_compile_cache1). */
export function mayKeepCompiledCode({
  NODE_DISABLE_COMPILE_CACHE,
}: Readonly<Record<string, string | undefined>>): boolean {
  return NODE_DISABLE_COMPILE_CACHE !== "1";
}
