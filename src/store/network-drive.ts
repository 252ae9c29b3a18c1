// Linux, statfs(2) and linux/magic.h. FUSE is left out: it also carries local disks, and its number does not say which.
const networkFileSystems = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'SMB (CIFS)'],
  [0xfe534d42, 'SMB 2'],
  [0x5346414f, 'AFS'],
  [0x6b414653, 'AFS'],
  [0x01021997, '9P'],
  [0x73757245, 'Coda'],
  [0x564c, 'NCP'],
  [0x00c36400, 'Ceph'],
  [0x0bd00bd0, 'Lustre'],
])

/**
 * The name of the network file system that `type` stands for; null for any other. `type` is what statfs(2) of Linux gives, as a
 * signed or an unsigned number. Elsewhere the numbers mean other things: ask on Linux only.
 */
export function networkFileSystem(type: number): string | null {
  return networkFileSystems.get(type >>> 0) ?? null
}

/** Whether a Windows path leads to another machine: `\\server\share\…` or `\\?\UNC\server\…`, but not `\\?\C:\…`. */
export function isNetworkPath(path: string): boolean {
  const slashes = path.replaceAll('/', '\\')
  if (/^\\\\[?.]\\/.test(slashes)) return /^\\\\[?.]\\UNC\\/i.test(slashes)
  return slashes.startsWith('\\\\')
}
