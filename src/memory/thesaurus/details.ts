import type { ThesaurusGroup } from './group.ts'

/** Narrower things that fail in their own way. Groups of everyday words (links, accounts, checks of input) were left out: they are in every report. */
export const details: readonly ThesaurusGroup[] = [
  {
    name: 'numbers that ran out',
    note: 'A counter or a type too small for what it counts; kept apart from quotas, which somebody set.',
    forms: `integer overflow, int overflow, overflowed, overflows, 32-bit, 32 bit, 64-bit, bigint, int4, max int, maximum integer, auto increment, autoincrement, sequence, serial id, out of ids, ran out of ids,
      primary key, underflow, wraparound, wrap around, transaction id wraparound, precision, floating point, negative number`,
  },
  {
    name: 'headers and cookies',
    note: '',
    forms: `header, headers, cookie, cookies, cors, csp, content security policy, user agent, referrer, cross-origin, same-site, hsts, content type, mime, accept header, host header, preflight`,
  },
  {
    name: 'operating system',
    note: '',
    forms: `operating system, linux, kernel, ubuntu, debian, centos, windows, macos, systemd, boot, booting, driver, drivers, ami, machine image, os image, glibc, os upgrade, package manager, apt, yum, kernel panic, daemon, syscall`,
  },
  {
    name: 'language runtime',
    note: '',
    forms: `java, jvm, jdk, python, node.js, nodejs, ruby, php, golang, go version, rust, dotnet, runtime, interpreter, compiler, compile, compiled, compilation, virtualenv, bytecode, transpile, webpack, bundler, toolchain, build tool, gradle, linker`,
  },
  {
    name: 'taken back machines',
    note: 'Machines that the provider gives and takes.',
    forms: `spot instance, spot instances, preempted, preemptible, preemption, reclaimed, instance retirement, retired instance, reserved instance, interrupted instance, scale-in, node replacement, node recycling, recycle nodes, recycled nodes, replaced nodes, terminated instances, auto scaling group`,
  },
  {
    name: 'uneven load',
    note: '',
    forms: `hot spot, hotspot, hot partition, hot shard, shard, shards, sharding, skew, skewed load, imbalance, imbalanced, unbalanced, uneven, unevenly, noisy neighbour, noisy neighbor, one node took, one customer, single tenant, heavy user, heavy users, power user`,
  },
  {
    name: 'rules of a network of nodes',
    note: 'Nodes that no longer agree.',
    forms: `chain split, split chain, forked, diverged, divergence, disagree, disagreement, out of sync, desync, fell out of sync, stopped producing, halted, chain halt, stuck chain, reorg, reorganisation, finality, out of consensus, consensus failure, invalid block, bad block, node software, client bug, stalled chain`,
  },
  {
    name: 'published by mistake',
    note: '',
    forms: `published by mistake, premature, prematurely, accidental release, accidentally published, released too early, test release, pre-release, prerelease, unintended release, wrong build, bad build, broken release, bad release, faulty release, broken package, broken version, bad version, yank, pulled release, unlisted`,
  },
  {
    name: 'moving of the wrong amount',
    note: 'Value that went where it should not, or was taken.',
    forms: `funds, drained, drain funds, stolen funds, overpaid, underpaid, paid out, paid twice, wrong balance, balance, balances, minted, mint, burn, liquidation, liquidated, collateral, rewards, reward, withdrawal, withdrawals, deposit, deposits, swap, tokens lost`,
  },
  {
    name: 'people not there',
    note: 'Nobody who could act; never who it was.',
    forms: `nobody available, no one available, out of office, on holiday, weekend, vacation, outside working hours, out of hours, out-of-hours, overnight, unattended, unmaintained, abandoned, single maintainer, volunteers, volunteer, nobody had access, no access to, only one person, handover, time zones of the team`,
  },
]
