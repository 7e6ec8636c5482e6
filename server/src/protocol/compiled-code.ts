/** The variable in which a client names a folder of its own, where the server may keep compiled code. */
export const compiledCodeVariable = "KEYVAULT_NETWORK_COMPILED";
