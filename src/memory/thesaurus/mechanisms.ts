/**
 * A way in which things fail, by what it is said of and what is said of it. Written from general knowledge of running software
 * and of published lists of causes, not from reports.
 */
export interface Mechanism {
  /** Shown in explanations: "they tell that a certificate expired". */
  readonly name: string
  /** What belongs here, or what was kept out. */
  readonly note: string
  /**
   * Things and what happened to them, each separated by commas; one of each must stand near the other in one
   * sentence.
   */
  readonly said?: readonly (readonly [things: string, happened: string])[]
  /** Phrases that say it by themselves. */
  readonly alone?: string
}

const certificate = `certificate, cert, tls, ssl, x509, x.509, intermediate, ca bundle, root ca, trust chain, certificate authority, keystore,
      truststore`
const credential = `token, credential, secret, api key, access key, service principal, service account, password, client secret, signing key,
      gpg key, deploy key, ssh key, pat, oauth, refresh token, key pair, private key, kubeconfig, signature, app registration`
const contract = `domain, domain name, licence, license, subscription, contract, registration, trial, support agreement`
const disk = `disk, volume, storage, partition, filesystem, file system, inode, drive, root volume, hard drive, log partition`
const memory = `memory, heap, ram, jvm, swap`
const processor = `cpu, processor, load average, system load`
const demand = `traffic, request, user, load, demand, visitor, request rate, query, connection, call, volume of request, upload, build`
const robots = `bot, crawler, scraper, spider, attacker, botnet, script, client, spammer, single ip, ip address`
const allowance = `quota, rate limit, api limit, usage limit, request limit, limit, credit, free tier, allowance`
const cloud = `aws, azure, gcp, google cloud, amazon, cloud provider, region, availability zone, hosting provider, datacenter, data center,
      data centre, hetzner, ovh, digitalocean, linode, heroku, hosting, infrastructure provider, rds, ec2, s3, us-east-1, equinix,
      rackspace, cloud vendor`
const edge = `cdn, fastly, cloudflare, akamai, cloudfront, content delivery network, edge network, edge provider`
const vendor = `vendor, third party, third-party, upstream, supplier, provider, external service, partner, github, docker hub, dockerhub, quay,
      npm, slack, stripe, twilio, sendgrid, mailgun, pagerduty, datadog, auth0, okta, payment provider, external api, upstream service,
      identity provider, maven central, pypi, rubygems, gitlab.com, registry`
const isDown = `outage, down, incident, degraded, degradation, unavailable, unavailability, disruption, experiencing, experienced, had issue,
      had problem, failing, went offline, not respond, network issue, connectivity issue, returned error, returning error, power loss,
      global issue, their side, on their end, reported problem, status page`
const name = `dns, record, nameserver, name server, zone, cname, a record, dnssec, mx record, ns record, delegation, hostname`
const resolver = `dns, resolver, coredns, kube-dns, dns server, nameserver, name server, dns provider, dns service, dnsmasq`
const network = `network, link, connectivity, packet, bgp, switch, router, vpn, fibre, fiber, cable, uplink, tunnel, peering, transit, backbone,
      interconnect`
const barrier = `firewall, security group, network policy, route table, acl, iptables, nat, nat gateway, ingress rule, allowlist, whitelist,
      ip range, port, waf, egress, inbound rule, subnet, routing`
const volume = `volume, disk, pv, pvc, ebs, persistent volume, nfs, filesystem, file system, storage, mount, share, persistent disk,
      block device`
const machine = `node, instance, vm, host, machine, server, virtual machine, worker, pod, container, spot instance, agent, runner, node pool`
const computer = `node, instance, vm, host, machine, server, virtual machine, agent, runner`
const data = `database, table, cluster, namespace, bucket, data, resource, stack, volume, environment, production, account, record, repository,
      backup`
const byMistake = `accidentally, accidental, by accident, by mistake, mistakenly, inadvertently, inadvertent, unintentionally, unintended,
      unintentional, wrongly, erroneously, in error, should not have`
const takenAway = `delete, deleted, deletion, remove, removed, removal, destroy, destroyed, drop, dropped, wipe, wiped, terminate, terminated,
      overwrite, overwritten, overwrote, purge, purged, prune, pruned, erased, unpublished`
const settings = `config, configuration, yaml, setting, parameter, environment variable, env var, manifest, terraform, helm, values file,
      configmap, toml, helm chart, option, template`
const change = `deploy, deployment, release, rollout, change, version, code, pull request, commit, merge, patch, refactoring, refactor, update,
      build, code change`
const upgrade = `upgrade, update, version, dependency, library, package, api, sdk, client, driver, plugin, module, base image, runtime,
      major version, gem, upstream release`
const schema = `migration, alter table, schema change, create index, backfill, data migration, schema migration, ddl, vacuum`
const slots = `connection, connection pool, pool, socket, file descriptor, file handle, thread, thread pool, worker, port, database connection,
      process, slot, executor, unicorn, puma, goroutine`
const usedUp = `exhaust, exhausted, exhaustion, ran out, run out, running out, used up, too many, leak, leaked, leaking, maxed out, starved,
      starvation, saturated, saturation, depleted, all busy, occupied, no free, limit reached, reached the limit, maximum number,
      not released, not closed, never closed`
