/**
 * Whether a path (absolute, links followed, with `/`) is that of a file that the kernel generates. Such a file is not part of a repository:
 * reading it may never end, change the machine, or reveal its secrets. What `/dev/shm` keeps in memory are ordinary files
 * (https://docs.kernel.org/filesystems/tmpfs.html).
 */
export function isMadeByKernel(path: string): boolean {
  return /^\/(?:dev(?!\/shm(?:\/|$))|proc|sys)(?:\/|$)/.test(path);
}
