// synonyms.ts: words and abbreviations that mean the same in a technical interview; the first of a line stands for all.

/** One word against one word; spellings of several words are joined by tokens.ts ("time out" is also "timeout"). */
const SAME = `
  database db
  kubernetes k8s
  asynchronous async
  synchronous sync
  javascript js
  typescript ts
  postgresql postgres psql
  authentication authn auth
  authorization authz authorisation
  environment env
  configuration config
  repository repo
  application app
  parameter param
  argument arg
  function func fn
  object obj
  administrator admin
  operation op
  development dev
  production prod
  infrastructure infra
  performance perf
  memory ram
  processor cpu
  identifier id
  message msg
  request req
  timestamp ts
  maximum max
  minimum min
  fast quick rapid speedy
  slow sluggish
  speed accelerate
  delay latency lag
  big large huge
  small tiny
  begin start
  finish end complete
  stop halt abort cancel
  delete remove drop
  modify change alter edit
  update refresh
  fetch retrieve
  find lookup locate
  search seek
  save store persist
  keep retain hold
  check verify validate confirm inspect
  measure metric benchmark
  monitor observe watch
  error exception
  fail failure crash break
  bug defect
  fix repair resolve solve
  copy duplicate replica
  repeat redo
  retry reattempt
  prevent avoid
  guarantee ensure promise assure
  cost price expense expensive costly
  downside drawback disadvantage
  benefit advantage upside
  tradeoff compromise
  table relation
  row record tuple
  column field attribute
  scan traverse
  user customer
  server backend host
  page screen
  component widget
  render draw paint
  callback handler
  consumer worker subscriber
  producer publisher
  job task
  rollback revert undo
  lock mutex
  concurrent parallel simultaneous
  shared common
  unique distinct
  identical same equal
  pointer reference
  allocate reserve
  free release
  limit cap bound
  exceed overrun
  increase grow raise rise
  decrease reduce shrink
  split divide partition shard
  merge combine join
  group aggregate
  instance node machine
  region zone
  deploy release ship rollout
  version revision
  stale outdated obsolete
  expire ttl
  invalidate evict purge
  token jwt
  password passphrase
  encrypt cipher
  hash digest
  attack exploit
  attacker hacker
  vulnerability weakness
  permission privilege
  frequency often frequent
  rare seldom rarely
  average mean
  percentile p95 p99
  team colleague coworker teammate
  manager boss lead
  explain describe
  agree consent
  decide choose pick select
  priority prioritize prioritise urgent
  impact effect consequence
  automatic automate
  backup snapshot
  restore recover
  document documentation docs
  requirement spec specification
  example instance
`;

/** Stem of a synonym → stem of the word that stands for all. */
export function synonymTable(stem: (word: string) => string): Map<string, string> {
  const table = new Map<string, string>();
  for (const line of SAME.trim().split('\n')) {
    const [first, ...others] = line.trim().split(' ').map(stem);
    // The first mention wins, so that a word never stands for two things.
    for (const other of others) if (first !== undefined && !table.has(other)) table.set(other, first);
  }
  return table;
}
