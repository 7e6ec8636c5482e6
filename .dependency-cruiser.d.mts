/** The rooms of the core in order, and the rooms that each knows. */
export const layers: readonly { readonly room: string; readonly knows: readonly string[] }[];