const queue = `queue, job, message, backlog, sidekiq, celery, kafka, consumer, rabbitmq, task, event, broker, topic, worker`
const cache = `cache, redis, memcached, memcache, varnish, edge cache, cached, caching`
const input = `input, payload, message, response, json, request, field, file, event, value, string, header, row, record, xml, metadata,
      argument, query parameter, csv`
const amount = `amount, value, number, id, counter, balance, integer, length, size, index, sequence, column, price, fee, supply, primary key,
      allocation`
const guard = `authorization, authorisation, permission, access control, authentication, auth, ownership, signature, role, caller, privilege,
      token, origin, sender, policy, access`
const people = `user, customer, data, session, account, personal data, information, private repository, details, email address, patient, record`
const secret = `token, secret, credential, password, key, api key, private key, access key, ssh key, access token, npm token, session token,
      environment variable`
const package_ = `package, dependency, version, release, gem, pod, image, artifact, build, module, plugin, binary, extension, tarball, library,
      installer, wheel, crate, formula`
const clock = `clock, timestamp, system time, server time, timezone, time zone, date`
const copies = `replica, replication, primary, leader, failover, quorum, standby, secondary, raft, etcd, master, slave, follower, cluster,
      zookeeper, database cluster, replica set`
const stored = `data, database, index, file, disk, table, state, filesystem, file system, journal, block, wal, repository, record`
const backup = `backup, snapshot, restore, dump, recovery`
const job = `cron, cron job, cronjob, job, task, scheduler, schedule, pipeline, timer, batch, scheduled job, nightly job, import, export,
      sync, workflow, renewal job, script`
const post = `webhook, notification, email, callback, sms, push notification, mail`
const grant = `permission, role, access, iam, policy, privilege, rbac, service account, grant, scope, acl, membership`
const flag = `feature flag, feature toggle, feature switch, flag, toggle, kill switch`
const power = `power, cooling, generator, hardware, raid, disk, motherboard, psu, power supply, dimm, ssd, hard drive, controller card,
      network card, circuit breaker, air conditioning`
const chain = `chain, block, validator, consensus, fork, network, node, blockchain, mainnet, full node, peer`
const component = `server, service, database, controller, api server, control plane, master, backend, broker, proxy, load balancer, gateway,
      scheduler, cluster, system, api, frontend, registry, db, jenkins`
const probe = `health check, healthcheck, liveness probe, readiness probe, liveness, readiness, watchdog, heartbeat, probe, startup probe,
      startupprobe, livenessprobe, readinessprobe`
const balancer = `load balancer, ingress, proxy, nginx, haproxy, gateway, envoy, router, reverse proxy, elb, alb, istio, service mesh,
      ingress controller, traefik, apache`
const expired = `expire, expired, expiry, expires, expiration, lapse, lapsed, no longer valid, out of date, ran out, not renewed,
      not been renewed, not renew, wasn't renewed, failed to renew, renewal failed, forgot to renew, not automatically renewed,
      not auto renewed, past its validity, became invalid, reached its end, end date, auto-renewal, auto renewal, not get renewed,
      no longer accepted, ttl, renew, renewed, reissued, regenerate, regenerated, regeneration`

