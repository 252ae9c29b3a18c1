import { describe, expect, it } from 'vitest'
import { isNetworkPath, networkFileSystem } from '../../src/store/network-drive.ts'

describe('network drives', () => {
  it.each([
    [0x6969, 'NFS'],
    [0x517b, 'SMB'],
    [0xff534d42, 'SMB (CIFS)'],
    [0xfe534d42, 'SMB 2'],
    [0x5346414f, 'AFS'],
    [0x01021997, '9P'],
  ])('knows file system type %i as %s', (type, name) => {
    expect(networkFileSystem(type)).toBe(name)
  })

  it('knows a type that arrives as a negative number', () => {
    expect(networkFileSystem(0xff534d42 - 2 ** 32)).toBe('SMB (CIFS)')
  })

  it.each([
    ['ext4', 0xef53],
    ['xfs', 0x58465342],
    ['btrfs', 0x9123683e],
    ['tmpfs', 0x01021994],
    ['overlayfs', 0x794c7630],
    ['zfs', 0x2fc12fc1],
  ])('takes %s for local', (_name, type) => {
    expect(networkFileSystem(type)).toBeNull()
  })

  it.each([
    '\\\\server\\share\\postmortem.db',
    '//server/share/postmortem.db',
    '\\\\?\\UNC\\server\\share\\postmortem.db',
  ])('takes %s for a network path', (path) => {
    expect(isNetworkPath(path)).toBe(true)
  })

  it.each([
    'C:\\data\\postmortem.db',
    '\\\\?\\C:\\data\\postmortem.db',
    '\\\\.\\C:\\data\\postmortem.db',
    '\\data\\x.db',
  ])('takes %s for a local path', (path) => {
    expect(isNetworkPath(path)).toBe(false)
  })
})
