export const bicepVersion: string;
export const powerShellVersion: string;
export const bicepPlatform: string;
export function bicepPath(folder: string): string;
export function powerShellPath(folder: string): string;