export const mechanisms: readonly Mechanism[] = [
  { name: 'a certificate expired', note: '', said: [[certificate, expired]] },
  {
    name: 'a certificate was not trusted',
    note: 'Valid in time, but the chain, the name or the issuer is wrong.',
    said: [
      [
        certificate,
        `untrusted, not trusted, self-signed, self signed, unknown authority, incomplete, mismatch, did not match, not match, wrong,
      missing, revoked, distrust, not include, not cover, handshake failed, validation failed, verification failed, invalid`,
      ],
    ],
    alone: `unknown certificate authority, certificate signed by unknown authority, incomplete chain`,
  },
  {
    name: 'a credential was no longer valid',
    note: 'Ran out, was revoked, rotated or never right.',
    said: [
      [credential, expired],
      [
        credential,
        `revoked, revoke, disabled, deactivated, invalidated, invalid, rejected, wrong, incorrect, no longer worked, no longer work,
      rotated, rotation, rotating, rotate, changed, not updated, reset, missing`,
      ],
    ],
    alone: `bad credentials, invalid credentials, expired credentials, authentication failed because`,
  },
  { name: 'a domain, licence or contract ran out', note: '', said: [[contract, expired]] },
  {
    name: 'an account was closed by its provider',
    note: 'Unpaid, suspected of abuse, or by mistake.',
    said: [
      [
        `account, subscription, project, organization, organisation, app, repository, domain, server, site`,
        `suspended, suspend, suspension, banned, flagged, taken down by, terms of service, abuse report, locked by, deactivated by,
      shut off`,
      ],
      [
        `invoice, bill, payment, credit card, billing`,
        `unpaid, not paid, overdue, declined, outstanding, failed payment, past due, not been paid`,
      ],
    ],
  },
  {
    name: 'a disk was full',
    note: '',
    said: [
      [
        disk,
        `full, fill, filled, fill up, filled up, filling, exhausted, exhaustion, ran out, run out, running out, out of space, 100%,
      used up, too small, out of, space`,
      ],
    ],
    alone: `disk full, no space left, out of disk, disk space, enospc, out of inodes, ran out of space, disk pressure`,
  },
  {
    name: 'memory ran out',
    note: '',
    said: [
      [
        memory,
        `exhausted, exhaustion, leak, leaked, leaking, exceed, exceeded, exceeding, ran out, run out, running out, grew, out of, too much,
      too low, limit, high, spike, pressure, consumed, consuming, usage, full`,
      ],
    ],
    alone: `out of memory, oom, oomkilled, oom killed, oom killer, memory leak, outofmemoryerror, gc pause, heap space`,
  },
  {
    name: 'processors were overloaded',
    note: '',
    said: [
      [
        processor,
        `100, saturated, saturation, high, pegged, exhausted, exhaustion, spike, spiked, throttled, throttling, maxed, overloaded,
      starved, starvation, consumed, consuming, usage, utilization, intensive`,
      ],
    ],
    alone: `cpu usage, cpu load, cpu starvation, cpu throttling, high load average`,
  },
  {
    name: 'more traffic came than was expected',
    note: 'By people who meant no harm.',
    said: [
      [
        demand,
        `surge, spike, spiked, spikes, peak, increase, increased, unprecedented, influx, burst, sudden, doubled, tripled, unusually high,
      higher than, heavy, large number, high volume, unexpected amount, more than usual, huge amount`,
      ],
    ],
    alone: `traffic spike, surge in, spike in traffic, increased load, high traffic, heavy load, increased traffic, large amount of traffic`,
  },
  {
    name: 'unwanted requests flooded in',
    note: 'Attacks, crawlers, and clients that went wild.',
    said: [
      [
        robots,
        `hammer, hammered, hammering, flood, flooded, flooding, crawl, crawled, crawling, overload, overloading, overwhelm, scrape,
      scraping, aggressive, excessive, abuse, abusing, thousands of requests, large number, many requests, brute force`,
      ],
    ],
    alone: `ddos, denial of service, dos attack, ddos attack, volumetric attack, layer 7 attack, botnet, brute force attack, scraping bot,
      bot traffic`,
  },
  {
    name: 'a service was abused',
    note: 'The service did what it was built for, to people who should not get it.',
    said: [
      [
        `account, user, form, email, signup, comment, issue, registration, message, content`,
        `spam, spammer, spammers, spamming, fake, fraudulent, abuse, bogus, scam`,
      ],
    ],
    alone: `crypto mining, cryptomining, crypto miner, mining cryptocurrency, spam wave`,
  },
  {
    name: 'a limit or quota was reached',
    note: 'A number that somebody set; connections and threads are a mechanism of their own.',
    said: [
      [
        allowance,
        `exceed, exceeded, exceeding, hit, hitting, reach, reached, exhaust, exhausted, ran out, used up, over, too low, went over,
      breached, maxed, consumed, ran into, enforced`,
      ],
    ],
    alone: `rate limited, rate limiting, too many requests, throttled by, being throttled, quota exceeded, rate-limited, http 429,
      toomanyrequests`,
  },
  {
    name: 'the cloud or data centre failed',
    note: '',
    said: [[cloud, isDown]],
    alone: `outage at aws, aws outage, azure outage, gcp outage, cloud outage, regional outage, zone outage, region outage`,
  },
  { name: 'the content delivery network failed', note: '', said: [[edge, isDown]] },
  {
    name: 'a service of somebody else failed',
    note: 'Other than hosting, delivery networks and names.',
    said: [[vendor, isDown]],
    alone: `third party outage, third-party outage, upstream outage, vendor outage, provider outage`,
  },
  {
    name: 'somebody else changed their service',
    note: 'And nothing of ours changed.',
    said: [
      [
        vendor,
        `changed, change, deprecated, removed, dropped, moved, shut down, discontinued, new terms, without notice, stopped supporting,
      no longer supports, breaking, renamed, blocked`,
      ],
    ],
    alone: `end of life, sunset, upstream change, changed upstream, without notice`,
  },
  {
    name: 'a name pointed to the wrong place or nowhere',
    note: 'Records of the domain name system.',
    said: [
      [
        name,
        `missing, wrong, delete, deleted, incorrect, incorrectly, removed, misconfigured, misconfiguration, stale, old ip, pointed,
      pointing, changed, not exist, invalid, not updated, typo, nxdomain, mismatch, propagate, propagation, broken, dangling`,
      ],
    ],
    alone: `dns change, dns misconfiguration, dns propagation, dangling dns, subdomain takeover`,
  },
  {
    name: 'names were not resolved',
    note: 'The resolver or the provider of names failed.',
    said: [
      [
        resolver,
        `overloaded, timeout, timed out, failing, down, outage, fail, failed, failure, unavailable, not resolve, unable to resolve,
      intermittent, crash, crashed, slow, resolution failed, could not resolve, not responding`,
      ],
    ],
    alone: `dns outage, dns failure, could not resolve, unable to resolve, failed to resolve, name resolution, no such host, servfail`,
  },
  {
    name: 'the network failed',
    note: '',
    said: [
      [
        network,
        `loss, lost, partition, cut, flapping, flap, interrupted, interruption, down, failed, failure, unreachable, outage, disrupted,
      broken, congestion, congested, degraded, dropped, instability, unstable, disconnected, saturated, hijack, leak, withdrawn, blip`,
      ],
    ],
    alone: `packet loss, network partition, network outage, network connectivity, loss of connectivity, route leak, network failure,
      network blip`,
  },
  {
    name: 'a rule kept traffic out',
    note: 'Firewalls, security groups and routes.',
    said: [
      [
        barrier,
        `block, blocked, blocking, drop, dropped, delete, deleted, remove, removed, missing, wrong, denied, deny, closed, reject,
      rejected, change, changed, not allowed, not open, overwritten, incorrect, misconfigured, restrict, restricted, not included`,
      ],
    ],
    alone: `firewall rule, firewall change, blocked by the firewall`,
  },
  {
    name: 'a volume could not be mounted',
    note: '',
    said: [
      [
        volume,
        `not mount, not mounted, not be mounted, failed to mount, mount failed, unmounted, unmount, unable to mount, mounting, mounted,
      attach, attached, attaching, detach, detached, stuck, remount, read-only, read only, stale file handle, not attach,
      already in use, unavailable, down`,
      ],
    ],
    alone: `failed mount, failedmount, multi-attach, mount error, unable to attach, cannot be attached, failedattachvolume`,
  },
  {
    name: 'a machine was taken away',
    note: 'By the platform or by whoever runs it: it did not break.',
    said: [
      [
        machine,
        `evict, evicted, eviction, drain, drained, draining, preempt, preempted, preemption, reclaimed, scaled down, scale down,
      scaling down, scale in, retired, recycled, replaced, rescheduled, cordon, cordoned, shut down, shutdown, decommission,
      decommissioned, rotated, powered off, stopped by`,
      ],
    ],
    alone: `spot interruption, spot instances, node replacement, node rotation, instance retirement`,
  },
  {
    name: 'a machine died',
    note: 'Reason unknown or inside the machine.',
    said: [
      [
        computer,
        `crash, crashed, died, kernel panic, unresponsive, not ready, notready, hang, hung, froze, frozen, reboot, rebooted, unhealthy,
      went down, became unreachable, lost contact, hardware failure, dead`,
      ],
    ],
    alone: `kernel panic, node failure, host failure, instance failure, hardware failure, node went down`,
  },
  {
    name: 'hardware, power or cooling failed',
    note: '',
    said: [
      [
        power,
        `fail, failed, failure, outage, lost, loss, died, broken, cut, faulty, overheat, overheated, overheating, defective, dead,
      tripped, interruption, degraded, bad sector`,
      ],
    ],
    alone: `power outage, power cut, power loss, power failure, hardware failure, disk failure, hardware fault, failed disk, bad disk`,
  },
  {
    name: 'nothing was left to run it on',
    note: 'New machines, runners or pods could not be had.',
    said: [
      [
        machine,
        `unschedulable, pending, not be scheduled, could not be scheduled, not allocate, not be allocated, no capacity, allocation,
      allocate, failed to provision, provision, provisioning, not provision, could not start, not start, unable to start,
      insufficient capacity, not available, none available, failed to launch, spin up, not be created, not launch`,
      ],
    ],
    alone: `insufficient capacity, out of capacity, failed to schedule, unable to schedule, allocation failed, provisioning failed,
      no available, insufficientinstancecapacity, stockout`,
  },
  {
    name: 'too little capacity was planned',
    note: 'Enough could be had, but nobody or nothing added it.',
    said: [
      [
        `autoscaler, autoscaling, replica, capacity, pod, scaling, instance, cluster, server, resource, hpa, dyno`,
        `too few, insufficient, not scale, under-provisioned, underprovisioned, undersized, failed to scale, not enough, too small,
      not sized, too slow to scale, did not scale, not keep up, inadequate`,
      ],
    ],
    alone: `not enough capacity, lack of capacity, at capacity, max capacity, maximum capacity, reached capacity, under-provisioned,
      insufficient resources, not enough resources`,
  },
  {
    name: 'something needed was deleted',
    note: '',
    said: [
      [byMistake, takenAway],
      [
        data,
        `delete, deleted, deleting, deletion, destroy, destroyed, wipe, wiped, erased, purged, dropped, tore down, torn down, rm -rf,
      terminated, garbage collected`,
      ],
    ],
    alone: `accidental deletion, accidentally deleted, deleted by mistake, rm -rf, drop table, drop database, deleted the production,
      terraform destroy, truncate`,
  },
  {
    name: 'the right act met the wrong place',
    note: 'A command, change or test that met something else than was meant.',
    said: [
      [
        `command, script, change, test, job, pipeline, deployment, terraform, migration, query, apply, run, ran, executed`,
        `wrong cluster, wrong environment, wrong account, wrong server, wrong host, wrong namespace, wrong database, wrong context,
      wrong workspace, wrong machine, wrong repository, wrong branch, wrong region, wrong node, wrong directory, wrong project,
      against production, on production, in production instead, instead of staging, instead of the test`,
      ],
    ],
    alone: `wrong cluster, wrong environment, wrong account, wrong server, wrong database, wrong terminal, wrong host, wrong kubectl context`,
  },
  {
    name: 'a setting could not be read',
    note: 'Rejected as a whole, so that nothing ran.',
    said: [
      [
        settings,
        `invalid, syntax error, syntax, malformed, reject, rejected, not parse, parse error, parsing, not load, failed to load,
      failed validation, not valid, unparseable, indentation, failed to apply, reload failed, failed to reload, could not be applied,
      unrecognized, unknown`,
      ],
    ],
    alone: `invalid configuration, invalid config, syntax error in, invalid yaml`,
  },
  {
    name: 'a setting was wrong',
    note: 'Read, and not what was needed.',
    said: [
      [
        settings,
        `wrong, incorrect, incorrectly, misconfigured, typo, too low, too high, overwritten, overwrote, overridden, default, unintended,
      not match, mismatch, error, mistake, not applied, inconsistent, hardcoded, hard-coded`,
      ],
      [settings, `missing, not set, unset, not defined, empty, undefined, forgotten, forgot, omitted, absent, removed`],
      [settings, `change, changed, changes, updated, update, modified`],
    ],
    alone: `misconfiguration, misconfigured, configuration error, config change, configuration change, incorrectly configured,
      missing environment variable`,
  },
  {
    name: 'new code was faulty',
    note: '',
    said: [
      [
        change,
        `regression, regressed, broke, broken, faulty, bad, buggy, bug, introduced, introduce, contained an error, defect, unintended,
      side effect, mistake, faulty logic, not tested, untested, incorrectly`,
      ],
    ],
    alone: `introduced a bug, bad deploy, bad release, faulty deployment, broken deploy, regression, introduced a regression, bad deployment,
      faulty release, bug introduced`,
  },
  {
    name: 'versions did not fit together',
    note: '',
    said: [
      [
        upgrade,
        `incompatible, incompatibility, breaking change, breaking, not compatible, compatibility, mismatch, unsupported,
      no longer support, not support, skew, unpinned, not pinned, pinned, conflict, requires, backward, backwards, different version`,
      ],
    ],
    alone: `breaking change, incompatible version, version mismatch, incompatible change, dependency conflict, version skew,
      backwards incompatible, not backwards compatible, unpinned dependency, dependency update, version bump`,
  },
  {
    name: 'an upgrade went wrong',
    note: 'Of a platform or product; that versions do not fit is a mechanism of its own.',
    said: [
      [
        `upgrade, upgraded, upgrading, kubernetes upgrade, version upgrade, os upgrade, database upgrade, patching, reinstall`,
        `fail, failed, failure, broke, broken, stuck, caused, triggered, led to, error, unable, after, following, unexpected, rolled back`,
      ],
    ],
    alone: `failed upgrade, upgrade failed, after upgrading, after the upgrade`,
  },
  {
    name: 'a change of the schema held up or broke the database',
    note: '',
    said: [
      [
        schema,
        `lock, locked, locking, locks, slow, failed, fail, timeout, timed out, long-running, long running, stuck, took longer,
      exclusive lock, table, wrong order, incomplete, partially, not run, not applied, hung`,
      ],
    ],
    alone: `locked the table, table lock, failed migration, migration failed, access exclusive lock`,
  },
  {
    name: 'locks held each other up',
    note: '',
    said: [
      [
        `lock, mutex, transaction, semaphore, advisory lock, lock file, state file`,
        `held, contention, wait, waiting, stuck, stale, not released, deadlock, left over, never released, contended, orphaned,
      long running, long-running`,
      ],
    ],
    alone: `deadlock, deadlocked, lock contention, lock timeout, lock wait, stale lock, state lock, idle in transaction`,
  },
  {
    name: 'a query was slow',
    note: '',
    said: [
      [
        `query, queries, sql, statement, search, select, join, report, aggregation, endpoint, graphql`,
        `slow, expensive, inefficient, unindexed, heavy, full scan, table scan, long running, long-running, n+1, unbounded, timed out,
      unoptimized, query plan, overload, overloaded, seconds`,
      ],
    ],
    alone: `missing index, slow query, full table scan, expensive query, inefficient query, query plan, sequential scan, missing an index,
      n+1 query, query planner, without an index`,
  },
  {
    name: 'connections, threads or files ran out',
    note: '',
    said: [[slots, usedUp]],
    alone: `connection pool exhaustion, too many connections, pool exhausted, connection limit, too many open files, max_connections,
      max connections, thread starvation, port exhaustion, connection leak, remaining connection slots, maxclients`,
  },
  {
    name: 'work piled up in a queue',
    note: '',
    said: [
      [
        queue,
        `backed up, backlog, pile, piled, piling, grew, grow, growing, lag, lagging, stuck, filled, not processed, not being processed,
      clogged, accumulate, accumulated, build up, built up, blocked, full, unprocessed, delayed, fell behind, overflow, redelivered,
      poison`,
      ],
    ],
    alone: `queue backlog, consumer lag, job backlog, poison message, poison pill, backlog of`,
  },
  {
    name: 'a cache was cold or gone',
    note: 'What it kept off had to be answered.',
    said: [
      [
        cache,
        `stampede, cold, flush, flushed, evict, evicted, eviction, clear, cleared, empty, miss, misses, disabled, bypass, bypassed,
      purged, lost, unavailable, down, failover, crash, crashed, not cached, hit rate`,
      ],
    ],
    alone: `cache stampede, cold cache, cache miss, cache misses, thundering herd`,
  },
  {
    name: 'a cache kept what was wrong or old',
    note: '',
    said: [
      [
        cache,
        `stale, outdated, old, poison, poisoned, poisoning, wrong, not invalidated, invalidation, not purged, corrupt, corrupted, served,
      serving, inconsistent, shared, cache key, incorrect, expired`,
      ],
    ],
    alone: `stale cache, cache poisoning, cached the wrong, cache invalidation, cache key`,
  },
  {
    name: 'retries made it worse',
    note: '',
    said: [
      [
        `retry, retries, retried, retrying, reconnect, reconnecting, reconnection, backoff, resend`,
        `overwhelm, overwhelmed, storm, flood, flooded, amplify, amplified, aggressive, repeatedly, worse, overload, overloaded,
      exponential, without backoff, indefinitely, all at once, load, constantly`,
      ],
    ],
    alone: `retry storm, thundering herd, cascading failure, cascading failures, feedback loop, positive feedback, metastable`,
  },
  {
    name: 'a service got more than it could take',
    note: 'Where neither processors, memory nor visitors are named.',
    said: [
      [
        component,
        `overloaded, overload, overwhelmed, overwhelm, saturated, swamped, too many request, too much load, not keep up,
      could not keep up, not cope, under load, high load, heavy load, overloading, strain, bottleneck`,
      ],
    ],
    alone: `overloaded, could not handle the load, unable to handle the load`,
  },
  {
    name: 'two things came at once or in the wrong order',
    note: 'Order of events, races.',
    said: [
      [
        `thread, request, process, transaction, worker, job, deploy, update, write, event, message, client, block`,
        `race, concurrent, concurrently, simultaneously, simultaneous, out of order, wrong order, at the same time, in parallel,
      duplicate, duplicated, double, twice, not atomic, not idempotent, interleaved`,
      ],
    ],
    alone: `race condition, race conditions, concurrency bug, data race, thread-safe, not thread safe, thread safety, circular dependency,
      wrong order`,
  },
  {
    name: 'something came that the program could not read',
    note: 'Malformed, empty or unforeseen input.',
    said: [
      [
        input,
        `malformed, unexpected, corrupt, not be parsed, could not be parsed, unable to parse, failed to parse, not parse, missing field,
      null, nil, empty, not validated, not handle, unhandled, invalid, oversized, too large, wrong format, unknown field, wrong type,
      changed format, new format, special character`,
      ],
    ],
    alone: `null pointer, nil pointer, nullpointerexception, unhandled exception, uncaught exception, nil dereference, segmentation fault,
      segfault, malformed, parse error, type error, typeerror, undefined is not, panic, panicked, parsing error, input validation`,
  },
  {
    name: 'a number left its bounds',
    note: '',
    said: [
      [
        amount,
        `overflow, overflowed, underflow, exceed maximum, negative, too large, out of range, unbounded, not checked, rounding, rounded,
      precision, wrap, truncated, divide by zero, out of bounds, 32-bit, 64-bit, exceeds the maximum, zero, decimal, miscalculated,
      incorrectly calculated`,
      ],
    ],
    alone: `integer overflow, overflow, underflow, off by one, off-by-one, rounding error, division by zero, buffer overflow, out of bounds,
      int32, 32-bit integer, arithmetic error, exhausted ids`,
  },
  {
    name: 'something ran in an endless loop',
    note: '',
    said: [
      [
        `loop, recursion, call, process, request, thread, redirect, job, workflow, event, trigger, message`,
        `infinite, endless, endlessly, never terminate, never ended, forever, recursive, recursively, infinitely, never finish,
      indefinitely`,
      ],
    ],
    alone: `infinite loop, endless loop, redirect loop, infinite recursion, recursion, stuck in a loop, infinite redirect,
      too many redirects, busy loop, crash loop`,
  },
  {
    name: 'a check of who may do what was missing',
    note: '',
    said: [
      [
        guard,
        `missing check, not check, not checked, bypass, bypassed, bypassing, not verified, not verify, not validate, not validated,
      not enforced, not enforce, lacked, lack of, without checking, improper, unauthenticated, unauthorized, escalation, escalate,
      impersonate, forged, spoof, too broad, overly permissive, excessive`,
      ],
    ],
    alone: `authorization bypass, authentication bypass, privilege escalation, missing authorization, insecure direct object,
      unauthenticated access, unauthorized access, idor, overly permissive, publicly accessible`,
  },
  {
    name: 'people saw what was not theirs',
    note: '',
    said: [
      [
        people,
        `other users, another user, other customers, another customer, someone else, wrong user, wrong customer, exposed, exposure,
      leaked, leak, visible to, publicly accessible, disclosed, mixed up, publicly visible, other people, unintentionally shared`,
      ],
    ],
    alone: `data leak, data exposure, data breach, information disclosure, logged in as another, cross-tenant, other users data,
      other customers data`,
  },
  {
    name: 'a secret got out',
    note: '',
    said: [
      [
        secret,
        `leak, leaked, leaking, exposed, expose, exposure, committed, logged, public, publicly, published, printed, disclosed, plain text,
      plaintext, stolen, exfiltrate, exfiltrated, exfiltration, pushed to, visible, compromised, obtained, in the log, build log,
      harvested`,
      ],
    ],
    alone: `leaked token, leaked credential, leaked secret, leaked key, exposed secret, hardcoded password, secret leak, stolen credentials,
      leaked credentials, exposed credentials, compromised credentials`,
  },
  {
    name: 'somebody was deceived, or an account taken over',
    note: '',
    said: [
      [
        `account, maintainer, email, employee, user, login, session, admin, discord, twitter, moderator`,
        `phish, phished, phishing, hijack, hijacked, compromised, taken over, takeover, stolen, hacked, impersonated, impersonating,
      social engineering, gained access, tricked, two-factor, 2fa`,
      ],
    ],
    alone: `phishing, social engineering, account takeover, credential stuffing, sim swap, password reuse, phishing attack, phishing email,
      impersonation, spear phishing`,
  },
  {
    name: 'malicious code was shipped',
    note: 'Through a package, a build or an update.',
    said: [
      [
        package_,
        `malicious, compromised, infected, trojan, backdoor, backdoored, malware, tampered, typosquat, typosquatting, injected, hijacked,
      stealer, poisoned`,
      ],
    ],
    alone: `malicious package, malicious code, malicious version, supply chain attack, supply-chain attack, backdoor, typosquatting,
      dependency confusion, malware`,
  },
  {
    name: 'a hole let strangers run or read something',
    note: 'Injection, traversal, execution of code.',
    said: [
      [
        `vulnerability, input, attacker, request, parameter, url, workflow, pull request, template, script, bug, flaw`,
        `inject, injected, injection, execute arbitrary, arbitrary code, arbitrary command, traversal, xss, ssrf, csrf, deserialization,
      remote code, unsanitized, not sanitized, escape, unescaped, pull_request_target, untrusted, exploit`,
      ],
    ],
    alone: `sql injection, remote code execution, rce, cross-site scripting, xss, command injection, path traversal,
      arbitrary code execution, ssrf, csrf, template injection, script injection, sandbox escape, zero day, code injection,
      cross-site request`,
  },
  {
    name: 'clocks or calendars were wrong',
    note: '',
    said: [
      [
        clock,
        `skew, drift, drifted, ahead of time, out of sync, daylight, leap, wrong timezone, wrong time zone, wrong, not synchronized, dst`,
      ],
    ],
    alone: `daylight saving, leap second, leap year, leap day, clock skew, clock drift, wrong timezone, wrong time zone, y2k`,
  },
  {
    name: 'characters were misread',
    note: '',
    said: [
      [
        `character, emoji, string, file name, filename, text, unicode, byte, whitespace, quote, newline`,
        `encode, encoded, encoding, escape, escaped, unescaped, utf-8, utf8, ascii, non-ascii, invalid byte, special, not handled,
      decoding, normalisation, case-sensitive, case sensitive, line ending`,
      ],
    ],
    alone: `character encoding, character set, utf-8, utf8, mojibake, unicode, special characters, non-ascii, line endings`,
  },
  {
    name: 'copies or leaders disagreed',
    note: 'Replication, failover, quorum.',
    said: [
      [
        copies,
        `lag, lagging, failover, failed over, fail over, split brain, split-brain, lost quorum, quorum, out of sync, elect, elected,
      election, diverged, demoted, promoted, promotion, fell behind, broke, broken, lost, stopped replicating, no leader,
      not replicate, inconsistent, unhealthy, behind`,
      ],
    ],
    alone: `split brain, split-brain, replication lag, lost quorum, leader election, loss of quorum, replica lag, etcd quorum`,
  },
  {
    name: 'stored data was damaged',
    note: '',
    said: [
      [
        stored,
        `corrupt, corrupted, corruption, inconsistent, inconsistency, damaged, unreadable, garbled, bit rot, checksum, invalid state,
      half-written, partially written, orphaned`,
      ],
    ],
    alone: `data corruption, index corruption, corrupted index, corrupt database, database corruption, filesystem corruption,
      checksum mismatch, data loss`,
  },
  {
    name: 'a backup was missing or could not be restored',
    note: '',
    said: [
      [
        backup,
        `missing, failed, fail, failing, empty, corrupt, not work, no, incomplete, untested, not running, broken, outdated, never,
      unusable, no backup, overwritten, disabled`,
      ],
    ],
    alone: `no backup, no backups, without backup, backup failed, backups failed, restore failed, backup failure`,
  },
  {
    name: 'a planned job did not run',
    note: '',
    said: [
      [
        job,
        `not run, did not run, never ran, stuck, stopped, hung, not triggered, not scheduled, not start, failed to start, disabled,
      silently, not executed, paused, skipped, hanging, stopped running, did not start, killed`,
      ],
    ],
    alone: `cron job failed, job did not run, cron did not run, stopped running`,
  },
  {
    name: 'messages were not delivered',
    note: 'Webhooks, mail and notices; that nobody was alerted is none.',
    said: [
      [
        post,
        `not delivered, not deliver, not sent, not send, dropped, lost, bounced, bounce, not received, not receive, missed, undelivered,
      failed to deliver, not arrive, delayed, not being sent, failed to send`,
      ],
      [
        `email, mail, ip, domain, sender, smtp, ip address`,
        `spam folder, blocklist, blocklisted, blacklist, blacklisted, reputation, spf, dkim, dmarc, marked as spam, rejected, greylisted`,
      ],
    ],
  },
  {
    name: 'rights were missing',
    note: '',
    said: [
      [
        grant,
        `missing, remove, removed, revoked, denied, insufficient, lack, lacked, lost, not have, not granted, without permission, changed,
      not authorized, restrict, restricted, forbidden, no permission, no longer have, wrong owner, ownership, misconfigured, incorrect`,
      ],
    ],
    alone: `permission denied, access denied, insufficient permissions, missing permissions, lack of permission, wrong permissions,
      403 forbidden, not authorized, locked out, lockout`,
  },
  {
    name: 'a feature was switched on or off',
    note: '',
    said: [
      [
        flag,
        `enabled, enable, enabling, turned on, turned off, switched on, switched off, disabled, activated, rolled out, toggled`,
      ],
    ],
  },
  {
    name: 'maintenance was planned',
    note: 'Announced before, by whoever runs it.',
    said: [[`maintenance, downtime, outage, upgrade, migration`, `planned, scheduled, upcoming, announced, announce`]],
    alone: `planned maintenance, scheduled maintenance, maintenance window, scheduled downtime, planned downtime, planned outage,
      emergency maintenance, planned upgrade`,
  },
  {
    name: 'what was published was broken or incomplete',
    note: 'Packages, images and builds that went out.',
    said: [
      [
        package_,
        `missing file, incomplete, unsigned, accidentally published, broken, published by mistake, wrong, unpublished, yank, yanked,
      missing, not include, not built, wrong version, corrupted, pulled, bad, empty, prematurely, not published`,
      ],
    ],
    alone: `broken release, broken package, bad release, bad build, wrong artifact, yanked, left-pad, image not found, imagepullbackoff,
      errimagepull`,
  },
  {
    name: 'nodes of a chain disagreed or stopped',
    note: 'Blockchains and other networks that must agree.',
    said: [
      [
        chain,
        `halt, halted, split, stall, stalled, fork, forked, diverge, diverged, nondeterminism, nondeterministic, non-deterministic,
      app hash, mismatch, reorg, stopped producing, not agree, stuck, double sign, slashed, invalid block, not finalize, jailed`,
      ],
    ],
    alone: `chain halt, chain split, consensus failure, app hash mismatch, apphash, non-determinism, nondeterminism,
      stopped producing blocks, consensus bug`,
  },
  {
    name: 'value was moved by a fault in a contract',
    note: 'Of money kept by code; bounds and missing checks are mechanisms of their own.',
    said: [
      [
        `price, oracle, liquidity, contract, fund, vault, reward, collateral, bridge`,
        `manipulate, manipulated, manipulation, flash loan, drain, drained, reentrancy, exploit, exploited, mint, minted, stale price,
      liquidate, liquidated, incorrect price, front-run`,
      ],
    ],
    alone: `flash loan, reentrancy, price manipulation, oracle manipulation, smart contract bug, oracle failure, rug pull`,
  },
  {
    name: 'a name or place changed and something still used the old one',
    note: '',
    said: [
      [
        `url, path, repository, branch, bucket, link, address, ip address, hostname, endpoint, image, registry, directory, symlink, file`,
        `renamed, rename, moved, relocated, old, still pointing, still pointed, hardcoded, hard-coded, redirect, redirected,
      no longer existed, no longer exist, not found, 404, not updated, outdated`,
      ],
    ],
    alone: `renamed, broken link, dead link, hardcoded ip, old address`,
  },
  {
    name: 'a gatekeeper refused what was valid',
    note: 'Admission checks, validators and policies; rules of networks are a mechanism of their own.',
    said: [
      [
        `admission controller, admission webhook, validating webhook, mutating webhook, policy engine, opa, open policy agent, gatekeeper,
      validator, validation, captcha, webhook`,
        `reject, rejected, refuse, refused, deny, denied, block, blocked, fail, failed, failing, unreachable, unable to create,
      not allowed, prevent, prevented, too strict`,
      ],
    ],
    alone: `admission webhook, failed calling webhook, admission controller`,
  },
  {
    name: 'a check of health misjudged or killed it',
    note: '',
    said: [
      [
        probe,
        `fail, failed, failing, fails, kill, killed, removed, unhealthy, restart, restarted, too aggressive, timeout, timed out,
      misconfigured, wrong, false, not detect, passing, not respond`,
      ],
    ],
    alone: `failed health checks, marked unhealthy, marked as unhealthy, liveness probe failed, failing health checks`,
  },
  {
    name: 'traffic was led to the wrong place',
    note: 'Proxies, gateways and load balancers.',
    said: [
      [
        balancer,
        `misroute, misrouted, wrong backend, wrong, misconfigured, crash, crashed, crashing, crashlooping, not reload, routing, routed,
      not route, incorrect, incorrectly, drop, dropped, stale`,
      ],
    ],
    alone: `routing error, misrouted, routed to the wrong, load balancer misconfiguration, no healthy upstream, wrong route`,
  },
  {
    name: 'a step was left out',
    note: 'Of a procedure; never who did it.',
    said: [
      [
        `step, procedure, runbook, manual, checklist, instruction, process, documentation, script`,
        `missed, miss, forgot, forgotten, skipped, skip, out of order, not followed, overlooked, not documented, undocumented, outdated,
      wrong order, left out, not performed, omitted`,
      ],
    ],
    alone: `forgot to, forgotten, missed a step, missing step, was overlooked`,
  },
  {
    name: 'use or cost ran away',
    note: '',
    said: [
      [
        `cost, bill, spend, spending, budget, invoice`,
        `runaway, spike, spiked, exceeded, unexpected, unexpectedly, skyrocket, exploded, overspend, jumped, huge, surprise`,
      ],
    ],
    alone: `bill shock, runaway cost, cost overrun, runaway usage`,
  },
]
