/** A variable with the folder in which VS Code has installed our package, once for all tests. */
export const installed = "KEYVAULT_NETWORK_INSTALLED";
