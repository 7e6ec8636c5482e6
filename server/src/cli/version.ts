import manifest from "../../../package.json" with { type: "json" };

/** The version of the extension and of the command line, which are released together. */
export const version: string = manifest.version;
